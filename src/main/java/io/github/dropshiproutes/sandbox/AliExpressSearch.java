package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finding products: the dropshipping search, and the affiliate one for applications that may use it. */
final class AliExpressSearch {

    private static final int LARGEST_PAGE = 50;
    private static final Comparator<AliExpressProduct> BY_PRICE = Comparator.comparing(product -> product.cheapest().price());
    private static final Comparator<AliExpressProduct> BY_ORDERS = Comparator.comparing(AliExpressProduct::orders);
    private static final Map<String, Comparator<AliExpressProduct>> ORDERS = Map.of(
            "min_price,asc", BY_PRICE, "min_price,desc", BY_PRICE.reversed(),
            "orders,asc", BY_ORDERS, "orders,desc", BY_ORDERS.reversed(),
            "comments,asc", BY_ORDERS, "comments,desc", BY_ORDERS.reversed(),
            "SALE_PRICE_ASC", BY_PRICE, "SALE_PRICE_DESC", BY_PRICE.reversed(),
            "LAST_VOLUME_ASC", BY_ORDERS, "LAST_VOLUME_DESC", BY_ORDERS.reversed());

    private final AliExpressShapes shapes;
    private final AliExpress moods;

    AliExpressSearch(AliExpressShapes shapes, AliExpress moods) {
        this.shapes = shapes;
        this.moods = moods;
    }

    ObjectNode text(GatewayCall call) {
        Parameters parameters = call.parameters();
        Parameters.country("countryCode", parameters.text("countryCode"));
        String currency = AliExpressFreight.currency("currency", parameters.text("currency"));
        if (!parameters.text("local").matches("[a-z]{2}_[A-Z]{2}")) {
            throw Refusal.invalid("local", "expected a locale such as en_US");
        }
        if (parameters.has("searchExtend")) {
            parameters.objects("searchExtend").forEach(extension -> extension.text("searchKey"));
        }
        int page = parameters.integer("pageIndex", 1, 1, 10_000);
        int size = parameters.integer("pageSize", 20, 1, LARGEST_PAGE);
        List<AliExpressProduct> found = sorted(AliExpressCatalogue.search(parameters.text("keyWord", ""),
                parameters.has("categoryId") ? parameters.id("categoryId") : null), "sortBy", parameters);
        List<ObjectNode> items = page(found, page, size).stream().map(product -> item(product, product.currency(currency))).toList();
        ObjectNode answer = Json.object().put("code", "00").put("msg", "success");
        ObjectNode data = answer.putObject("data").put("pageIndex", page).put("pageSize", size).put("totalCount", found.size());
        data.set("products", items.isEmpty() ? Json.object() : shapes.list("selection_search_product", items));
        return answer;
    }

    ObjectNode affiliate(GatewayCall call) {
        if (!moods.permitsAffiliate()) {
            throw Refusal.gateway("InsufficientPermission", "App does not have permission to access this api");
        }
        Parameters parameters = call.parameters();
        String currency = AliExpressFreight.currency("target_currency", parameters.text("target_currency", "USD"));
        int page = parameters.integer("page_no", 1, 1, 10_000);
        int size = parameters.integer("page_size", 20, 1, LARGEST_PAGE);
        BigDecimal least = cents(parameters, "min_sale_price", "0");
        BigDecimal most = cents(parameters, "max_sale_price", "100000000");
        String category = parameters.text("category_ids", null);
        List<AliExpressProduct> found = sorted(AliExpressCatalogue.search(parameters.text("keywords", ""), null), "sort", parameters)
                .stream()
                .filter(product -> category == null || AliExpressCatalogue.path(product.categoryId()).stream()
                        .anyMatch(List.of(category.split(","))::contains))
                .filter(product -> {
                    BigDecimal price = new BigDecimal(AliExpressProduct.money(product.cheapest().price(), currency));
                    return price.compareTo(least) >= 0 && price.compareTo(most) <= 0;
                }).toList();
        List<ObjectNode> items = page(found, page, size).stream().map(product -> affiliateItem(product, currency)).toList();
        if (items.isEmpty()) {
            throw Refusal.business("405", "The result is empty");
        }
        ObjectNode answer = Json.object();
        ObjectNode response = answer.putObject("resp_result").put("resp_msg", "Call succeeds");
        shapes.code(response, "resp_code", 200);
        ObjectNode result = response.putObject("result").put("current_page_no", page).put("current_record_count", items.size())
                .put("total_page_no", (found.size() + size - 1) / size).put("total_record_count", found.size());
        result.set("products", shapes.list("product", items));
        return answer;
    }

