package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A supplier's order as the supplier itself tells it.
 *
 * @param tradeId   the supplier's id
 * @param status    the supplier's word, verbatim
 * @param total     what is to be paid, or null when it says none
 * @param currency  its currency
 * @param remark    our remark as given back, or null when the supplier leaves it out
 * @param products  pieces by {@code product:sku}
 * @param recipient the contact person, or null
 * @param zip       the postal code, or null
 */
public record SupplierOrder(String tradeId, String status, BigDecimal total, String currency, String remark,
                            Map<String, Integer> products, String recipient, String zip) {
}
