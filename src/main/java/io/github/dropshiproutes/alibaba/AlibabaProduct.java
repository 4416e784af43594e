package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.catalog.Offer;
import io.github.dropshiproutes.suppliers.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What {@code /eco/buyer/product/description} and {@code /inventory} say of one product. */
final class AlibabaProduct {

    private static final int UNSAID = Integer.MIN_VALUE;

    /** One step of the price ladder; {@code maxQuantity} -1 = no upper end. */
    record Step(int minQuantity, int maxQuantity, BigDecimal price, String currency) {
    }

    /** One variant; {@code id} is null for a product without variants. */
    record Sku(String id, List<Step> ladder) {

        Optional<BigDecimal> price(int quantity) {
            return ladder.stream().filter(step -> quantity >= step.minQuantity())
                    .max(Comparator.comparingInt(Step::minQuantity)).map(Step::price);
        }

        int minimum() {
            return ladder.stream().mapToInt(Step::minQuantity).min().orElse(1);
        }
    }

    private final String id;
    private final String companyId;
    private final String status;
    private final int minimumOrder;
    private final BigDecimal wholesalePrice;
    private final String currency;
    private final List<Sku> skus;
    private final Map<String, Map<String, Integer>> stock = new HashMap<>();

    private AlibabaProduct(String id, String companyId, String status, int minimumOrder, BigDecimal wholesalePrice,
                           String currency, List<Sku> skus) {
        this.id = id;
        this.companyId = companyId;
        this.status = status;
        this.minimumOrder = minimumOrder;
        this.wholesalePrice = wholesalePrice;
        this.currency = currency;
        this.skus = skus;
    }

    static AlibabaProduct read(String id, JsonNode data) {
        JsonNode wholesale = data.path("wholesale_trade");
        if (wholesale.isArray()) {
            wholesale = wholesale.path(0);
        }
        List<Sku> skus = new ArrayList<>();
        for (JsonNode sku : Json.list(data, "skus")) {
            List<Step> ladder = new ArrayList<>();
            for (JsonNode step : Json.list(sku, "ladder_price")) {
                ladder.add(new Step(Json.count(step, "min_quantity", 1), Json.count(step, "max_quantity", -1),
                        Json.decimal(step, "price"), Json.text(step, "currency")));
            }
            String skuId = Json.text(sku, "sku_id");
            // "-1" and null both mean a product without variants; neither may be sent back.
            skus.add(new Sku("-1".equals(skuId) ? null : skuId, ladder.stream().filter(step -> step.price() != null).toList()));
        }
        String company = Json.text(data, "eCompanyId");
        int minimum = Json.count(wholesale, "min_order_quantity", Json.count(data, "min_order_quantity", 1));
        return new AlibabaProduct(id, company != null ? company : Json.text(data, "e_company_id"), Json.text(data, "status"), minimum,
                Json.decimal(wholesale, "price"), Objects.requireNonNullElse(Json.text(data, "currency"), "USD"), List.copyOf(skus));
    }

    void readStock(JsonNode data) {
        for (JsonNode location : data.isArray() ? data : List.<JsonNode>of()) {
            String from = Json.text(location, "shipping_from");
            for (JsonNode item : Json.list(location, "inventory_list")) {
                String sku = Json.text(item, "sku_id");
                int pieces = Json.count(item, "inventory_count", UNSAID);
                if (pieces != UNSAID) {
                    stock.computeIfAbsent(from == null ? "" : from, key -> new HashMap<>())
                            .merge(sku == null || sku.equals("-1") ? "" : sku, pieces, Integer::sum);
                }
            }
        }
    }

    String id() {
        return id;
    }

    String companyId() {
        return companyId;
    }

    /** @return true unless the supplier says that the product is offline or deleted */
    boolean online() {
        return status == null || status.equals("PRODUCT_ONLINE");
    }

    /** @return the variant with that id; with a null id the only variant there is */
    Optional<Sku> sku(String skuId) {
        if (skuId == null) {
            return skus.size() == 1 ? Optional.of(skus.get(0)) : skus.isEmpty() ? Optional.of(new Sku(null, List.of())) : Optional.empty();
        }
        return skus.stream().filter(sku -> skuId.equals(sku.id())).findFirst();
    }

    /** @return the price of one piece at that quantity; empty below the first step of the ladder */
    Optional<BigDecimal> price(Sku sku, int quantity) {
        if (sku.ladder().isEmpty()) {
            return Optional.ofNullable(wholesalePrice);
        }
        return sku.price(quantity);
    }

    /** @return the fewest pieces the supplier sells: the ladder's first step, else the product's own minimum */
    int minimum(Sku sku) {
        return sku.ladder().isEmpty() ? minimumOrder : sku.minimum();
    }

    /** @return currency of the price ladder, else the product's own, USD when the supplier says none */
    String currency(Sku sku) {
        return sku.ladder().stream().map(Step::currency).filter(Objects::nonNull).findFirst().orElse(currency);
    }

    /**
     * @return pieces known to lie ready at that location; empty when the supplier said nothing of it, which is not
     *         the same as none
     */
    Optional<Integer> stock(String location, String skuId) {
        Map<String, Integer> there = stock.get(location);
        return there == null ? Optional.empty() : Optional.ofNullable(there.get(skuId == null ? "" : skuId));
    }

    /** @return the locations of which the supplier said what lies there */
    Set<String> locations() {
        return stock.keySet();
    }

    /** @return what it offers of each variant: the price of the fewest pieces it sells, and the pieces of all locations together */
    Offer offer() {
        return new Offer(online(), (skuId, skuAttr) -> sku(skuId).map(this::offered));
    }

    private Offer.Offered offered(Sku sku) {
        List<Integer> pieces = stock.values().stream().map(there -> there.get(sku.id() == null ? "" : sku.id())).filter(Objects::nonNull)
                .toList();
        return new Offer.Offered(price(sku, minimum(sku)).orElse(null), currency(sku),
                pieces.isEmpty() ? null : (int) Math.min(Integer.MAX_VALUE, pieces.stream().mapToLong(Integer::longValue).sum()));
    }
}
