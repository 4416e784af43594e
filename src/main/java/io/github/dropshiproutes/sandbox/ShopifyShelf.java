package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the shops sell: products with their variants, prices, costs and stock at each location. Each shop begins with the same few.
 * Every change is a line of the ledger, and is made again from it when the sandbox starts anew.
 */
public final class ShopifyShelf {

    /** Of a variant whose SKU names {@link Catalogue#TRY_OUT_BLACK}; 39.90 at a cost of 8.90, 10 pieces. */
    public static final String CUP_VARIANT = "44000011";
    /** Of a variant whose SKU names {@link AliExpressCatalogue#GUIDE_BLUE}; 49.98 at a cost of 24.99, 10 pieces. */
    public static final String MAT_VARIANT = "44000012";
    /** Of a variant whose SKU is the bare number of {@link AliExpressCatalogue#SINGLE}; 12.00 and no cost, 10 pieces. */
    public static final String OPENER_VARIANT = "44000013";

    private static final Set<String> KINDS = Set.of("shop_stock", "shop_product", "shop_prices", "shop_status", "shop_by_hand");
    private static final Set<String> LOCATIONS = Set.of(ShopifyStore.LOCATION, ShopifyStore.OTHER_LOCATION);
    private static final int MOST_QUANTITY = 1_000_000_000;

    private final Ledger ledger;
    private final Map<String, Shop> shops = new HashMap<>();

    ShopifyShelf(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One variant; its inventory item has the same number. */
    private static final class Variant {
        private final String id;
        private final Product product;
        private final String sku;
        private BigDecimal price;
        private BigDecimal compareAt;
        private BigDecimal cost;
        private final Map<String, Integer> stock = new TreeMap<>();

        private Variant(String id, Product product, JsonNode given) {
            this.id = id;
            this.product = product;
            sku = given.path("sku").asText();
            price = money(given.path("price"));
            compareAt = money(given.path("compareAtPrice"));
            cost = money(given.path("cost"));
            stock.put(ShopifyStore.LOCATION, given.path("quantity").asInt());
        }

        private Map<String, Object> show() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("id", "gid://shopify/ProductVariant/" + id);
            shown.put("sku", sku);
            shown.put("price", text(price));
            shown.put("compareAtPrice", text(compareAt));
            shown.put("product", product.show());
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("id", "gid://shopify/InventoryItem/" + id);
            item.put("tracked", product.tracked);
            item.put("unitCost", cost == null ? null : Map.of("amount", text(cost), "currencyCode", "USD"));
            item.put("stock", Map.copyOf(stock));
            shown.put("inventoryItem", item);
            return shown;
        }
    }

    private static final class Product {
        private final String id;
        private final String title;
        private final boolean tracked;
        private String status;
        private final Map<String, Variant> variants = new LinkedHashMap<>();

        private Product(JsonNode given) {
            id = given.get("id").asText();
            title = given.path("title").asText("Sandbox article");
            tracked = given.path("tracked").asBoolean(true);
            status = given.path("status").asText("ACTIVE");
            given.path("variants").forEach(one -> variants.put(one.get("id").asText(), new Variant(one.get("id").asText(), this, one)));
        }

