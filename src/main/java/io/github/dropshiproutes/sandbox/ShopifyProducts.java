package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The products that apps have put into the shops, by {@code productSet}, and where they are offered. What Shopify refuses by its own
 * rules is refused here; every product is a line of the ledger.
 */
public final class ShopifyProducts {

    static final String SET = "shop_imported";
    static final String PUBLISHED = "shop_published";
    static final String DELETED = "shop_imported_deleted";
    static final String ONLINE_STORE = "gid://shopify/Publication/81000001";
    static final String POINT_OF_SALE = "gid://shopify/Publication/81000002";

    private static final Set<String> KINDS = Set.of(SET, PUBLISHED, DELETED);
    private static final int MOST_OPTIONS = 3;
    private static final int MOST_VARIANTS = 2_048;
    private static final int MOST_FILES = 250;
    private static final long MOST_STOCK = 50_000;
    private static final int LONGEST = 255;
    private static final String MONEY = "\\d{1,10}(\\.\\d{1,2})?";

    private final Ledger ledger;
    private final ShopifyShelf shelf;
    private final Map<String, ObjectNode> products = new LinkedHashMap<>();
    private final Map<String, String> currencies = new HashMap<>();
    private long ids;

    /** @param shelf where the variants' prices and stock are kept from then on */
    ShopifyProducts(Ledger ledger, ShopifyShelf shelf) {
        this.ledger = ledger;
        this.shelf = shelf;
        clear();
    }

    synchronized void clear() {
        products.clear();
        currencies.clear();
        ids = 6_000_000_000L;
    }

    /** The currency that a shop sells in; USD unless something else is said. */
    public synchronized void currency(String shop, String code) {
        currencies.put(shop, code);
    }

    synchronized String currency(String shop) {
        return currencies.getOrDefault(shop, "USD");
    }

    static boolean knows(String kind) {
        return KINDS.contains(kind);
    }

    /** @return the shop's products as they stand there, the oldest first */
    public synchronized List<ObjectNode> all(String shop) {
        return products.values().stream().filter(product -> product.get("shop").asText().equals(shop)).map(ObjectNode::deepCopy).toList();
    }

    /** A person deletes a product in the shop's admin. */
    public void delete(String shop, String gid) {
        change(DELETED, Json.object().put("shop", shop).put("id", gid));
    }

    /** @param identifier by {@code id} or {@code handle} */
    synchronized ObjectNode find(String shop, JsonNode identifier) {
        String by = identifier.hasNonNull("id") ? "id" : "handle";
        return all(shop).stream().filter(product -> product.get(by).equals(identifier.get(by))).findFirst().orElse(null);
    }

    synchronized ObjectNode set(String shop, JsonNode identifier, JsonNode input) {
        unfit(identifier.size() == 1, "INVALID_INPUT");
        unfit(!identifier.hasNonNull("handle") || identifier.get("handle").equals(input.path("handle")), "INPUT_MISMATCH");
        check(input);
        ObjectNode before = find(shop, identifier);
        unfit(before != null || identifier.hasNonNull("handle"), "PRODUCT_DOES_NOT_EXIST");
        ObjectNode product = Json.object().put("shop", shop)
                .put("id", before == null ? "gid://shopify/Product/" + ++ids : before.get("id").asText());
        for (String field : List.of("title", "handle", "vendor", "descriptionHtml", "status")) {
            product.put(field, input.path(field).asText(field.equals("status") ? "ACTIVE" : ""));
        }
        for (String field : List.of("productOptions", "files", "metafields", "tags")) {
            product.set(field, input.path(field).isArray() ? input.get(field).deepCopy() : Json.array());
        }
        ArrayNode variants = product.putArray("variants");
        for (JsonNode given : input.get("variants")) {
            ObjectNode variant = given.deepCopy();
            variant.put("id", "gid://shopify/ProductVariant/" + ++ids);
            ((ObjectNode) variant.withObject("/inventoryItem")).put("id", "gid://shopify/InventoryItem/" + ids);
            variants.add(variant);
        }
        product.put("how", before == null ? "created" : "replaced");
        change(SET, product);
        shelf.put(shop, shelved(product));
        return products.get(product.get("id").asText()).deepCopy();
    }

