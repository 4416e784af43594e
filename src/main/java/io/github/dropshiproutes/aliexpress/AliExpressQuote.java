package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.orders.FreightOption;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.PurchaseLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A quote in the making: the products, and how each variant of them is sent. */
public final class AliExpressQuote {

    /**
     * Pieces of one variant; line items of the same variant are ordered as one.
     *
     * @param productId under which it is ordered
     * @param skuAttr   empty for a product without variants
     * @param price     of one piece
     */
    public record Item(String productId, String skuId, String skuAttr, int quantity, BigDecimal price, String currency) {
    }

    private final Purchase purchase;
    private final Map<String, AliExpressProduct> products = new LinkedHashMap<>();
    private final Map<Item, FreightOption> chosen = new LinkedHashMap<>();

    public AliExpressQuote(Purchase purchase) {
        this.purchase = purchase;
    }

    public Purchase getPurchase() {
        return purchase;
    }

    /** @return the linked products, each once */
    public Set<String> getProductIds() {
        return purchase.lines().stream().map(PurchaseLine::productId).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    void add(String linkedId, AliExpressProduct product) {
        products.put(linkedId, product);
    }

    AliExpressProduct product(PurchaseLine line) {
        return products.get(line.productId());
    }

    AliExpressProduct.Variant variant(PurchaseLine line) {
        return product(line).variant(line.skuAttr(), line.skuId()).orElseThrow();
    }

    /** @return the variants to order, equal ones added up: prices fall with the number of pieces */
    public List<Item> getItems() {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        Map<String, PurchaseLine> first = new LinkedHashMap<>();
        for (PurchaseLine line : purchase.lines()) {
            String key = key(line);
            pieces.merge(key, line.quantity(), Integer::sum);
            first.putIfAbsent(key, line);
        }
        List<Item> items = new ArrayList<>();
        pieces.forEach((key, quantity) -> {
            AliExpressProduct.Variant variant = variant(first.get(key));
            items.add(new Item(product(first.get(key)).id(), variant.skuId(), variant.attr(), quantity, variant.price(quantity),
                    variant.currency()));
        });
        return items;
    }

    private String key(PurchaseLine line) {
        return product(line).id() + ":" + variant(line).skuId();
    }

    private Item item(PurchaseLine line) {
        AliExpressProduct.Variant variant = variant(line);
        return getItems().stream().filter(item -> item.productId().equals(product(line).id()) && item.skuId().equals(variant.skuId()))
                .findFirst().orElseThrow();
    }

    void choose(Item item, FreightOption option) {
        chosen.put(item, option);
    }

    /** @return the lines that can be one order: paid in one currency, sent from one country; the first line's group first */
    public Map<String, List<PurchaseLine>> getGroups() {
        Map<String, List<PurchaseLine>> groups = new LinkedHashMap<>();
        for (PurchaseLine line : purchase.lines()) {
            Item item = item(line);
            groups.computeIfAbsent(item.currency() + " from " + chosen.get(item).dispatchCountry(), group -> new ArrayList<>()).add(line);
        }
        return groups;
    }

    /** @return the lines with the variant, the price and the carrier that were quoted */
    List<Map<String, Object>> quotedLines() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PurchaseLine line : purchase.lines()) {
            Item item = item(line);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("line_item_id", line.lineItemId());
            row.put("sku_id", item.skuId());
            row.put("sku_attr", item.skuAttr());
            row.put("unit_price", item.price());
            row.put("ordered_product_id", item.productId().equals(line.productId()) ? null : item.productId());
            row.put("carrier_code", chosen.get(item).carrierCode());
            rows.add(row);
        }
        return rows;
    }

    /** @return null: which seller an order goes to is AliExpress's own affair */
    public String getCompanyId() {
        return null;
    }

    public String getDispatchLocation() {
        return chosen.values().iterator().next().dispatchCountry();
    }

    /** @return the carrier of every line, several with commas between them */
    public String getCarrierCode() {
        return chosen.values().stream().map(FreightOption::carrierCode).distinct().collect(Collectors.joining(","));
    }

    public BigDecimal getFreight() {
        return chosen.values().stream().map(FreightOption::fee).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public String getCurrency() {
        return chosen.keySet().iterator().next().currency();
    }

    /** @return price of all pieces plus freight, two decimals; of an order that stands already, what was quoted then */
    public BigDecimal getTotal() {
        if (chosen.isEmpty()) {
            return purchase.quotedTotal();
        }
        return chosen.keySet().stream().map(item -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(getFreight(), BigDecimal::add).setScale(2, RoundingMode.HALF_UP);
    }
}
