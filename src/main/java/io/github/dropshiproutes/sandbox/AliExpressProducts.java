package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Sku;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is said of one product, and of categories and places. */
final class AliExpressProducts {

    private static final String IMAGE = "https://ae01.alicdn.com/kf/S";
    private static final Map<String, String> PROPERTIES = Map.of("14", "Color", "5", "Size");

    private final Trades<AliExpressPlacement> trades;
    private final AliExpressShapes shapes;

    AliExpressProducts(Trades<AliExpressPlacement> trades, AliExpressShapes shapes) {
        this.trades = trades;
        this.shapes = shapes;
    }

    ObjectNode get(GatewayCall call) {
        Parameters parameters = call.parameters();
        String number = parameters.id("product_id");
        String country = parameters.country("ship_to_country");
        String wanted = AliExpressFreight.currency("target_currency", parameters.text("target_currency", "USD"));
        parameters.flag("remove_personal_benefit");
        AliExpressProduct product = AliExpressCatalogue.product(number);
        if (product == null) {
            throw Refusal.business("605", "ITEM_ID_NOT_FOUND");
        }
        // The number for the rest of the world is what leads to the one for the United States.
        boolean leads = product.usId() != null && number.equals(product.id());
        if (!leads && !product.isSold(number, country)) {
            throw Refusal.business("602", "Item is not allowed to this country");
        }
        ObjectNode answer = Json.object().put("rsp_msg", "Call succeeds");
        shapes.code(answer, "rsp_code", 200);
        answer.set("result", describe(product, country, product.currency(wanted)));
        return answer;
    }

    /** The whole tree as a flat list, or what lies directly under one category. */
    ObjectNode categories(GatewayCall call) {
        String parent = call.parameters().has("categoryId") ? call.parameters().id("categoryId") : null;
        List<ObjectNode> found = new ArrayList<>();
        for (String[] category : AliExpressCatalogue.CATEGORIES) {
            if (parent == null || category[2].equals(parent)) {
                ObjectNode node = Json.object().put("category_id", Long.parseLong(category[0])).put("category_name", category[1]);
                if (!category[2].isEmpty()) {
                    node.put("parent_category_id", Long.parseLong(category[2]));
                }
                found.add(node);
            }
        }
        ObjectNode answer = Json.object();
        ObjectNode response = answer.putObject("resp_result").put("resp_msg", "Call succeeds");
        shapes.code(response, "resp_code", 200);
        ObjectNode result = response.putObject("result").put("total_result_count", found.size());
        result.set("categories", shapes.list("category", found));
        return answer;
    }

    /** The legal names of provinces; {@code children} is JSON in a string. */
    ObjectNode addresses(GatewayCall call) {
        String country = call.parameters().country("countryCode");
        ObjectNode answer = Json.object();
        ObjectNode result = answer.putObject("result");
        shapes.flag(result, "success", true);
        result.put("code", "200").putObject("data").put("country", country)
                .put("children", Json.write(AliExpressAddresses.provinces(country).stream()
                        .map(province -> Json.object().put("name", province).put("type", "PROVINCE").put("hasChildren", false)).toList()));
        return answer;
    }

    private ObjectNode describe(AliExpressProduct product, String country, String currency) {
        ObjectNode result = Json.object();
        List<ObjectNode> skus = product.skus().stream().map(sku -> describe(product, sku, currency)).toList();
        result.set("ae_item_sku_info_dtos", shapes.list("ae_item_sku_info_d_t_o", skus));
        result.putObject("ae_item_base_info_dto").put("product_id", Long.parseLong(product.id())).put("subject", product.title())
                .put("detail", "<div class=\"detailmodule_html\"><p>" + product.title() + ", made for the sandbox.</p></div>")
                .put("mobile_detail", "{\"version\":\"2.0.0\",\"moduleList\":[]}").put("category_id", Long.parseLong(product.categoryId()))
                .put("currency_code", product.trait() == Trait.CNY_BASE ? "CNY" : currency).put("product_status_type", "onSelling")
                .put("avg_evaluation_rating", "4.6").put("evaluation_count", "1446").put("sales_count", product.orders() + "+");
        result.putObject("ae_multimedia_info_dto")
                .put("image_urls", IMAGE + product.id() + "a.jpg;" + IMAGE + product.id() + "b.jpg");
        result.putObject("package_info_dto").put("package_length", 39).put("package_width", 27).put("package_height", 7)
                .put("gross_weight", "0.213").put("package_type", false).put("product_unit", 100000015);
        result.putObject("logistics_info_dto").put("delivery_time", 7).put("ship_to_country", country);
        ObjectNode converted = result.putObject("product_id_converter_result").put("main_product_id", Long.parseLong(product.id()));
        if (product.usId() != null) {
            converted.put("sub_product_id", "{\"US\":" + product.usId() + "}");
        }
        result.putObject("ae_store_info").put("store_id", Long.parseLong(product.store().id())).put("store_name", product.store().name())
                .put("store_country_code", "CN").put("shipping_speed_rating", "4.7").put("communication_rating", "4.6")
                .put("item_as_described_rating", "4.5");
        result.putObject("ae_item_properties").set("ae_item_property", Json.array().add(Json.object().put("attr_name_id", 2)
                .put("attr_name", "Brand Name").put("attr_value_id", 201512802).put("attr_value", "NONE")));
        return result.put("has_whole_sale", product.trait() == Trait.WHOLESALE);
    }

    private ObjectNode describe(AliExpressProduct product, Sku sku, String currency) {
        String price = AliExpressProduct.money(trades.priceOf(product.id(), sku.id(), sku.price()), currency);
        ObjectNode node = Json.object().put("sku_attr", sku.attr()).put("id", sku.attr()).put("sku_id", sku.id())
                .put("offer_sale_price", price).put("offer_bulk_sale_price", price)
                .put("sku_price", AliExpressProduct.money(sku.listPrice(), currency)).put("currency_code", currency)
                .put("sku_available_stock", trades.pieces(product.id(), sku.id(), "CN")).put("price_include_tax", false);
        if (!sku.attr().isEmpty()) {
            node.set("ae_sku_property_dtos", shapes.list("ae_sku_property_d_t_o", properties(product, sku)));
        }
        if (product.trait() == Trait.WHOLESALE) {
            node.putObject("wholesale_price_tiers").set("wholesale_price", Json.array().add(Json.object()
                    .put("min_quantity", AliExpressCatalogue.WHOLESALE_FROM).put("discount", "16")
                    .put("wholesale_price", "\"" + AliExpressProduct.money(AliExpressCatalogue.WHOLESALE_PRICE, currency) + "\"")));
        }
        return node;
    }

    private static List<ObjectNode> properties(AliExpressProduct product, Sku sku) {
        List<ObjectNode> properties = new ArrayList<>();
        for (String pair : sku.attr().split(";")) {
            String id = pair.substring(0, pair.indexOf(':'));
            String value = pair.substring(pair.indexOf(':') + 1, pair.indexOf('#'));
            properties.add(Json.object().put("sku_property_id", Long.parseLong(id)).put("sku_property_name", PROPERTIES.get(id))
                    .put("sku_property_value", pair.substring(pair.indexOf('#') + 1)).put("property_value_id", Long.parseLong(value))
                    .put("property_value_definition_name", pair.substring(pair.indexOf('#') + 1))
                    .put("sku_image", IMAGE + product.id() + "s" + value + ".jpg"));
        }
        return properties;
    }
}
