package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.dropshiproutes.orders.Parcel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The write-back of one purchase, as claimed: what the supplier has shipped, and what was written into the shop so far.
 *
 * @param position     of the purchase in its walk: {@code paid}, {@code shipped} or {@code delivered}
 * @param pieces       of the purchase, by the shop's line item id
 * @param parcels      with a number
 * @param toldIds      the supplier's order numbers that the shop's order shows already, or null
 * @param written      fulfilments that are ours
 * @param intent       the write whose outcome is open, or null
 * @param others       ids of fulfilments that belong to other purchases of the same order
 * @param othersOpen   whether another purchase of the same order has a write without a known outcome
 * @param now          the database's time of the claim
 */
public record Fulfilment(String purchaseId, UUID claimId, String shop, String orderId, String supplier, String reference, String position,
                         Map<String, Integer> pieces, List<String> tradeIds, List<Parcel> parcels, String toldIds, List<Written> written,
                         Intent intent, Instant intentAt, Set<String> others, boolean othersOpen, boolean notifyCustomer, int attempts,
                         Instant now) {

    /**
     * A fulfilment in the shop that this service has made.
     *
     * @param id      Shopify's
     * @param lines   pieces by line item id
     * @param numbers tracking numbers as last written
     * @param events  transit events told so far
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Written(String id, Map<String, Integer> lines, List<String> numbers, List<String> events) {
    }

    /**
     * A write that was committed to before it was sent.
     *
     * @param kind    {@code ids}, {@code create}, {@code tracking} or {@code event}
     * @param id      the fulfilment it is about; null for {@code ids} and {@code create}
     * @param lines   pieces by line item id, for {@code create}
     * @param numbers tracking numbers, for {@code create} and {@code tracking}
     * @param value   what is told, for {@code ids} and {@code event}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Intent(String kind, String id, Map<String, Integer> lines, List<String> numbers, String value) {
    }
}
