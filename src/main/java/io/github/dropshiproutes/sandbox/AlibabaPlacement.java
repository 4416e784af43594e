package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.annotation.JsonGetter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An order of Alibaba.com.
 *
 * @param account        name of the buyer account
 * @param channelReferId the caller's own reference; kept for the tests' eyes, never given back and never made unique
 * @param remark         as given, or null
 * @param properties     the caller's JSON string, or null
 * @param listedAt       from when the order list shows it
 * @param address        flat shipment address as given
 * @param freight        USD, scale 2
 * @param attachments    files as {@code /alibaba/order/get} shows them; null in a ledger of an older version
 */
record AlibabaPlacement(String tradeId, String account, String channelReferId, String remark, String properties, Instant createdAt,
                 Instant listedAt, String companyId, String sellerName, String dispatchLocation, String carrierCode,
                 String carrierName, Map<String, Object> address, List<Line> lines, BigDecimal freight,
                 List<Map<String, Object>> attachments) implements Placement {

    /** @param unitPrice USD */
    record Line(String productId, String skuId, String name, String colour, int quantity, BigDecimal unitPrice) implements Placement.Line {

        BigDecimal amount() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity));
        }
    }

    @Override
    public String reference() {
        return channelReferId;
    }

    @JsonGetter("product_amount")
    BigDecimal productAmount() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2, RoundingMode.HALF_UP);
    }

    @Override
    public BigDecimal total() {
        return productAmount().add(freight);
    }
}
