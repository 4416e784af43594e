package io.github.dropshiproutes.api;

import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.dropshiproutes.countries.Countries;

/**
 * Which supplier's product is bought for a variant or SKU of a shop (contract, "Bodies").
 *
 * @param id        null before it is stored
 * @param countries two letters each; empty = wherever the order goes
 * @param priority  the lowest that fits the country wins
 */
@JsonInclude
@JsonNaming(SnakeCaseStrategy.class)
record ProductLink(String id, String shop, String variantId, String sku, String supplier, String productId, String skuId,
                   String skuAttr, List<String> countries, int priority) {

    private static final String DIGITS = "1 to 19 digits, as text";
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
    private static final Pattern SHOP = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}\\.myshopify\\.com");
    private static final Pattern TEXT = Pattern.compile("(?! )[^\\p{Cntrl}]{1,255}(?<! )");
    private static final Pattern SUPPLIER = Pattern.compile(String.join("|", PurchaseTable.SUPPLIERS));
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final int MOST_COUNTRIES = 250;
    private static final int LAST_PRIORITY = 1000;

    /** @throws Refusal naming the first field that is wrong */
    static ProductLink read(JsonBody body) {
        ProductLink link = new ProductLink(null,
                body.requiredText("shop", SHOP, "a shop's own domain in lower case, such as my-store.myshopify.com"),
                body.text("variant_id", ID, DIGITS),
                body.text("sku", TEXT, "1 to 255 characters without blanks around them"),
                body.requiredText("supplier", SUPPLIER, "one of " + String.join(", ", PurchaseTable.SUPPLIERS)),
                body.requiredText("product_id", ID, DIGITS),
                body.text("sku_id", ID, DIGITS),
                body.text("sku_attr", TEXT, "1 to 255 characters such as 14:193#Black;5:361386"),
                body.texts("countries", MOST_COUNTRIES, COUNTRY, "a country's two letters, such as DE").stream()
                        .map(Countries::letters).distinct().toList(),
                body.number("priority", 1, LAST_PRIORITY, 1));
        link.check();
        return link;
    }

    private void check() {
        if ((variantId == null) == (sku == null)) {
            throw Refusal.badRequest("Either variant_id or sku must be there, and not both.");
        }
        if (skuId != null && skuAttr != null) {
            throw Refusal.badRequest("sku_id and sku_attr exclude each other; leave one out.");
        }
        if (supplier.equals("alibaba") && skuAttr != null) {
            throw Refusal.badRequest("sku_attr names a variant at AliExpress; for alibaba use sku_id.");
        }
    }
}
