package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.dropshiproutes.orders.Parcel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The write-back of one purchase, as claimed: what the supplier has shipped, and what was written into the shop so far.
 *
 * @param position     of the purchase in its walk: {@code paid}, {@code shipped}, {@code delivered}, {@code cancelled} or {@code closed}
 * @param pieces       of the purchase, by the shop's line item id
 * @param parcels      with a number
 * @param sent         pieces that are on their way, by line item id; null = all of the purchase, once anything is
 * @param toldIds      the supplier's order numbers that the shop's order shows already, or null
 * @param written      fulfilments that are ours
 * @param intent       the write whose outcome is open, or null
 * @param others       ids of fulfilments that belong to other purchases of the same order
 * @param othersOpen   whether another purchase of the same order has a write without a known outcome
 * @param closing      what the shop is to hear of the supplier's having closed it; null when it did not
 * @param now          the database's time of the claim
 */
public record Fulfilment(String purchaseId, UUID claimId, String shop, String orderId, String supplier, String reference, String position,
                         Map<String, Integer> pieces, List<String> tradeIds, List<Parcel> parcels, Map<String, Integer> sent, String toldIds, List<Written> written,
                         Intent intent, Instant intentAt, Set<String> others, boolean othersOpen, boolean notifyCustomer, int attempts,
                         Closing closing, Instant now) {

    /** @return pieces by line item id that no fulfilment of ours covers yet, to be changed at will */
    Map<String, Integer> unwritten() {
        return unwritten(pieces);
    }

    /** @return those of them that are on their way */
    Map<String, Integer> sentUnwritten() {
        return unwritten(sent == null ? pieces : sent);
    }

    private Map<String, Integer> unwritten(Map<String, Integer> of) {
        Map<String, Integer> left = new LinkedHashMap<>(of);
        written.forEach(ours -> ours.lines().forEach((line, quantity) -> left.merge(line, -quantity, Integer::sum)));
        left.values().removeIf(quantity -> quantity <= 0);
        return left;
    }

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
     * A purchase that the supplier closed by itself.
     *
     * @param wish    of the shop: {@code hold}, {@code cancel} or {@code cancel_and_refund}; null when it wants nothing, or its pieces
     *                are bought anew
     * @param alone   whether no other purchase of the order stands at a supplier or may come to
     * @param givenUp pieces by line item id of all purchases of the order that were paid and then closed by their suppliers
     */
    public record Closing(String wish, boolean alone, Map<String, Integer> givenUp) {
    }

    /**
     * A write that was committed to before it was sent.
     *
     * @param kind    {@code ids}, {@code create}, {@code tracking}, {@code event}, {@code hold} or {@code cancel}
     * @param id      the fulfilment or fulfilment order it is about; for {@code cancel} Shopify's job once it has taken it on; else null
     * @param lines   pieces by line item id, for {@code create}, and those on hold afterwards for {@code hold}
     * @param numbers tracking numbers, for {@code create} and {@code tracking}
     * @param value   what is told, for {@code ids} and {@code event}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Intent(String kind, String id, Map<String, Integer> lines, List<String> numbers, String value) {
    }
}
