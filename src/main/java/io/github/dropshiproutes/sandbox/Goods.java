package io.github.dropshiproutes.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a product list.
 *
 * @param skuId null when none was given
 */
record Goods(String productId, String skuId, int quantity) {

    /** @param alsoKnown field names that are taken besides product, SKU and quantity */
    static List<Goods> read(List<Fields> lines, String... alsoKnown) {
        String[] known = Stream.concat(Stream.of("product_id", "sku_id", "quantity"), Stream.of(alsoKnown)).toArray(String[]::new);
        List<Goods> goods = new ArrayList<>();
        for (Fields line : lines) {
            line.only(known);
            goods.add(new Goods(line.id("product_id"), line.id("sku_id", null), line.integer("quantity", 1)));
        }
        return goods;
    }

    /** @return the same text for the same goods in any order */
    static String canonical(List<Goods> goods) {
        return goods.stream().map(line -> line.productId + ":" + line.skuId + ":" + line.quantity).sorted()
                .collect(Collectors.joining(","));
    }
}
