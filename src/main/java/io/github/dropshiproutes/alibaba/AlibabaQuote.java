package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.errors.SupplierException;
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

/** A quote in the making: what was asked, what was answered, and in the end the option that was chosen. */
public final class AlibabaQuote {

    /** Pieces of one variant: line items of the same variant are ordered as one, since Alibaba refuses doubles (4012). */
    public record Item(String productId, String skuId, int quantity) {
    }

    private final Purchase purchase;
    private final boolean placed;
    private final Map<String, AlibabaProduct> products = new LinkedHashMap<>();
    private final List<FreightOption> options = new ArrayList<>();
    private final Map<String, SupplierException> refused = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, List<PurchaseLine>> linesByCountry = new LinkedHashMap<>();
    private FreightOption chosen;

    public AlibabaQuote(Purchase purchase) {
        this.purchase = purchase;
        this.placed = purchase.position().equals("placed");
    }

    public Purchase getPurchase() {
        return purchase;
    }

    /** @return true when the order stands at the supplier already and only its price is looked at again */
    public boolean isPlaced() {
        return placed;
    }

    public Set<String> getProductIds() {
        Set<String> ids = new LinkedHashSet<>();
        purchase.lines().forEach(line -> ids.add(line.productId()));
        return ids;
    }

    void add(AlibabaProduct product) {
        products.put(product.id(), product);
    }

    AlibabaProduct product(String id) {
        return products.get(id);
    }

    /** @return true when the lines belong to several seller companies: one order can hold one company's products only */
    public boolean isOfSeveralCompanies() {
        return products.values().stream().map(AlibabaProduct::companyId).distinct().count() > 1;
    }

    public String getCompanyId() {
        return products.values().iterator().next().companyId();
    }

    /** @return the variants to order, equal ones added up */
    public List<Item> getItems() {
        Map<String, Item> items = new LinkedHashMap<>();
        for (PurchaseLine line : purchase.lines()) {
            String sku = skuId(line);
            items.merge(line.productId() + ":" + sku, new Item(line.productId(), sku, line.quantity()),
                    (one, other) -> new Item(one.productId(), one.skuId(), one.quantity() + other.quantity()));
        }
        return List.copyOf(items.values());
    }

    /** @return the variant's id as the supplier knows it; null for a product without variants */
    String skuId(PurchaseLine line) {
        AlibabaProduct product = products.get(line.productId());
        return product == null ? line.skuId() : product.sku(line.skuId()).map(AlibabaProduct.Sku::id).orElse(line.skuId());
    }

    /** @return the price of one piece at the quantity ordered in all of that variant; null below the price ladder */
    BigDecimal unitPrice(Item item) {
        AlibabaProduct product = products.get(item.productId());
        return product.sku(item.skuId()).flatMap(sku -> product.price(sku, item.quantity())).orElse(null);
    }

    String priceCurrency(Item item) {
        AlibabaProduct product = products.get(item.productId());
        return product.currency(product.sku(item.skuId()).orElseThrow());
    }

    BigDecimal unitPrice(PurchaseLine line) {
        String sku = skuId(line);
        return getItems().stream().filter(i -> i.productId().equals(line.productId()) && java.util.Objects.equals(i.skuId(), sku))
                .findFirst().map(this::unitPrice).orElse(null);
    }

    /**
     * @return true when freight from that country is still worth asking for: no option was found yet, nothing was
     *         asked there, and the country has not run out of stock before
     */
    public boolean open(String country) {
        if (!options.isEmpty() || asked.contains(country)) {
            return false;
        }
        return placed ? country.equals(purchase.dispatchLocation()) : !purchase.excludedDispatch().contains(country) && inStock(country);
    }

    private boolean inStock(String country) {
        return getItems().stream().allMatch(item -> {
            AlibabaProduct product = products.get(item.productId());
            return product.stock(country, item.skuId()).map(count -> count >= item.quantity()).orElse(true);
        });
    }

    /** @return the country to ask first, or null for the usual order */
    public String getPreferred() {
        return purchase.preferredDispatch() != null && open(purchase.preferredDispatch()) ? purchase.preferredDispatch() : null;
    }

    void shipsFrom(PurchaseLine line, String country) {
        linesByCountry.computeIfAbsent(country, c -> new ArrayList<>()).add(line);
    }

    /** @return the lines by the country each can be sent from; an empty text for those that cannot be sent */
    Map<String, List<PurchaseLine>> getLinesByCountry() {
        return linesByCountry;
    }

    /** @return true when a country where the products lie has too few pieces: freight was not asked for there */
    boolean isShortOfStock() {
        return products.values().stream().flatMap(product -> product.locations().stream()).anyMatch(country -> !inStock(country));
    }

    /** @return the lines by seller company, the first line's company first */
    public Map<String, List<PurchaseLine>> getLinesByCompany() {
        Map<String, List<PurchaseLine>> groups = new LinkedHashMap<>();
        purchase.lines().forEach(line -> groups.computeIfAbsent(products.get(line.productId()).companyId(), c -> new ArrayList<>()).add(line));
        return groups;
    }

    /** @return a quote of one line alone, to find out from where that line can be sent */
    public AlibabaQuote ofLine(PurchaseLine line) {
        AlibabaQuote alone = new AlibabaQuote(purchase.withLines(List.of(line)));
        alone.products.putAll(products);
        return alone;
    }

    /** @return the country from which something was offered, or an empty text */
    public String getOfferedFrom() {
        return options.isEmpty() ? "" : options.get(0).dispatchCountry();
    }

    /** @return the lines with the variant and the price that were quoted */
    public List<PurchaseLine> getQuotedLines() {
        return purchase.lines().stream().map(l -> l.quoted(skuId(l), unitPrice(l))).toList();
    }

    void asked(String country) {
        asked.add(country);
    }

    void refused(String country, SupplierException why) {
        refused.put(country, why);
    }

    void offered(List<FreightOption> more) {
        options.addAll(more);
    }

    public List<FreightOption> getOptions() {
        return options;
    }

    /** @return why the last country refused, or null when all simply had no route */
    SupplierException lastRefusal() {
        return refused.values().stream().reduce((first, second) -> second).orElse(null);
    }

    /** @return the refusal that waiting may cure, if one of the countries gave such */
    SupplierException refusal(io.github.dropshiproutes.errors.ErrorClass kind) {
        return refused.values().stream().filter(e -> e.getError().kind() == kind).findFirst().orElse(null);
    }

    void choose(FreightOption option) {
        this.chosen = option;
    }

    public String getDispatchLocation() {
        return chosen.dispatchCountry();
    }

    public String getCarrierCode() {
        return chosen.carrierCode();
    }

    public BigDecimal getFreight() {
        return chosen.fee();
    }

    public String getCurrency() {
        return chosen.currency();
    }

    /** @return price of all pieces plus freight, two decimals */
    public BigDecimal getTotal() {
        BigDecimal sum = chosen.fee();
        for (Item item : getItems()) {
            sum = sum.add(unitPrice(item).multiply(BigDecimal.valueOf(item.quantity())));
        }
        return sum.setScale(2, RoundingMode.HALF_UP);
    }
}
