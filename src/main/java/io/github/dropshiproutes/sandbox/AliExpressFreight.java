package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Sku;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Trait;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What it costs to send one SKU somewhere. A fee called cents is none: it is in whole units of its currency. */
final class AliExpressFreight {

    static final String STANDARD = "CAINIAO_STANDARD";
    static final String EXPRESS = "FEDEX_IE";

    private static final String REQUEST = "queryDeliveryReq";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM. dd", Locale.US);
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(STANDARD, "AliExpress Standard Shipping", 3, 7, "1.99", "0.50"),
            new Carrier(EXPRESS, "FedEx International Economy", 2, 4, "18.50", "2.00"));

    private final Trades<AliExpressPlacement> trades;
    private final AliExpressShapes shapes;

    AliExpressFreight(Trades<AliExpressPlacement> trades, AliExpressShapes shapes) {
        this.trades = trades;
        this.shapes = shapes;
    }

    /** @param each for every piece after the first, USD */
    private record Carrier(String code, String company, int least, int most, String first, String each) {

        BigDecimal fee(AliExpressProduct product, int quantity) {
            boolean free = code.equals(STANDARD) && product.trait() != Trait.PAID_FREIGHT;
            return free ? BigDecimal.ZERO
                    : new BigDecimal(first).add(new BigDecimal(each).multiply(BigDecimal.valueOf(quantity - 1L)));
        }
    }

    ObjectNode query(GatewayCall call) {
        Fields request = call.parameters().object(REQUEST);
        String country = Parameters.country(REQUEST + ".shipToCountry", request.text("shipToCountry"));
        int quantity = request.integer("quantity", 1);
        String currency = currency(REQUEST + ".currency", request.text("currency"));
        request.text("language");
        request.text("locale");
        String number = request.id("productId");
        String skuId = request.text("selectedSkuId");
        AliExpressProduct product = AliExpressCatalogue.product(number);
        Sku sku = product == null ? null : product.skuById(skuId);
        if (sku == null || !product.isSold(number, country)) {
            throw Refusal.business("501", "DELIVERY_INFO_EMPTY");
        }
        if (product.trait() == Trait.NO_ROUTE) {
            throw Refusal.business("505", "DELIVERY_NOT_AVAILABLE_TO_YOUR_ADDRESS");
        }
        List<ObjectNode> options = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(call.now(), ZoneOffset.UTC);
        for (Carrier carrier : CARRIERS) {
            options.add(option(carrier, product, sku, quantity, product.currency(currency)).put("delivery_date_desc",
                    DAY.format(today.plusDays(carrier.least)) + " - " + DAY.format(today.plusDays(carrier.most))));
        }
        ObjectNode answer = Json.object();
        ObjectNode result = answer.putObject("result").put("msg", "Call succeeds");
        shapes.flag(result, "success", true);
        shapes.code(result, "code", 200);
        result.set("delivery_options", shapes.list("delivery_option_d_t_o", options));
        return answer;
    }

    /** @return what the carrier takes for the line, USD; null = it is not offered for it */
    static BigDecimal fee(AliExpressProduct product, int quantity, String carrierCode) {
        return CARRIERS.stream().filter(carrier -> carrier.code.equals(carrierCode)).findFirst()
                .map(carrier -> carrier.fee(product, quantity)).orElse(null);
    }

    static String currency(String name, String code) {
        if (!AliExpressProduct.currencies().contains(code)) {
            throw Refusal.invalid(name, "not a currency that is offered here");
        }
        return code;
    }

    private ObjectNode option(Carrier carrier, AliExpressProduct product, Sku sku, int quantity, String currency) {
        BigDecimal fee = carrier.fee(product, quantity);
        ObjectNode option = Json.object().put("code", carrier.code).put("company", carrier.company)
                .put("free_shipping", fee.signum() == 0).put("mayHavePFS", false)
                .put("min_delivery_days", carrier.least).put("max_delivery_days", carrier.most).put("guaranteed_delivery_days", "60")
                .put("ship_from_country", "CN").put("tracking", true).put("ddpIncludeVATTax", false)
                .put("available_stock", String.valueOf(trades.pieces(product.id(), sku.id(), "CN")));
        if (fee.signum() > 0) {
            String amount = AliExpressProduct.money(fee, currency);
            option.put("shipping_fee_cent", amount).put("shipping_fee_currency", currency)
                    .put("shipping_fee_format", currency.equals("EUR") ? amount.replace('.', ',') + "\u20ac" : currency + " " + amount);
        }
        return option;
    }
}
