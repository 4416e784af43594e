package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Product.Sku;
import io.github.dropshiproutes.sandbox.Product.Tier;

/**
 * The {@code /eco/buyer} endpoints that describe one product and count its pieces. Their answers are wrapped in {@code result}, and a
 * failure inside it leaves the outer code at "0", as was observed.
 */
final class AlibabaProducts {

    private final Trades<AlibabaPlacement> trades;

    AlibabaProducts(Trades<AlibabaPlacement> trades) {
        this.trades = trades;
    }

    /** Needs {@code country}, which the guide leaves out: without it the live gateway was seen to answer 400 inside. */
    ObjectNode description(GatewayCall call) {
        Fields request = call.parameters().object("query_req")
                .only("product_id", "country", "ship_to_country", "language", "currency");
        if (!request.has("product_id") || !request.has("country")) {
            return failure("400", "Parameter format is error!");
        }
        Parameters.country("query_req.country", request.text("country"));
        Product product = Catalogue.product(request.id("product_id"));
        return product == null ? failure("PRODUCT_NOT_FOUND", "product not found") : success(describe(product));
    }

    ObjectNode inventory(GatewayCall call) {
        Fields request = call.parameters().object("inv_req").only("product_id", "sku_id", "shipping_from", "ship_to");
        Product product = Catalogue.product(request.id("product_id"));
        if (product == null) {
            return failure("PRODUCT_NOT_FOUND", "product not found");
        }
        String wantedSku = request.id("sku_id", null);
        String wantedCountry = request.text("shipping_from", null);
        ArrayNode data = Json.array();
        ArrayNode countries = Json.array();
        for (String country : Catalogue.DISPATCH_COUNTRIES) {
            if (product.liesIn(country)) {
                countries.add(country);
                if (wantedCountry == null || wantedCountry.equals(country)) {
                    data.add(inventory(product, country, wantedSku));
                }
            }
        }
        ObjectNode answer = success(data);
        ((ObjectNode) answer.get("result")).set("result_ship_from_list", countries);
        return answer;
    }

    private ObjectNode inventory(Product product, String country, String wantedSku) {
        ObjectNode place = Json.object().put("shipping_from", country);
        ArrayNode list = place.putArray("inventory_list");
        for (Sku sku : product.skus()) {
            if (wantedSku == null || wantedSku.equals(sku.id())) {
                int pieces = trades.pieces(product.id(), sku.isVariant() ? sku.id() : null, country);
                list.addObject().put("product_id", product.id()).put("sku_id", sku.id())
                        .put("inventory_count", pieces).put("inventory_unit", "Piece");
            }
        }
        return place;
    }

    private ObjectNode describe(Product product) {
        ObjectNode data = Json.object().put("product_id", product.id()).put("title", product.title())
                .put("description", "<html><div class=\"detail\"><h1>" + product.title() + "</h1><p>Made for the sandbox.</p></div></html>")
                .put("detail_url", "https://www.alibaba.com/product-detail/" + product.id() + ".html")
                .put("main_image", "https://sc04.alicdn.com/kf/H" + product.id() + ".jpg");
        data.putArray("images").add("https://sc04.alicdn.com/kf/H" + product.id() + "a.jpg")
                .add("https://sc04.alicdn.com/kf/H" + product.id() + "b.jpg");
        data.put("category_id", "100003291").put("category", "Vacuum Flasks & Thermoses")
                .put("supplier", product.seller().name()).put("eCompanyId", product.seller().companyId())
                .put("currency", "USD").put("min_order_quantity", String.valueOf(product.minimum()))
                .put("status", product.online() ? "PRODUCT_ONLINE" : "PRODUCT_OFFLINE")
                .put("mode_id", "\"AV.YW.DEP.103.L\"");
        ObjectNode wholesale = data.putObject("wholesale_trade").put("min_order_quantity", String.valueOf(product.minimum()))
                .put("unit_type", "Piece").put("handling_time", "3")
                .put("price", product.skus().get(0).tiers().get(0).price().toPlainString());
        wholesale.putArray("deliver_periods").addObject().put("quantity", "50").put("process_period", "3");
        ArrayNode skus = data.putArray("skus");
        product.skus().forEach(sku -> skus.add(describe(product, sku)));
        return data;
    }

    private ObjectNode describe(Product product, Sku sku) {
        ObjectNode node = Json.object().put("sku_id", sku.id()).put("product_id", product.id())
                .put("seller_sku_id", product.id() + "_" + sku.id()).put("status", "NORMAL").put("unit", "Piece")
                .put("image", "https://sc04.alicdn.com/kf/H" + product.id() + "s.jpg");
        ArrayNode attributes = node.putArray("sku_attr_list");
        if (sku.isVariant()) {
            attributes.addObject().put("attr_name_id", "1111").put("attr_name_desc", "Color").put("attr_value_id", "-11")
                    .put("attr_value_desc", sku.colour()).put("attr_value_image", "null");
        }
        ArrayNode prices = node.putArray("ladder_price");
        for (Tier tier : sku.tiers()) {
            prices.addObject().put("min_quantity", String.valueOf(tier.from())).put("max_quantity", tier.to())
                    .put("price", trades.priceOf(product.id(), sku.isVariant() ? sku.id() : null, tier.price()).toPlainString()).put("currency", "USD");
        }
        return node;
    }

    private static ObjectNode success(JsonNode data) {
        ObjectNode answer = Json.object();
        answer.putObject("result").put("result_msg", "request success").put("result_code", "200").set("result_data", data);
        return answer;
    }

    private static ObjectNode failure(String code, String message) {
        ObjectNode answer = Json.object();
        answer.putObject("result").put("result_msg", message).put("result_code", code);
        return answer;
    }
}