    /** What Shopify looks at before it takes a product. */
    private static void check(JsonNode input) {
        String title = input.path("title").asText("");
        unfit(!title.isBlank() && title.length() <= LONGEST, "INVALID_PRODUCT");
        unfit(input.path("handle").asText("").matches("[a-z0-9]+(-[a-z0-9]+)*"), "INVALID_PRODUCT");
        unfit(input.path("files").size() <= MOST_FILES, "INVALID_INPUT");
        unfit(input.path("productOptions").isArray() && !input.get("productOptions").isEmpty(), "PRODUCT_OPTIONS_INPUT_MISSING");
        unfit(input.path("variants").isArray() && !input.get("variants").isEmpty(), "VARIANTS_INPUT_MISSING");
        unfit(input.get("productOptions").size() <= MOST_OPTIONS, "OPTIONS_OVER_LIMIT");
        unfit(input.get("variants").size() <= MOST_VARIANTS, "VARIANTS_OVER_LIMIT");
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (JsonNode option : input.get("productOptions")) {
            Set<String> known = new LinkedHashSet<>();
            for (JsonNode value : option.path("values")) {
                String name = value.path("name").asText("");
                unfit(!name.isBlank() && name.length() <= LONGEST, "INVALID_INPUT");
                unfit(known.add(name) && known.stream().filter(name::equalsIgnoreCase).count() == 1, "DUPLICATED_OPTION_VALUE");
            }
            unfit(!known.isEmpty(), "OPTION_VALUES_MISSING");
            unfit(values.put(option.path("name").asText(), known) == null, "DUPLICATED_OPTION_NAME");
        }
        Set<String> files = new HashSet<>(input.path("files").findValuesAsText("originalSource"));
        Set<String> combinations = new HashSet<>();
        long stock = 0;
        for (JsonNode variant : input.get("variants")) {
            check(variant, values, files);
            unfit(combinations.add(variant.get("optionValues").toString()), "INVALID_VARIANT");
            for (JsonNode quantity : variant.path("inventoryQuantities")) {
                unfit(ShopifyStore.LOCATION.equals(quantity.path("locationId").asText()), "INVALID_INPUT");
                unfit(Set.of("available", "on_hand").contains(quantity.path("name").asText()), "INVALID_INPUT");
                stock += quantity.path("quantity").asLong();
            }
        }
        unfit(stock <= MOST_STOCK, "INVENTORY_QUANTITIES_LIMIT_EXCEEDED");
    }

    private static void check(JsonNode variant, Map<String, Set<String>> values, Set<String> files) {
        unfit(variant.path("price").asText("").matches(MONEY), "INVALID_VARIANT");
        unfit(variant.path("compareAtPrice").asText("1").matches(MONEY), "INVALID_VARIANT");
        unfit(variant.path("inventoryItem").path("cost").asText("1").matches(MONEY), "INVALID_VARIANT");
        unfit(variant.path("sku").asText("").length() <= LONGEST, "INVALID_VARIANT");
        unfit(variant.path("optionValues").size() == values.size(), "INVALID_VARIANT");
        for (JsonNode value : variant.get("optionValues")) {
            Set<String> known = values.get(value.path("optionName").asText());
            unfit(known != null, "OPTION_DOES_NOT_EXIST");
            unfit(known.contains(value.path("name").asText()), "OPTION_VALUE_DOES_NOT_EXIST");
        }
        unfit(!variant.has("file") || files.contains(variant.get("file").path("originalSource").asText()), "INVALID_INPUT");
    }

    synchronized void publish(String shop, String gid, JsonNode where) {
        unfit(products.containsKey(gid) && products.get(gid).get("shop").asText().equals(shop), "Product does not exist");
        ObjectNode data = Json.object().put("shop", shop).put("id", gid);
        ArrayNode publications = data.putArray("publications");
        for (JsonNode one : where) {
            unfit(Set.of(ONLINE_STORE, POINT_OF_SALE).contains(one.path("publicationId").asText()),
                    "Publication does not exist or is not publishable");
            publications.add(one.get("publicationId").asText());
        }
        change(PUBLISHED, data);
    }

    static List<Map<String, Object>> publications() {
        return List.of(Map.of("id", ONLINE_STORE, "name", "Online Store"), Map.of("id", POINT_OF_SALE, "name", "Point of Sale"));
    }

    private static ObjectNode shelved(JsonNode product) {
        ObjectNode shelved = Json.object().put("id", number(product)).put("title", product.get("title").asText())
                .put("status", product.get("status").asText())
                .put("tracked", product.at("/variants/0/inventoryItem/tracked").asBoolean(false));
        ArrayNode variants = shelved.putArray("variants");
        for (JsonNode variant : product.get("variants")) {
            variants.addObject().put("id", number(variant)).put("sku", variant.path("sku").asText())
                    .put("price", variant.path("price").asText())
                    .put("compareAtPrice", variant.path("compareAtPrice").asText(null))
                    .put("cost", variant.at("/inventoryItem/cost").asText(null))
                    .put("quantity", variant.at("/inventoryQuantities/0/quantity").asInt(0));
        }
        return shelved;
    }

    private static String number(JsonNode node) {
        return node.get("id").asText().replaceFirst(".*/", "");
    }

    private synchronized void change(String kind, ObjectNode data) {
        apply(kind, data);
        ledger.write(kind, data);
        ledger.sync();
    }

    synchronized void apply(String kind, ObjectNode data) {
        String id = data.get("id").asText();
        switch (kind) {
            case SET -> {
                products.put(id, data.deepCopy());
                data.findValuesAsText("id").stream().map(gid -> gid.replaceFirst(".*/", "")).filter(number -> number.matches("6\\d{9}"))
                        .forEach(number -> ids = Math.max(ids, Long.parseLong(number)));
            }
            case PUBLISHED -> products.get(id).set("publications", data.get("publications"));
            default -> products.remove(id);
        }
    }

    private static void unfit(boolean fits, String otherwise) {
        if (!fits) {
            throw new ShopifyStore.Unfit(otherwise);
        }
    }
}
