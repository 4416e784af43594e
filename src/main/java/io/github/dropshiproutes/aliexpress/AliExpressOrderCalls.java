package io.github.dropshiproutes.aliexpress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.PurchaseLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Writes the calls of buying, from the variables of the exchange, and leaves each in the variable {@code call}. Parameters that are
 * objects are JSON, serialised once and signed as sent.
 */
@Component("aliexpressOrderCalls")
public class AliExpressOrderCalls {

    private final AliExpressOrderSettings settings;
    private final AliExpressAddress addresses;
    private final ObjectMapper json;

    public AliExpressOrderCalls(AliExpressOrderSettings settings, AliExpressAddress addresses, ObjectMapper json) {
        this.settings = settings;
        this.addresses = addresses;
        this.json = json;
    }

    /** {@code aliexpress.ds.product.get} of the variable {@code productId}; what only a crowd would save is left out of its price. */
    public void product(Exchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("product_id", exchange.getVariable("productId", String.class));
        parameters.put("ship_to_country", AliExpressOrderAnswers.country(exchange));
        parameters.put("target_currency", settings.currency());
        parameters.put("target_language", settings.language());
        parameters.put("remove_personal_benefit", "true");
        call(exchange, AliExpressCall.read("aliexpress.ds.product.get", parameters));
    }

    /** {@code aliexpress.ds.freight.query} for the variable {@code item}, which is asked for by the variant's number. */
    public void freight(Exchange exchange) {
        AliExpressQuote.Item item = exchange.getVariable("item", AliExpressQuote.Item.class);
        Address to = purchase(exchange).shipTo();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("quantity", String.valueOf(item.quantity()));
        request.put("shipToCountry", to.countryCode());
        request.put("productId", item.productId());
        request.put("selectedSkuId", item.skuId());
        request.put("language", settings.language());
        request.put("locale", settings.language());
        request.put("currency", settings.currency());
        request.put("provinceCode", "");
        request.put("cityCode", "");
        call(exchange, AliExpressCall.read("aliexpress.ds.freight.query", Map.of("queryDeliveryReq", json(request))));
    }

    /** {@code aliexpress.ds.order.create}: the call that makes the order, and pays it where {@code paysOnCreate} says so. */
    public void create(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("out_order_id", purchase.reference());
        order.put("logistics_address", addresses.write(purchase.shipTo(), purchase.clearanceCode()));
        order.put("product_items", items(purchase));
        Map<String, Object> payment = new LinkedHashMap<>();
        payment.put("pay_currency", settings.payCurrency());
        payment.put("try_to_pay", String.valueOf(exchange.getVariable("paysOnCreate", false, Boolean.class)));
        Map<String, Object> extension = new LinkedHashMap<>();
        extension.put("payment", payment);
        String nationalAddress = addresses.nationalAddress(purchase.shipTo(), purchase.clearanceCode());
        if (nationalAddress != null) {
            extension.put("trade_extra_param", Map.of("nat_addr", nationalAddress));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("param_place_order_request4_open_api_d_t_o", json(order));
        parameters.put("ds_extend_request", json(extension));
        call(exchange, AliExpressCall.spend(AliExpressEnvelope.CREATE_ORDER, parameters));
    }

    private List<Map<String, Object>> items(Purchase purchase) {
        Map<String, Map<String, Object>> items = new LinkedHashMap<>();
        String memo = purchase.note() == null || purchase.note().isBlank() ? settings.orderMemo() : purchase.note();
        for (PurchaseLine line : purchase.lines()) {
            Map<String, Object> item = items.computeIfAbsent(line.ordered() + ":" + line.skuId(), key -> {
                Map<String, Object> fresh = new LinkedHashMap<>();
                fresh.put("product_id", Long.valueOf(line.ordered()));
                fresh.put("product_count", 0);
                fresh.put("sku_attr", line.skuAttr() == null ? "" : line.skuAttr());
                fresh.put("logistics_service_name", line.carrierCode());
                fresh.put("order_memo", memo == null ? "" : memo);
                return fresh;
            });
            item.merge("product_count", line.quantity(), (one, other) -> (Integer) one + (Integer) other);
        }
        return new ArrayList<>(items.values());
    }

    /** {@code aliexpress.trade.ds.order.get} of the order in the variable {@code tradeId}. */
    public void order(Exchange exchange) {
        call(exchange, AliExpressCall.read("aliexpress.trade.ds.order.get",
                Map.of("single_order_query", json(Map.of("order_id", exchange.getVariable("tradeId", String.class))))));
    }

    /** {@code aliexpress.ds.order.tracking.get} of the order in the variable {@code tradeId}. */
    public void tracking(Exchange exchange) {
        call(exchange, AliExpressCall.read("aliexpress.ds.order.tracking.get",
                Map.of("ae_order_id", exchange.getVariable("tradeId", String.class), "language", settings.language())));
    }

    private static Purchase purchase(Exchange exchange) {
        return exchange.getVariable("purchase", Purchase.class);
    }

    private static void call(Exchange exchange, AliExpressCall call) {
        exchange.setVariable("call", call);
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
