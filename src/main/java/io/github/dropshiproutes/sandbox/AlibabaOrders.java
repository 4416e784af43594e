package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AlibabaPlacement.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Making, listing, reading and cancelling orders, with every business rule of the guide and of what was observed. */
final class AlibabaOrders {

    static final ZoneId ALIBABA_TIME = ZoneId.of("America/Los_Angeles");

    private static final BigDecimal LEAST = new BigDecimal("0.30");
    private static final BigDecimal MOST = new BigDecimal("5000");
    private static final DateTimeFormatter DATE_STRING =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter FORMAT_DATE =
            DateTimeFormatter.ofPattern("MMM. d, uuuu, HH:mm:ss zzz'.'", Locale.US).withZone(ALIBABA_TIME);
    private static final Set<String> STATUSES = Set.of("to_be_audited", "unpay", "paying", "paid", "captured", "undeliver",
            "delivering", "wait_confirm_receipt", "trade_close", "trade_success", "frozen", "charge_back");
    private static final Set<String> PLATFORMS = Set.of("shopify", "commercehq", "woocommerce", "groovekart", "bigcommerce");

    private static final Trade.Words WORDS = new Trade.Words("unpay", "paying", "paid", "undeliver", null, "delivering",
            "wait_confirm_receipt", "trade_success", "trade_close");

    private final Trades<AlibabaPlacement> trades;
    private final AlibabaFreight freight;
    private final AlibabaAttachments attachments;

    AlibabaOrders(Trades<AlibabaPlacement> trades, AlibabaFreight freight, AlibabaAttachments attachments) {
        this.trades = trades;
        this.freight = freight;
        this.attachments = attachments;
    }

    static Trades<AlibabaPlacement> trades(SandboxOptions options, Ledger ledger) {
        return new Trades<>(new Trades.Rules<>(SandboxServer.ALIBABA, AlibabaPlacement.class, WORDS, "%09d001028893", Catalogue::stock,
                (line, left) -> Refusal.business("130703",
                        "Insufficient inventory of product " + line.productId() + ". Please reduce the quantity.")), options, ledger);
    }

    ObjectNode create(GatewayCall call) {
        Parameters parameters = call.parameters();
        List<Goods> goods = Goods.read(parameters.objects("product_list"));
        Fields logistics = parameters.object("logistics_detail").only("shipment_address", "dispatch_location", "carrier_code");
        checkExtras(parameters);
        List<Map<String, Object>> files = attachments.check(parameters, call.account());
        if (call.account().isChinese()) {
            throw Refusal.business("110001", "Unauthorized buyer: an account registered in China cannot place dropshipping orders");
        }
        Map<String, Object> address = address(logistics.object("shipment_address"));
        checkClearance(parameters, (String) address.get("country_code"));
        List<Product> products = checkGoods(goods);
        String from = dispatchLocation(logistics, products, (String) address.get("country_code"));
        String carrier = logistics.text("carrier_code");
        BigDecimal fee = freight.fee(new AlibabaFreight.Journey(call.account().name(), Goods.canonical(goods), from,
                (String) address.get("country_code"), (String) address.get("zip")), carrier, call.now());
        List<Line> lines = price(goods, call.plan().priceFactor());
        checkAmount(lines, fee);
        Product.Seller seller = products.get(0).seller();
        Instant listedAt = call.now().plus(call.plan().hidden());
        AlibabaPlacement placement = trades.place(lines, from, tradeId -> new AlibabaPlacement(tradeId, call.account().name(),
                parameters.text("channel_refer_id"), parameters.text("remark", null), parameters.text("properties", null),
                call.now(), listedAt, seller.companyId(), seller.name(), from, carrier, AlibabaFreight.carrierName(carrier),
                address, lines, fee, files));
        ObjectNode answer = Json.object();
        answer.putObject("value").put("trade_id", placement.tradeId()).put("pay_url", payUrl(placement.tradeId()));
        return answer;
    }

