package io.github.dropshiproutes.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a supplier says of one product, whoever the supplier is: what a shop needs to offer it.
 *
 * @param productId the supplier's number
 * @param html      its description as the seller wrote it, not to be shown to anybody before it is cleaned; null when there is none
 * @param images    addresses with https in front, in their order
 * @param variants  at least one
 */
public record SupplierProduct(String productId, String title, String html, List<String> images, List<Variant> variants) {

    /**
     * One variant.
     *
     * @param skuId    the supplier's number of it, or null
     * @param skuAttr  its attributes at AliExpress, or null
     * @param cost     of one piece; null when the supplier names none
     * @param currency of the cost, ISO 4217; null when the supplier names none
     * @param stock    pieces; null when the supplier does not say, which is not the same as none
     * @param image    its own, or null
     * @param options  what makes it different, by name, such as Color: Blue; empty for the only variant
     */
    public record Variant(String skuId, String skuAttr, BigDecimal cost, String currency, Long stock, String image,
                          Map<String, String> options) {
    }
}