        private Map<String, Object> show() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("id", "gid://shopify/Product/" + id);
            shown.put("title", title);
            shown.put("status", status);
            return shown;
        }
    }

    private static final class Shop {
        private final Map<String, Product> products = new LinkedHashMap<>();
        private final Map<String, Variant> variants = new LinkedHashMap<>();
        private final Map<String, String> keys = new HashMap<>();
        private final Set<String> failedKeys = new HashSet<>();

        private void put(Product product) {
            Product before = products.put(product.id, product);
            if (before != null) {
                before.variants.keySet().forEach(variants::remove);
            }
            variants.putAll(product.variants);
        }
    }

    synchronized void clear() {
        shops.clear();
    }

    boolean knows(String kind) {
        return KINDS.contains(kind);
    }

    /**
     * Puts a product on the shelf, or another one in the place of the one with its id.
     *
     * @param product {@code id}, {@code title}, {@code status}, {@code tracked} (both optional) and {@code variants} with {@code id},
     *                {@code sku}, {@code price}, {@code compareAtPrice}, {@code cost} and {@code quantity}; ids are plain numbers
     */
    public synchronized void put(String shop, JsonNode product) {
        ObjectNode data = Json.object().put("shop", shop);
        data.set("product", product);
        change("shop_product", data);
    }

    /**
     * A person changes a variant in the shop's own admin, or customers have bought pieces.
     *
     * @param fields any of {@code quantity}, {@code price}, {@code compareAtPrice} and {@code cost}
     */
    public synchronized void changeByHand(String shop, String variantId, JsonNode fields) {
        if (!of(shop).variants.containsKey(variantId)) {
            throw new IllegalArgumentException("There is no variant " + variantId + " in " + shop);
        }
        ObjectNode data = Json.object().put("shop", shop).put("variant_id", variantId);
        data.set("fields", fields);
        change("shop_by_hand", data);
    }

    /** @return price, compareAtPrice, cost, quantity (at the first location) and status (its product's) of a variant, or null */
    public synchronized ObjectNode variant(String shop, String variantId) {
        Variant variant = of(shop).variants.get(variantId);
        return variant == null ? null : Json.object().put("sku", variant.sku).put("price", text(variant.price))
                .put("compareAtPrice", text(variant.compareAt)).put("cost", text(variant.cost))
                .put("quantity", variant.stock.get(ShopifyStore.LOCATION)).put("status", variant.product.status);
    }

    /** @return pieces of a variant at the first location, by its inventory item */
    public synchronized int stock(String shop, String inventoryItem) {
        Variant variant = of(shop).variants.get(tail(inventoryItem));
        return variant == null ? 0 : variant.stock.getOrDefault(ShopifyStore.LOCATION, 0);
    }

    /** @param query null, or {@code field:value} pairs with OR between them; the fields are id, sku and product_id */
    synchronized List<Map<String, Object>> page(String shop, String query, int from, int most) {
        return found(shop, query).skip(from).limit(most).map(Variant::show).toList();
    }

    synchronized int count(String shop, String query) {
        return (int) found(shop, query).count();
    }

    private Stream<Variant> found(String shop, String query) {
        Shop of = of(shop);
        if (query == null || query.isBlank()) {
            return of.variants.values().stream();
        }
        List<Variant> found = new ArrayList<>();
        for (String pair : query.split(" OR ")) {
            String field = pair.substring(0, Math.max(0, pair.indexOf(':')));
            String value = pair.substring(pair.indexOf(':') + 1).replace("\"", "").strip();
            switch (field) {
                case "id" -> {
                    if (of.variants.containsKey(value)) {
                        found.add(of.variants.get(value));
                    }
                }
                case "product_id" -> {
                    if (of.products.containsKey(value)) {
                        found.addAll(of.products.get(value).variants.values());
                    }
                }
                case "sku" -> of.variants.values().stream().filter(variant -> variant.sku.equals(value)).forEach(found::add);
                default -> throw new ShopifyStore.Unfit("Invalid search field for this query: " + field);
            }
        }
        return found.stream().distinct();
    }

    synchronized ObjectNode setQuantities(String shop, JsonNode input, String key) {
        Shop of = of(shop);
        String before = of.keys.get(key);
        ShopifyStore.require(before == null || before.equals(input.toString()), "IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        ObjectNode group = Json.object().put("id", "gid://shopify/InventoryAdjustmentGroup/" + key);
        if (before != null) {
            ShopifyStore.require(!of.failedKeys.contains(key), "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
            return group;
        }
        try {
            check(of, input);
        } catch (ShopifyStore.Unfit unfit) {
            of.keys.put(key, input.toString());
            of.failedKeys.add(key);
            throw unfit;
        }
        ObjectNode data = Json.object().put("shop", shop).put("key", key);
        data.set("input", input);
        change("shop_stock", data);
        return group;
    }

    private static void check(Shop of, JsonNode input) {
        ShopifyStore.require(Set.of("available", "on_hand").contains(input.path("name").asText()), "INVALID_NAME");
        ShopifyStore.require(Set.of("correction", "cycle_count_available", "received", "restock", "other").contains(
                input.path("reason").asText()), "INVALID_REASON");
        Set<String> pairs = new HashSet<>();
        for (JsonNode quantity : input.get("quantities")) {
            Variant variant = of.variants.get(tail(quantity.get("inventoryItemId").asText()));
            String location = quantity.get("locationId").asText();
            ShopifyStore.require(variant != null, "INVALID_INVENTORY_ITEM");
            ShopifyStore.require(LOCATIONS.contains(location), "INVALID_LOCATION");
            ShopifyStore.require(pairs.add(variant.id + " " + location), "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
            ShopifyStore.require(quantity.get("changeFromQuantity").isNull()
                    || quantity.get("changeFromQuantity").asInt() == variant.stock.getOrDefault(location, 0), "CHANGE_FROM_QUANTITY_STALE");
            ShopifyStore.require(quantity.get("quantity").asInt() >= 0, "INVALID_QUANTITY_NEGATIVE");
            ShopifyStore.require(quantity.get("quantity").asInt() <= MOST_QUANTITY, "INVALID_QUANTITY_TOO_HIGH");
        }
    }

    /** All of a product's changes, or none of them. */
    synchronized ArrayNode setPrices(String shop, String productGid, JsonNode variants) {
        Product product = of(shop).products.get(tail(productGid));
        ShopifyStore.require(product != null, "PRODUCT_DOES_NOT_EXIST");
        ArrayNode changed = Json.array();
        for (JsonNode given : variants) {
            ShopifyStore.require(given.hasNonNull("id"), "PRODUCT_VARIANT_ID_MISSING");
            ShopifyStore.require(product.variants.containsKey(tail(given.get("id").asText())), "PRODUCT_VARIANT_DOES_NOT_EXIST");
            for (JsonNode amount : List.of(given.path("price"), given.path("compareAtPrice"), given.at("/inventoryItem/cost"))) {
                ShopifyStore.require(amount.isMissingNode() || amount.isNull() || amount.asText().matches("\\d{1,12}(\\.\\d{1,10})?"),
                        "GREATER_THAN_OR_EQUAL_TO");
            }
            changed.addObject().put("id", given.get("id").asText());
        }
        ObjectNode data = Json.object().put("shop", shop).put("product_id", product.id);
        data.set("variants", variants);
        change("shop_prices", data);
        return changed;
    }

    synchronized ObjectNode setStatus(String shop, JsonNode given) {
        Product product = of(shop).products.get(tail(given.path("id").asText()));
        ShopifyStore.require(product != null, "Product does not exist");
        if (given.hasNonNull("status")) {
            change("shop_status", Json.object().put("shop", shop).put("product_id", product.id).put("status", given.get("status").asText()));
        }
        return Json.MAPPER.valueToTree(product.show());
    }

    synchronized void apply(String kind, JsonNode data) {
        Shop of = of(data.get("shop").asText());
        switch (kind) {
            case "shop_product" -> of.put(new Product(data.get("product")));
            case "shop_stock" -> {
                data.at("/input/quantities").forEach(each -> of.variants.get(tail(each.get("inventoryItemId").asText())).stock
                        .put(each.get("locationId").asText(), each.get("quantity").asInt()));
                of.keys.put(data.get("key").asText(), data.get("input").toString());
            }
            case "shop_prices" -> data.get("variants").forEach(given -> {
                Variant variant = of.variants.get(tail(given.get("id").asText()));
                variant.price = given.has("price") ? money(given.get("price")) : variant.price;
                variant.compareAt = given.has("compareAtPrice") ? money(given.get("compareAtPrice")) : variant.compareAt;
                variant.cost = given.at("/inventoryItem/cost").isMissingNode() ? variant.cost : money(given.at("/inventoryItem/cost"));
            });
            case "shop_status" -> of.products.get(data.get("product_id").asText()).status = data.get("status").asText();
            case "shop_by_hand" -> {
                Variant variant = of.variants.get(data.get("variant_id").asText());
                JsonNode fields = data.get("fields");
                variant.price = fields.has("price") ? money(fields.get("price")) : variant.price;
                variant.compareAt = fields.has("compareAtPrice") ? money(fields.get("compareAtPrice")) : variant.compareAt;
                variant.cost = fields.has("cost") ? money(fields.get("cost")) : variant.cost;
                if (fields.has("quantity")) {
                    variant.stock.put(ShopifyStore.LOCATION, fields.get("quantity").asInt());
                }
            }
            default -> throw new IllegalArgumentException("unknown change " + kind);
        }
    }

    private void change(String kind, ObjectNode data) {
        apply(kind, data);
        ledger.write(kind, data);
        ledger.sync();
    }

    private Shop of(String domain) {
        return shops.computeIfAbsent(domain, name -> {
            Shop fresh = new Shop();
            for (int i = 1; i <= 3; i++) {
                fresh.put(single("4400000" + i, "SHELF-4400000" + i, "19.90", null, 10 * i));
            }
            fresh.put(single(CUP_VARIANT, ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), "39.90", "8.90", 10));
            fresh.put(single(MAT_VARIANT, "aliexpress:" + AliExpressCatalogue.GUIDE + ":" + AliExpressCatalogue.GUIDE_BLUE, "49.98",
                    "24.99", 10));
            fresh.put(single(OPENER_VARIANT, AliExpressCatalogue.SINGLE, "12.00", null, 10));
            return fresh;
        });
    }

    private static Product single(String id, String sku, String price, String cost, int quantity) {
        ObjectNode product = Json.object().put("id", id);
        product.putArray("variants").addObject().put("id", id).put("sku", sku).put("price", price).put("cost", cost)
                .put("quantity", quantity);
        return new Product(product);
    }

    private static BigDecimal money(JsonNode amount) {
        return amount.isMissingNode() || amount.isNull() ? null : new BigDecimal(amount.asText());
    }

    private static String text(BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static String tail(String gid) {
        return gid.substring(gid.lastIndexOf('/') + 1);
    }
}
