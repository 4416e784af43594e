package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * A trade as {@code /alibaba/order/get} shows it: the guide's sample and the fields of the official table beyond it. The
 * caller's {@code channel_refer_id} is not among them; the remark is, as the text "null" when none was given.
 */
final class AlibabaOrderView {

    private AlibabaOrderView() {
    }

    static ObjectNode of(Trade<AlibabaPlacement> trade, Instant now) {
        AlibabaPlacement placement = trade.placement();
        String status = trade.status(now);
        ObjectNode value = Json.object().put("trade_id", placement.tradeId()).put("trade_status", status)
                .put("pay_step", "ADVANCE").put("fulfillment_channel", "TAD").put("dropshipping", "true")
                .put("nation", "US").put("biz_code", "fast_order").put("trade_term", "DAP").put("draft_role", "buyer")
                .put("semi_manage", "false").put("export_service_type", "null").put("shipment_method", "express")
                .put("remark", placement.remark() == null ? "null" : placement.remark())
                .put("tags", "[\"dropshipping\",\"ds_waybill\"]");
        value.set("create_date", AlibabaOrders.date(placement.createdAt()));
        value.set("modify_date", AlibabaOrders.date(trade.modifiedAt(now)));
        value.putObject("shipment_date").put("type", "relative").put("duration", "3").put("date", "null");
        value.set("shipping_address", address(placement));
        ArrayNode products = value.putArray("order_products");
        for (int i = 0; i < placement.lines().size(); i++) {
            products.add(line(placement, i));
        }
        amounts(value, placement);
        value.putObject("carrier").put("code", placement.carrierCode()).put("name", placement.carrierName());
        value.putObject("buyer").put("immutable_eid", eid(placement.account())).put("full_name", placement.account());
        value.putObject("seller").put("immutable_eid", placement.companyId()).put("full_name", placement.sellerName())
                .put("immutable_eAdminId", placement.companyId());
        value.putObject("status_action").put("status", status).putArray("actions").addObject()
                .put("name", "VIEW").put("value", "VIEW").put("render_name", "View details");
        value.set("attachments", placement.attachments() == null ? Json.array() : Json.MAPPER.valueToTree(placement.attachments()));
        return value;
    }

    /** In the shape of real ones: 16 bytes in base64, another for each account. */
    private static String eid(String account) {
        byte[] hash = GatewaySigner.hmac("eid", account.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 16));
    }

    private static ObjectNode address(AlibabaPlacement placement) {
        ObjectNode address = Json.MAPPER.valueToTree(placement.address());
        ObjectNode telephone = (ObjectNode) address.remove("telephone");
        telephone.put("area", "null");
        address.set("mobile", telephone);
        return address.put("port", "null");
    }

    private static ObjectNode line(AlibabaPlacement placement, int index) {
        AlibabaPlacement.Line line = placement.lines().get(index);
        ObjectNode node = Json.object().put("id", placement.tradeId() + index).put("sort", String.valueOf(index))
                .put("product_id", line.productId()).put("sku_id", line.skuId()).put("sku_code", "null").put("model_number", "null")
                .put("name", line.name()).put("quantity", new BigDecimal(line.quantity()).setScale(4).toPlainString())
                .put("unit", "Pieces").put("item_status", "normal")
                .put("product_image", "https://sc04.alicdn.com/kf/H" + line.productId() + ".jpg");
        node.set("unit_price", money(line.unitPrice().setScale(4, RoundingMode.HALF_UP)));
        ArrayNode attributes = node.putArray("sku_attributes");
        if (line.skuId() != null) {
            attributes.addObject().put("key", "Color").put("value", line.colour());
        }
        return node;
    }

    private static void amounts(ObjectNode value, AlibabaPlacement placement) {
        BigDecimal none = BigDecimal.ZERO.setScale(2);
        value.set("product_total_amount", money(placement.productAmount()));
        value.set("shipment_fee", money(placement.freight()));
        value.set("total_amount", money(placement.total()));
        value.set("advance_amount", money(placement.total()));
        for (String name : new String[] {"balance_amount", "discount_amount", "adjust_amount", "shipment_insurance_fee",
            "vat_amount", "duty_amount"}) {
            value.set(name, money(none));
        }
    }

    private static ObjectNode money(BigDecimal amount) {
        return Json.object().put("amount", amount.toPlainString()).put("currency", "USD");
    }
}
