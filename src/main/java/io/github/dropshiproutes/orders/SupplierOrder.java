package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A supplier's order as the supplier itself tells it.
 *
 * @param tradeIds  the supplier's ids: one, or several where one create call made several orders
 * @param status    the supplier's word, verbatim
 * @param position  where that is in the walk ({@code placed} to {@code delivered}, {@code odd}, {@code gone}); null before it is judged
 * @param total     what is to be paid, or null when it says none
 * @param currency  its currency
 * @param remark    our remark as given back, or null when the supplier leaves it out
 * @param products  pieces by {@code product:sku}, or by the variant's number alone
 * @param recipient the contact person, or null
 * @param zip       the postal code, or null
 * @param payUrl    where a person can pay it, or null
 * @param closed    those of them that the supplier will not send, while the rest goes on
 */
public record SupplierOrder(List<String> tradeIds, String status, String position, BigDecimal total, String currency, String remark,
                            Map<String, Integer> products, String recipient, String zip, String payUrl,
                            Map<String, Integer> closed) {

    private static final List<String> NEAREST_TO_THE_SHOPPER_FIRST =
            List.of("delivered", "shipped", "paid", "paying", "odd", "placed", "gone");

    /**
     * The order to keep of several that were created for one purchase: money that is spent already is not spent again, and
     * one that is closed is kept only when there is no other.
     */
    public static final Comparator<SupplierOrder> BEST_TO_KEEP = Comparator.comparingInt(order ->
            NEAREST_TO_THE_SHOPPER_FIRST.indexOf(order.position()));

    /** One order with one id. */
    public SupplierOrder(String tradeId, String status, String position, BigDecimal total, String currency, String remark,
                         Map<String, Integer> products, String recipient, String zip, String payUrl) {
        this(List.of(tradeId), status, position, total, currency, remark, products, recipient, zip, payUrl, Map.of());
    }

    /** @return the first id */
    public String tradeId() {
        return tradeIds.get(0);
    }

    /** @return the ids with commas between them */
    public String ids() {
        return String.join(",", tradeIds);
    }

    /** @return the same, judged to stand there */
    public SupplierOrder at(String where) {
        return new SupplierOrder(tradeIds, status, where, total, currency, remark, products, recipient, zip, payUrl, closed);
    }
}
