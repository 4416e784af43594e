package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressPlacement.Line;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Sku;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Store;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Trait;
import io.github.dropshiproutes.sandbox.Trade.Payment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Making and reading orders, with the rules that are documented or were observed. There is no list, and nothing cancels. */
final class AliExpressOrders {

    /** The order of the guide's sample, which everybody may ask about; no number of a real order looks like it. */
    static final String GUIDE_ORDER = "ABC123456";
    static final String GUIDE_TRACKING = "LP123456789CN";

    private static final String REQUEST = "param_place_order_request4_open_api_d_t_o";
    private static final String EXTENSION = "ds_extend_request";
    /** In which an order that is sent again is known. */
    private static final Duration KNOWN = Duration.ofHours(24);
    private static final BigDecimal HIDDEN_TAX = new BigDecimal("0.15");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("America/Los_Angeles"));
    private static final Trade.Words WORDS = new Trade.Words("PLACE_ORDER_SUCCESS", "PAYMENT_PROCESSING", "WAIT_SELLER_SEND_GOODS", null,
            "SELLER_PART_SEND_GOODS", "WAIT_BUYER_ACCEPT_GOODS", null, "FINISH", "FINISH");

    private final Trades<AliExpressPlacement> trades;
    private final AliExpressShapes shapes;
    private final AliExpress moods;

    AliExpressOrders(Trades<AliExpressPlacement> trades, AliExpressShapes shapes, AliExpress moods) {
        this.trades = trades;
        this.shapes = shapes;
        this.moods = moods;
    }

    static Trades<AliExpressPlacement> trades(SandboxOptions options, Ledger ledger) {
        // No stock and too little of it were answered with different codes.
        return new Trades<>(new Trades.Rules<>(SandboxServer.ALIEXPRESS, AliExpressPlacement.class, WORDS, "8%09d851315",
                AliExpressCatalogue::stock, (line, left) -> left <= 0
                        ? Refusal.business("INVENTORY_HOLD_ERROR", "Product " + line.productId() + " is out of stock")
                        : Refusal.business("DELIVERY_METHOD_NOT_EXIST", "The delivery method does not exist")), options, ledger);
    }

    ObjectNode create(GatewayCall call) {
        Fields request = call.parameters().object(REQUEST);
        Fields extension = call.parameters().has(EXTENSION) ? call.parameters().object(EXTENSION) : null;
        String reference = request.has("out_order_id") ? request.text("out_order_id") : null;
        synchronized (trades) {
            List<Trade<AliExpressPlacement>> known = known(call, reference);
            if (!known.isEmpty()) {
                if (moods.refusesRepeats()) {
                    throw Refusal.business("REPEATED_ORDER_ERROR",
                            "check buyer order list, request already been handled successfully");
                }
                return numbers(known, null);
            }
            if (call.account().orderRefusal() != null) {
                throw Refusal.business(call.account().orderRefusal(), "The buyer may not place orders");
            }
            Map<String, Object> address = AliExpressAddresses.check(request.object("logistics_address"), extension);
            List<Trade<AliExpressPlacement>> made = make(call, reference, request, extension, address);
            return numbers(made, pay(call, made, extension));
        }
    }

    /** An order that is not the account's own does not exist for it; neither does one that is too new. */
    ObjectNode get(GatewayCall call) {
        String number = call.parameters().object("single_order_query").text("order_id");
        ObjectNode answer = Json.object();
        if (number.equals(GUIDE_ORDER)) {
            answer.set("result", guideOrder());
            return answer;
        }
        Trade<AliExpressPlacement> trade = trades.find(call.account().name(), number);
        if (trade == null || trade.placement().listedAt().isAfter(call.now())) {
            throw Refusal.backend("15", "Remote service error").withSubCode("isv.insufficient-permission");
        }
        answer.set("result", describe(trade, call.now()));
        return answer;
    }

    private List<Trade<AliExpressPlacement>> known(GatewayCall call, String reference) {
        if (reference == null) {
            return List.of();
        }
        return trades.of(call.account().name(), reference).stream()
                .filter(trade -> trade.placement().createdAt().isAfter(call.now().minus(KNOWN))).toList();
    }

    private List<Trade<AliExpressPlacement>> make(GatewayCall call, String reference, Fields request, Fields extension,
                                                  Map<String, Object> address) {
        Map<Store, List<Line>> byStore = new LinkedHashMap<>();
        Map<Store, BigDecimal> taxes = new LinkedHashMap<>();
        Set<String> currencies = new HashSet<>();
        Map<String, Integer> wanted = new TreeMap<>();
        for (Fields item : request.objects("product_items")) {
            AliExpressProduct product = product(item.id("product_id"), (String) address.get("country"));
            Line line = line(item, product, call.plan().priceFactor());
            currencies.add(product.currency("USD"));
            if (wanted.merge(line.skuId(), line.quantity(), Integer::sum) > line.quantity()) {
                throw Refusal.business("ERROR_WHEN_BUILD_FOR_PLACE_ORDER", "The same SKU stands in two items");
            }
            byStore.computeIfAbsent(product.store(), store -> new ArrayList<>()).add(line);
            BigDecimal tax = product.trait() == Trait.HIDDEN_TAX ? line.goods().multiply(HIDDEN_TAX) : BigDecimal.ZERO;
            taxes.merge(product.store(), tax.setScale(2, RoundingMode.HALF_UP), BigDecimal::add);
        }
        if (currencies.size() > 1) {
            throw Refusal.business("PRICE_PAY_CURRENCY_ERROR", "The products of one order must have one currency");
        }
        String currency = currencies.iterator().next();
        // All or nothing: one store's empty shelf must not leave the other store's order behind.
        byStore.values().forEach(lines -> trades.check(lines, "CN"));
        Map<String, Object> extended = extension == null ? null
                : Json.MAPPER.convertValue(extension.node(), new TypeReference<LinkedHashMap<String, Object>>() { });
        List<Trade<AliExpressPlacement>> made = new ArrayList<>();
        byStore.forEach((store, lines) -> made.add(trades.trade(trades.place(lines, "CN", number -> new AliExpressPlacement(number,
                call.account().name(), reference, call.now(), call.now().plus(call.plan().hidden()), call.now().plus(moods.payTimeout()),
                store.id(), store.name(), "CN", address, extended, lines, taxes.get(store),
                currency)).tradeId())));
        return made;
    }

    private static AliExpressProduct product(String number, String country) {
        AliExpressProduct product = AliExpressCatalogue.product(number);
        if (product == null) {
            throw Refusal.business("PRODUCT_NOT_EXIST", "The product " + number + " does not exist");
        }
        if (product.trait() == Trait.OFF_SHELF) {
            throw Refusal.business("PRODUCT_OFF_SHELF", "The product " + number + " is off the shelf");
        }
        if (!product.isSold(number, country) || product.trait() == Trait.NO_ROUTE) {
            throw Refusal.business("ERROR_WHEN_BUILD_FOR_PLACE_ORDER", "The product " + number + " cannot be delivered to " + country);
        }
        return product;
    }

    private Line line(Fields item, AliExpressProduct product, BigDecimal factor) {
        int quantity = item.integer("product_count", 1);
        Sku sku = product.skuByAttr(item.text("sku_attr", ""));
        if (sku == null) {
            throw Refusal.business("SKU_NOT_EXIST", "The product " + product.id() + " has no such sku_attr");
        }
        String carrier = item.text("logistics_service_name", AliExpressFreight.STANDARD);
        BigDecimal freight = AliExpressFreight.fee(product, quantity, carrier);
        if (freight == null) {
            throw Refusal.business("DELIVERY_METHOD_NOT_EXIST", "The delivery method does not exist");
        }
        String currency = product.currency("USD");
        BigDecimal dollars = trades.priceOf(product.id(), sku.id(), product.price(sku, quantity));
        String price = AliExpressProduct.money(dollars.multiply(factor), currency);
        return new Line(product.id(), sku.id(), sku.attr(), product.title(), quantity, new BigDecimal(price), carrier,
                new BigDecimal(AliExpressProduct.money(freight, currency)), item.text("order_memo", null));
    }

    /** @return what is said about the payment; null = nothing */
    private String pay(GatewayCall call, List<Trade<AliExpressPlacement>> made, Fields extension) {
        Fields payment = extension == null || !extension.has("payment") ? null : extension.object("payment");
        if (payment == null || !flag(payment, "try_to_pay")) {
            return null;
        }
        boolean dollars = payment.text("pay_currency", "").equals("USD") && made.get(0).placement().currency().equals("USD");
        if (!moods.autoPays() || !dollars) {
            return "OrderCreated, autoPay fail:APIPayFail";
        }
        Payment attempt = call.plan().payment(call.now());
        made.forEach(trade -> trades.pay(trade, attempt));
        boolean failed = attempt.reasonCode() != null && !attempt.settlesAt().isAfter(call.now());
        return failed ? "OrderCreated, autoPay fail:" + attempt.reasonCode() : null;
    }

    private static boolean flag(Fields fields, String name) {
        JsonNode value = fields.has(name) ? fields.value(name) : null;
        if (value != null && !Set.of("true", "false").contains(value.asText())) {
            throw fields.invalid(name, "expected true or false");
        }
        return value != null && value.asText().equals("true");
    }

    private ObjectNode numbers(List<Trade<AliExpressPlacement>> made, String message) {
        ObjectNode answer = Json.object();
        ObjectNode result = answer.putObject("result");
        shapes.flag(result, "is_success", true);
        if (message != null) {
            result.put("error_msg", message);
        }
        result.set("order_list", shapes.list("number", made.stream().map(trade -> Long.parseLong(trade.placement().tradeId())).sorted()
                .map(number -> Json.MAPPER.getNodeFactory().numberNode(number)).toList()));
        return answer;
    }

    private ObjectNode describe(Trade<AliExpressPlacement> trade, Instant now) {
        AliExpressPlacement placement = trade.placement();
        ObjectNode result = Json.object().put("gmt_create", TIME.format(placement.createdAt())).put("order_status", trade.status(now))
                .put("logistics_status", logisticsStatus(trade, now))
                .put("pay_timeout_second", String.valueOf(Duration.between(placement.createdAt(), placement.closesAt()).toSeconds()));
        result.set("order_amount", money(placement.estimate(), placement.currency()));
        result.set("user_order_amount", money(placement.total(), placement.currency()));
        if (trade.isPaid(now)) {
            result.put("order_paidtime_string", TIME.format(trade.payment().settlesAt()));
        }
        List<AliExpressLogistics.Parcel> parcels = AliExpressLogistics.parcels(trade, now);
        if (!parcels.isEmpty()) {
            result.set("logistics_info_list", shapes.list("aeop_order_logistics_info", parcels.stream().map(parcel -> Json.object()
                    .put("logistics_service", parcel.carrierCode()).put("logistics_no", parcel.provisionalNumber())).toList()));
        }
        List<ObjectNode> children = new ArrayList<>();
        for (Line line : placement.lines()) {
            children.add(child(line, placement, trade.isClosed(now)));
        }
        result.set("child_order_list", shapes.list("aeop_child_order_info", children));
        result.putObject("store_info").put("store_id", Long.parseLong(placement.storeId())).put("store_name", placement.storeName());
        return result;
    }

    private static ObjectNode child(Line line, AliExpressPlacement placement, boolean closed) {
        String currency = placement.currency();
        BigDecimal tax = placement.lines().get(0) == line ? placement.tax() : BigDecimal.ZERO;
        ObjectNode child = Json.object().put("product_id", Long.parseLong(line.productId())).put("sku_id", line.skuId())
                .put("product_name", line.name()).put("product_count", line.quantity());
        child.set("product_price", money(line.unitPrice(), currency));
        child.set("sale_fee", money(line.goods(), currency));
        child.set("sale_discount_fee", money(BigDecimal.ZERO, currency));
        child.set("shipping_fee", money(line.freight(), currency));
        child.set("shipping_discount_fee", money(BigDecimal.ZERO, currency));
        child.set("actual_shipping_fee", money(line.freight(), currency));
        child.set("actual_tax_fee", money(tax, currency));
        child.set("actual_fee", money(line.goods().add(line.freight()).add(tax), currency));
        return closed ? child.put("end_reason", "CANCELED") : child;
    }

    private static String logisticsStatus(Trade<AliExpressPlacement> trade, Instant now) {
        if (!trade.isPaid(now) || trade.isClosed(now)) {
            return "NO_LOGISTICS";
        }
        if (trade.shippedAt().isAfter(now)) {
            return "WAIT_SELLER_SEND_GOODS";
        }
        if (trade.wholeShippedAt().isAfter(now)) {
            return "SELLER_SEND_PART_GOODS";
        }
        return trade.status(now).equals(WORDS.done()) ? "BUYER_ACCEPT_GOODS" : "SELLER_SEND_GOODS";
    }

    private ObjectNode guideOrder() {
        ObjectNode result = Json.object().put("gmt_create", "2025-01-01 09:30:00").put("order_status", "WAIT_SELLER_SEND_GOODS")
                .put("logistics_status", "PROCESSING").put("pay_timeout_second", "86400")
                .put("order_paidtime_string", "2025-01-01 09:31:00");
        BigDecimal price = new BigDecimal("24.99");
        result.set("order_amount", money(price, "USD"));
        result.set("user_order_amount", money(price, "USD"));
        result.set("logistics_info_list", shapes.list("aeop_order_logistics_info",
                List.of(Json.object().put("logistics_service", "China Post").put("logistics_no", GUIDE_TRACKING))));
        ObjectNode child = Json.object().put("product_id", Long.parseLong(AliExpressCatalogue.GUIDE))
                .put("sku_id", AliExpressCatalogue.GUIDE_BLUE_SKU).put("product_name", "Premium Yoga Mat").put("product_count", 1);
        child.set("product_price", money(price, "USD"));
        child.set("actual_fee", money(price, "USD"));
        result.set("child_order_list", shapes.list("aeop_child_order_info", List.of(child)));
        result.putObject("store_info").put("store_id", 1103800006).put("store_name", "Sandbox Outdoor Store");
        return result;
    }

    private static ObjectNode money(BigDecimal amount, String currency) {
        return Json.object().put("amount", amount.setScale(2, RoundingMode.HALF_UP).toPlainString()).put("currency_code", currency);
    }
}
