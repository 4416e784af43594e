package io.github.dropshiproutes.orders;

import io.github.dropshiproutes.countries.Countries;
import io.github.dropshiproutes.shopify.ShopifyLine;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * The ways a Shopify line names the product to buy. Their order is written in {@code routes/orders/map-order-line.camel.yaml};
 * each method here tries one of them on the variable {@code line} and says whether it fits.
 */
@Component("productLinks")
public class ProductLinks {

    /** A product link for this shop and variant. */
    public boolean byVariant(Exchange exchange) {
        ShopifyLine line = line(exchange);
        return line.getVariantId() != null && buy(exchange, line, link -> line.getVariantId().equals(link.get("variant_id")));
    }

    /** A product link for this shop and SKU. */
    public boolean bySku(Exchange exchange) {
        ShopifyLine line = line(exchange);
        return !line.getSku().isEmpty() && buy(exchange, line, link -> line.getSku().equals(link.get("sku")));
    }

    /** The SKU itself as {@code alibaba:{product_id}[:{sku_id}]}. */
    public boolean alibabaSku(Exchange exchange) {
        return buy(exchange, SupplierSku::alibaba);
    }

    /** The SKU itself as {@code aliexpress:{product_id}[:{sku_attr}]}. */
    public boolean aliexpressSku(Exchange exchange) {
        return buy(exchange, SupplierSku::aliexpress);
    }

    /** Bare digits mean an AliExpress product id, as in the AliExpress guide. */
    public boolean bareDigits(Exchange exchange) {
        return buy(exchange, SupplierSku::digits);
    }

    private static boolean buy(Exchange exchange, Function<String, Optional<SupplierSku>> form) {
        ShopifyLine line = line(exchange);
        Optional<SupplierSku> named = form.apply(line.getSku());
        named.ifPresent(sku -> line.buy(sku.supplier(), sku.productId(), sku.skuId(), sku.skuAttr()));
        return named.isPresent();
    }

    private static boolean buy(Exchange exchange, ShopifyLine line, java.util.function.Predicate<Map<String, Object>> fits) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> links = exchange.getVariable("links", List.class);
        Address to = exchange.getVariable("plan", OrderToPlan.class).order().getAddress();
        String country = to == null ? null : to.countryCode();
        Optional<Map<String, Object>> link = links.stream().filter(fits).filter(l -> fits(l, country))
                .filter(l -> !Arrays.asList(String.valueOf(l.get("passed")).split(",")).contains(line.getId()))
                .min(Comparator.comparing(l -> (Integer) l.get("priority")));
        link.ifPresent(l -> line.buy((String) l.get("supplier"), (String) l.get("product_id"), (String) l.get("sku_id"),
                (String) l.get("sku_attr")));
        return link.isPresent();
    }

    /** @return whether a link is meant for that country, two letters or null */
    static boolean fits(Map<String, Object> link, String country) {
        String countries = String.valueOf(link.get("countries"));
        return countries.isEmpty() || country != null && Stream.of(countries.split(",")).map(Countries::letters).anyMatch(country::equals);
    }

    private static ShopifyLine line(Exchange exchange) {
        return exchange.getVariable("line", ShopifyLine.class);
    }
}
