package io.github.dropshiproutes.orders;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A supplier's product as a SKU may name it.
 *
 * @param skuId   the variant's number, null where none is named
 * @param skuAttr the variant's attributes, null where none are named
 */
public record SupplierSku(String supplier, String productId, String skuId, String skuAttr) {

    private static final Pattern ALIBABA = Pattern.compile("(?i:alibaba):(\\d{1,19})(?::(\\d{1,19}))?");
    private static final Pattern ALIEXPRESS = Pattern.compile("(?i:aliexpress):(\\d{1,19})(?::(.{1,200}))?");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,19}");

    /** {@code alibaba:{product_id}[:{sku_id}]}. */
    public static Optional<SupplierSku> alibaba(String sku) {
        Matcher matcher = ALIBABA.matcher(sku);
        return matcher.matches() ? Optional.of(new SupplierSku("alibaba", matcher.group(1), matcher.group(2), null)) : Optional.empty();
    }

    /** {@code aliexpress:{product_id}[:{sku_attr}]}. */
    public static Optional<SupplierSku> aliexpress(String sku) {
        Matcher matcher = ALIEXPRESS.matcher(sku);
        return matcher.matches() ? Optional.of(new SupplierSku("aliexpress", matcher.group(1), null, matcher.group(2))) : Optional.empty();
    }

    /** Bare digits, which mean an AliExpress product id as in the AliExpress guide. */
    public static Optional<SupplierSku> digits(String sku) {
        return DIGITS.matcher(sku).matches() ? Optional.of(new SupplierSku("aliexpress", sku, null, null)) : Optional.empty();
    }

    /** @return what the SKU names in any of these forms */
    public static Optional<SupplierSku> of(String sku) {
        return alibaba(sku).or(() -> aliexpress(sku)).or(() -> digits(sku));
    }
}