    ObjectNode list(GatewayCall call) {
        Parameters parameters = call.parameters();
        String role = parameters.text("role");
        if (!role.equals("buyer") && !role.equals("seller")) {
            throw Refusal.invalid("role", "expected buyer or seller");
        }
        String status = parameters.text("status", null);
        if (status != null && !STATUSES.contains(status)) {
            throw Refusal.invalid("status", "unknown status \"" + status + "\"");
        }
        Window created = Window.read(parameters, "create_date");
        Window modified = Window.read(parameters, "modified_date");
        int page = parameters.integer("start_page", 0, 0, 1_000_000);
        int size = parameters.integer("page_size", 10, 1, 100);
        List<Trade<AlibabaPlacement>> found = role.equals("seller") ? List.of() : trades.of(call.account().name()).stream()
                .filter(trade -> !trade.placement().listedAt().isAfter(call.now()))
                .filter(trade -> status == null || status.equals(trade.status(call.now())))
                .filter(trade -> created.holds(trade.placement().createdAt()))
                .filter(trade -> modified.holds(trade.modifiedAt(call.now())))
                .toList();
        ObjectNode answer = Json.object();
        ObjectNode value = answer.putObject("value").put("total_count", found.size());
        ArrayNode orders = value.putArray("order_list");
        found.stream().skip((long) page * size).limit(size).forEach(trade -> {
            ObjectNode order = orders.addObject().put("trade_id", trade.placement().tradeId())
                    .put("trade_status", trade.status(call.now()));
            order.set("create_date", date(trade.placement().createdAt()));
            order.set("modify_date", date(trade.modifiedAt(call.now())));
        });
        return answer;
    }

    ObjectNode get(GatewayCall call) {
        Parameters parameters = call.parameters();
        for (String part : parameters.text("data_select", "draft_role").split(",")) {
            if (!Set.of("statusAction", "draft_role", "snapshot_product").contains(part)) {
                throw Refusal.invalid("data_select", "unknown part \"" + part + "\"");
            }
        }
        Trade<AlibabaPlacement> trade = trades.find(call.account().name(), parameters.id("e_trade_id"), "e_trade_id");
        ObjectNode answer = Json.object();
        answer.set("value", AlibabaOrderView.of(trade, call.now()));
        return answer;
    }

    ObjectNode cancel(GatewayCall call) {
        trades.cancel(trades.find(call.account().name(), call.parameters().id("trade_id"), "trade_id"));
        ObjectNode answer = Json.object();
        answer.putObject("value");
        return answer;
    }

    static String payUrl(String tradeId) {
        return "https://biz.alibaba.com/ta/detail.htm?orderId=" + tradeId;
    }

    /** The text is for people; programs read the milliseconds. */
    static ObjectNode date(Instant at) {
        return Json.object().put("format_date", FORMAT_DATE.format(at)).put("timestamp", String.valueOf(at.toEpochMilli()));
    }

    private static void checkExtras(Parameters parameters) {
        parameters.text("channel_refer_id");
        parameters.flag("enable_distribution_waybill");
        if (parameters.has("properties")) {
            Fields properties = parameters.object("properties").only("platform", "orderId");
            if (!PLATFORMS.contains(properties.text("platform").toLowerCase(Locale.ROOT))) {
                throw Refusal.invalid("properties.platform", "unknown platform \"" + properties.text("platform") + "\"");
            }
            properties.text("orderId");
        }
    }

    private static Map<String, Object> address(Fields address) {
        address.only("zip", "country", "country_code", "province", "province_code", "city", "city_code", "address",
                "alternate_address", "contact_person", "telephone", "mobile", "fax", "port", "port_code", "email");
        for (String part : List.of("address", "contact_person", "country", "country_code", "province", "city", "zip")) {
            if (address.text(part, null) == null) {
                throw incomplete(part);
            }
        }
        Parameters.country("logistics_detail.shipment_address.country_code", address.text("country_code"));
        if (!address.has("telephone") || !address.object("telephone").only("country", "area", "number").has("number")) {
            throw incomplete("telephone.number");
        }
        return Json.MAPPER.convertValue(address.node(), new TypeReference<LinkedHashMap<String, Object>>() { });
    }

    private static void checkClearance(Parameters parameters, String country) {
        if (country.equals("KR") && !parameters.has("clearance_detail")) {
            throw Refusal.missing("clearance_detail");
        }
        if (parameters.has("clearance_detail")) {
            Fields detail = parameters.object("clearance_detail").only("clearance_type", "clearance_code", "clearancer",
                    "clearance_mobile_number", "business_name", "business_taxpayer_id");
            if (!Set.of("PERSONAL", "BUSINESS").contains(detail.text("clearance_type"))) {
                throw Refusal.invalid("clearance_detail.clearance_type", "expected PERSONAL or BUSINESS");
            }
            detail.text("clearance_code");
        }
    }

