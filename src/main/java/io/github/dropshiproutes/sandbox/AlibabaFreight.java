package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Product.NoRoute;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The estimate for a product page and the binding quote for an order. Only the quote's carriers can be ordered with. */
final class AlibabaFreight {

    private static final Duration QUOTE_LIFE = Duration.ofMinutes(60);

    private static final List<Carrier> CARRIERS = List.of(
            new Carrier("EX_ASP_JYC_ECONOMY", "EX_ASP_Economy_Express_3C", "Alibaba.com Economy Express", "CN", "10~15", "12.40", "1.10"),
            new Carrier("EX_ASP_JYC_FEDEX", "EX_ASP_FEDEX_IP", "FedEx International Priority", "CN", "3~5", "24.50", "2.30"),
            new Carrier("seller_oversea_distributor_usps", "oversea_usps", "USPS Ground Advantage", "US", "3-9", "3.00", "0.80"),
            new Carrier("seller_oversea_distributor_ups", "oversea_ups", "UPS 2nd Day Air", "US", "1-3", "9.50", "1.20"),
            new Carrier("SEMI_MANAGED_CARRIER_CODE_CHEAPEST", "SEMI_MANAGED_ESTIMATE", "Standard", "MX", "2-6", "4.67", "0.55"),
            new Carrier("SEMI_MANAGED_CARRIER_CODE_FASTEST", "SEMI_MANAGED_FAST_ESTIMATE", "Express", "MX", "1-2", "11.90", "1.40"));

    private static final Map<String, List<String>> SERVED = Map.of("US", List.of("US", "CA", "MX"), "MX", List.of("MX", "US"));

    private final Ledger ledger;
    private final Map<Journey, Quote> quotes = new HashMap<>();