    private static List<AliExpressProduct> sorted(List<AliExpressProduct> found, String parameter, Parameters parameters) {
        String order = parameters.text(parameter, null);
        if (order == null) {
            return found;
        }
        if (!ORDERS.containsKey(order) || order.contains(",") != parameter.equals("sortBy")) {
            throw Refusal.invalid(parameter, "unknown order");
        }
        return found.stream().sorted(ORDERS.get(order)).toList();
    }

    private static List<AliExpressProduct> page(List<AliExpressProduct> found, int page, int size) {
        return found.stream().skip((page - 1L) * size).limit(size).toList();
    }

    private static BigDecimal cents(Parameters parameters, String name, String otherwise) {
        String value = parameters.text(name, otherwise);
        if (!value.matches("\\d{1,9}")) {
            throw Refusal.invalid(name, "expected whole cents");
        }
        return new BigDecimal(value).movePointLeft(2);
    }

    /** The discount is written as 0% whatever it is, as was seen; prices in the product's own CNY stand beside the wanted ones. */
    private static ObjectNode item(AliExpressProduct product, String currency) {
        Sku sku = product.cheapest();
        String price = AliExpressProduct.money(sku.price(), currency);
        String listPrice = AliExpressProduct.money(sku.listPrice(), currency);
        long cent = new BigDecimal(price).movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return Json.object().put("itemId", product.id()).put("title", product.title())
                .put("itemMainPic", "https://ae01.alicdn.com/kf/S" + product.id() + "a.jpg")
                .put("itemUrl", "//www.aliexpress.com/item/" + product.id() + ".html?skuId=" + sku.id())
                .put("targetSalePrice", price).put("targetOriginalPrice", listPrice).put("targetOriginalPriceCurrency", currency)
                .put("salePrice", AliExpressProduct.money(sku.price(), "CNY")).put("salePriceCurrency", "CNY")
                .put("originalPrice", AliExpressProduct.money(sku.listPrice(), "CNY")).put("originalPriceCurrency", "CNY")
                .put("salePriceFormat", currency.equals("EUR") ? price.replace('.', ',') + "\u20ac" : currency + " " + price)
                .put("discount", "0%").put("score", "4.5").put("evaluateRate", product.evaluateRate()).put("orders", sold(product.orders()))
                .put("cateId", String.join(",", AliExpressCatalogue.path(product.categoryId())))
                .put("originMinPrice", "{\"cent\":" + cent + ",\"currencyCode\":\"" + currency + "\"}").put("type", "search");
    }

    private static ObjectNode affiliateItem(AliExpressProduct product, String currency) {
        Sku sku = product.cheapest();
        BigDecimal off = BigDecimal.ONE.subtract(sku.price().divide(sku.listPrice(), 4, RoundingMode.HALF_UP));
        String image = "https://ae01.alicdn.com/kf/S" + product.id();
        ObjectNode item = Json.object().put("product_id", Long.parseLong(product.id())).put("product_title", product.title())
                .put("target_sale_price", AliExpressProduct.money(sku.price(), currency)).put("target_sale_price_currency", currency)
                .put("target_original_price", AliExpressProduct.money(sku.listPrice(), currency))
                .put("target_original_price_currency", currency)
                .put("sale_price", AliExpressProduct.money(sku.price(), "CNY")).put("sale_price_currency", "CNY")
                .put("original_price", AliExpressProduct.money(sku.listPrice(), "CNY")).put("original_price_currency", "CNY")
                .put("discount", off.movePointRight(2).setScale(0, RoundingMode.HALF_UP) + "%")
                .put("evaluate_rate", product.evaluateRate() + "%").put("lastest_volume", product.orders())
                .put("product_detail_url", "https://www.aliexpress.com/item/" + product.id() + ".html")
                .put("product_main_image_url", image + "a.jpg").put("shop_id", Long.parseLong(product.store().id()))
                .put("shop_url", "https://www.aliexpress.com/store/" + product.store().id())
                .put("promotion_link", "https://s.click.aliexpress.com/e/_" + product.id()).put("ship_to_days", "ship to US in 7 days")
                .put("second_level_category_id", Long.parseLong(product.categoryId()));
        item.putObject("product_small_image_urls").set("string", Json.array().add(image + "a.jpg").add(image + "b.jpg"));
        return item;
    }

    /** As people read it: exact below a hundred, then rounded down. */
    private static String sold(int orders) {
        int step = orders >= 1000 ? 1000 : 100;
        return orders < 100 ? String.valueOf(orders) : String.format(Locale.US, "%,d+", orders / step * step);
    }
}