    private static List<Product> checkGoods(List<Goods> goods) {
        Set<String> seen = new HashSet<>();
        Map<String, Integer> pieces = new LinkedHashMap<>();
        for (Goods line : goods) {
            if (!seen.add(line.productId() + ":" + line.skuId())) {
                throw Refusal.business("4012", "The product in the product list is repeated");
            }
            Product product = Catalogue.product(line.productId());
            if (product == null || !product.online()) {
                throw Refusal.business("130106", "The product has expired. Please select again.");
            }
            if (product.sku(line.skuId()) == null) {
                throw Refusal.business("10005", "SKU " + line.skuId() + " of product " + product.id() + " is not found");
            }
            pieces.merge(product.id(), line.quantity(), Integer::sum);
        }
        pieces.forEach((id, quantity) -> {
            if (quantity < Catalogue.product(id).minimum()) {
                throw Refusal.business("410006", "The quantity is less than the minimum order quantity "
                        + Catalogue.product(id).minimum() + " of product " + id);
            }
        });
        for (Goods line : goods) {
            if (Catalogue.product(line.productId()).sku(line.skuId()).priceOf(line.quantity()) == null) {
                throw Refusal.business("4027", "find sku cost error");
            }
        }
        return pieces.keySet().stream().map(Catalogue::product).toList();
    }

    private static String dispatchLocation(Fields logistics, List<Product> products, String to) {
        String from = logistics.text("dispatch_location", null);
        boolean mexican = products.stream().anyMatch(product -> product.liesIn("MX") && !product.liesIn("CN") && !product.liesIn("US"));
        if (from == null && mexican) {
            throw Refusal.business("130608", "The dispatch location is missing; products from Mexico need dispatch_location = MX");
        }
        String effective = from == null ? "CN" : from;
        if (!Catalogue.DISPATCH_COUNTRIES.contains(effective) || !products.stream().allMatch(product -> product.liesIn(effective))) {
            throw Refusal.business("10012", "The dispatch location is invalid: the product does not ship from " + effective);
        }
        if (!AlibabaFreight.goes(products, effective, to)) {
            throw Refusal.business("10010", "The logistics route cannot be found. Please check the dispatch location.");
        }
        return effective;
    }

    private List<Line> price(List<Goods> goods, BigDecimal factor) {
        return goods.stream().map(line -> {
            Product product = Catalogue.product(line.productId());
            Product.Sku sku = product.sku(line.skuId());
            return new Line(product.id(), line.skuId(), product.title(), sku.colour(), line.quantity(),
                    trades.priceOf(product.id(), line.skuId(), sku.priceOf(line.quantity())).multiply(factor).setScale(4, RoundingMode.HALF_UP));
        }).toList();
    }

    private static void checkAmount(List<Line> lines, BigDecimal fee) {
        BigDecimal products = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (products.compareTo(LEAST) < 0) {
            throw Refusal.business("430013", "The order amount is less than the minimum of 0.30 USD");
        }
        if (products.add(fee).compareTo(MOST) > 0) {
            throw Refusal.business("480006", "The order amount exceeds the limit of 5000 USD");
        }
    }

    private static Refusal incomplete(String part) {
        return Refusal.business("800022", "Unable to calculate the tariff: the address is incomplete, " + part + " is missing");
    }

    /** A span of time; a null end is open. */
    private record Window(Instant from, Instant to) {

        static Window read(Parameters parameters, String prefix) {
            return new Window(date(parameters, prefix + "_start"), date(parameters, prefix + "_end"));
        }

        boolean holds(Instant at) {
            return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
        }

        /** The text is preferred where both are given; it is in the platform's own time zone. */
        private static Instant date(Parameters parameters, String name) {
            if (!parameters.has(name)) {
                return null;
            }
            Fields date = parameters.object(name).only("date_timestamp", "date_str");
            String millis = date.id("date_timestamp", null);
            if (millis != null && !millis.matches("\\d{13}")) {
                throw Refusal.invalid(name + ".date_timestamp", "expected milliseconds since 1970, 13 digits");
            }
            String text = date.text("date_str", null);
            if (text == null) {
                return Instant.ofEpochMilli(Long.parseLong(date.id("date_timestamp")));
            }
            try {
                return LocalDateTime.parse(text, DATE_STRING).atZone(ALIBABA_TIME).toInstant();
            } catch (DateTimeException e) {
                throw Refusal.invalid(name + ".date_str", "expected yyyy-MM-dd HH:mm:ss");
            }
        }
    }
}