    AlibabaFreight(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @param estimateCode the vendor code in an estimate, which an order does not take */
    private record Carrier(String code, String estimateCode, String name, String from, String days, String first, String further) {

        BigDecimal fee(int pieces) {
            return new BigDecimal(first).add(new BigDecimal(further).multiply(BigDecimal.valueOf(pieces - 1L)));
        }
    }

    /**
     * What a quote was given for.
     *
     * @param goods products, SKUs and quantities in a fixed order
     * @param zip   null where the quote was asked without one
     */
    record Journey(String account, String goods, String from, String to, String zip) {

        Journey {
            // As the ledger keeps it, so that a quote is found again after a restart.
            zip = Discretion.digest(zip);
        }
    }

    /** @param fees USD by carrier code */
    record Quote(Journey journey, Map<String, BigDecimal> fees, Instant at) {
    }

    ObjectNode estimate(GatewayCall call) {
        Parameters parameters = call.parameters();
        Product product = Catalogue.product(parameters.id("product_id"));
        int pieces = parameters.integer("quantity", 0, 1, 1_000_000);
        String to = parameters.country("destination_country");
        String from = dispatchLocation(parameters.text("dispatch_location", "CN"));
        parameters.flag("enable_distribution_waybill");
        if (product == null) {
            throw noTemplate();
        }
        return answer(List.of(product), from, to, carrier -> {
            ObjectNode option = option(carrier, carrier.estimateCode, "EXPRESS", to);
            option.putObject("fee").put("amount", carrier.fee(pieces)).put("currency", "USD");
            return option;
        });
    }

    ObjectNode quote(GatewayCall call) {
        Parameters parameters = call.parameters();
        String to = parameters.country("destination_country");
        String from = dispatchLocation(parameters.text("dispatch_location", "CN"));
        parameters.flag("enable_distribution_waybill");
        String zip = parameters.has("address") ? zip(parameters.object("address"), to) : null;
        List<Goods> goods = Goods.read(parameters.objects("logistics_product_list"), "country_code");
        List<Product> products = goods.stream().map(AlibabaFreight::known).toList();
        if (products.stream().anyMatch(product -> !product.seller().companyId().equals(parameters.text("e_company_id")))) {
            throw Refusal.business("4015", "The seller does not support shipping to the destination country");
        }
        int pieces = goods.stream().mapToInt(Goods::quantity).sum();
        Map<String, BigDecimal> fees = new TreeMap<>();
        ObjectNode answer = answer(products, from, to, carrier -> {
            ObjectNode option = option(carrier, carrier.code, "EXPRESS/MULTIMODAL_TRANSPORT", to).put("store_type", "CERTIFIED");
            fees.put(carrier.code, carrier.fee(pieces));
            option.putObject("fee").put("amount", carrier.fee(pieces).toPlainString()).put("currency", "USD");
            return option;
        });
        if (!fees.isEmpty()) {
            keep(new Quote(new Journey(call.account().name(), Goods.canonical(goods), from, to, zip), fees, call.now()));
        }
        return answer;
    }

    /** @return the fee quoted for exactly this order within the last hour; a carrier from elsewhere is refused */
    synchronized BigDecimal fee(Journey journey, String carrierCode, Instant now) {
        Quote exact = quotes.get(journey);
        Quote quote = exact != null ? exact
                : quotes.get(new Journey(journey.account, journey.goods, journey.from, journey.to, null));
        if (quote == null || !quote.fees.containsKey(carrierCode)) {
            throw Refusal.business("4028", "order vendor code not match");
        }
        if (quote.at.plus(QUOTE_LIFE).isBefore(now)) {
            throw Refusal.business("130602", "The logistics route is invalid; the carrier is no longer offered");
        }
        return quote.fees.get(carrierCode);
    }

    /** @return whether goods can travel at all, whatever the carrier */
    static boolean goes(List<Product> products, String from, String to) {
        return products.stream().allMatch(product -> product.freightFrom().contains(from))
                && SERVED.getOrDefault(from, List.of(to)).contains(to);
    }

    static String carrierName(String code) {
        return CARRIERS.stream().filter(carrier -> carrier.code.equals(code)).map(Carrier::name).findFirst().orElse(code);
    }

    synchronized void clear() {
        quotes.clear();
    }

    synchronized void replay(JsonNode entry) {
        Map<String, BigDecimal> fees = new TreeMap<>();
        entry.get("fees").fields().forEachRemaining(fee -> fees.put(fee.getKey(), new BigDecimal(fee.getValue().asText())));
        Journey journey = Json.MAPPER.convertValue(entry.get("journey"), Journey.class);
        quotes.put(journey, new Quote(journey, fees, Instant.parse(entry.get("quoted_at").asText())));
    }

    private synchronized void keep(Quote quote) {
        quotes.put(quote.journey, quote);
        ObjectNode data = Json.object();
        data.set("journey", Json.MAPPER.valueToTree(quote.journey));
        data.set("fees", Json.MAPPER.valueToTree(quote.fees));
        ledger.write("quoted", data.put("quoted_at", quote.at.toString()));
    }

    private static ObjectNode answer(List<Product> products, String from, String to,
                                     Function<Carrier, ObjectNode> option) {
        ObjectNode answer = Json.object();
        if (goes(products, from, to)) {
            ArrayNode value = answer.putArray("value");
            CARRIERS.stream().filter(carrier -> carrier.from.equals(from)).forEach(carrier -> value.add(option.apply(carrier)));
            return answer;
        }
        switch (flavour(products, from)) {
            case EMPTY -> answer.putArray("value");
            case CODE -> throw Refusal.business("10010", "The logistics route cannot be found. Please check the dispatch location.");
            case MISSING -> { }
        }
        return answer;
    }

    private static NoRoute flavour(List<Product> products, String from) {
        return products.stream().filter(product -> !product.freightFrom().contains(from)).findFirst()
                .map(product -> product.noRoute().getOrDefault(from, NoRoute.EMPTY)).orElse(NoRoute.EMPTY);
    }

    private static ObjectNode option(Carrier carrier, String vendorCode, String shippingType, String to) {
        return Json.object().put("vendor_code", vendorCode).put("vendor_name", carrier.name).put("shipping_type", shippingType)
                .put("trade_term", "DAP").put("dispatch_country", carrier.from).put("destination_country", to)
                .put("delivery_time", carrier.days).put("solution_biz_type", "distributionWaybill");
    }

    private static Product known(Goods goods) {
        Product product = Catalogue.product(goods.productId());
        if (product == null || product.sku(goods.skuId()) == null) {
            throw noTemplate();
        }
        return product;
    }

    private static String dispatchLocation(String given) {
        if (!Catalogue.DISPATCH_COUNTRIES.contains(given)) {
            throw Refusal.invalid("dispatch_location", "expected one of " + String.join(", ", Catalogue.DISPATCH_COUNTRIES));
        }
        return given;
    }

    private static String zip(Fields address, String to) {
        address.only("zip", "country", "province", "city", "address");
        String code = address.object("country").only("code", "name").text("code");
        if (!code.equals(to)) {
            throw Refusal.invalid("address.country.code", "\"" + code + "\" is not the destination_country " + to);
        }
        for (String place : List.of("province", "city")) {
            if (address.node().has(place)) {
                address.object(place).only("code", "name");
            }
        }
        return address.text("zip", null);
    }

    private static Refusal noTemplate() {
        return Refusal.business("4016", "freight template service error");
    }
}
