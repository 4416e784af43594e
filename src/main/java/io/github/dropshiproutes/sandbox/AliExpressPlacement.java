package io.github.dropshiproutes.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An order at AliExpress: the goods of one store.
 *
 * @param tradeId    the order number, 16 digits
 * @param outOrderId the caller's own reference, or null; it cannot be asked for
 * @param address    as given
 * @param extension  the caller's {@code ds_extend_request}, or null
 * @param tax        what no estimate shows, scale 2
 * @param currency   of every amount
 */
record AliExpressPlacement(String tradeId, String account, String outOrderId, Instant createdAt, Instant listedAt, Instant closesAt,
                           String storeId, String storeName, String dispatchLocation, Map<String, Object> address,
                           Map<String, Object> extension, List<Line> lines, BigDecimal tax,
                           String currency) implements Placement {

    /**
     * @param skuAttr     empty for a product without variants
     * @param carrierCode the {@code logistics_service_name}
     * @param freight     for the whole line
     * @param memo        for the seller, or null
     */
    record Line(String productId, String skuId, String skuAttr, String name, int quantity, BigDecimal unitPrice, String carrierCode,
                BigDecimal freight, String memo) implements Placement.Line {

        BigDecimal goods() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
        }
    }

    @Override
    public String reference() {
        return outOrderId;
    }

    /** What a caller could have reckoned: goods and freight. */
    BigDecimal estimate() {
        return lines.stream().map(line -> line.goods().add(line.freight)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public BigDecimal total() {
        return estimate().add(tax);
    }
}
