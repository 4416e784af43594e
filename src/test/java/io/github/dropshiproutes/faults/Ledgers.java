package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Ledger;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the supplier's own book says was bought. */
final class Ledgers {

    private Ledgers() {
    }

    /** @return trade ids of the orders that were created and not cancelled */
    static Set<String> standingTrades(Ledger ledger) {
        Set<String> standing = ids(ledger.created());
        standing.removeAll(ids(ledger.cancelled()));
        return standing;
    }

    /** @return trade ids of the standing orders that were created under that reference */
    static List<String> standingTrades(Ledger ledger, String reference) {
        Set<String> standing = standingTrades(ledger);
        return ledger.created().stream().filter(created -> reference.equals(reference(created)) && standing.contains(created.tradeId()))
                .map(LedgerEntry::tradeId).toList();
    }

    static Set<String> paidTrades(Ledger ledger) {
        return ids(ledger.paid());
    }

    /** @return references and pieces of the orders that were created and not cancelled, as often as that happened */
    static List<String> standing(Ledger ledger) {
        Set<String> cancelled = ids(ledger.cancelled());
        // One call may make several orders, each of other pieces.
        return ledger.created().stream().filter(entry -> !cancelled.contains(entry.tradeId()))
                .map(entry -> reference(entry) + (entry.text("out_order_id") == null ? "" : " " + entry.data().get("lines"))).toList();
    }

    private static String reference(LedgerEntry created) {
        return created.text("out_order_id") != null ? created.text("out_order_id") : created.text("channel_refer_id");
    }

    /**
     * @param orders Shopify order by reference
     * @return pieces that stand and are paid, by Shopify order, product and variant
     */
    static Map<String, Integer> paidPieces(Ledger ledger, Map<String, String> orders) {
        Set<String> paid = ids(ledger.paid());
        Map<String, Integer> pieces = new TreeMap<>();
        for (LedgerEntry created : ledger.created()) {
            if (paid.contains(created.tradeId())) {
                String order = orders.get(reference(created));
                for (JsonNode line : created.data().get("lines")) {
                    pieces.merge(order + " " + line.get("product_id").asText() + " " + line.path("sku_id").asText(),
                            line.get("quantity").asInt(), Integer::sum);
                }
            }
        }
        return pieces;
    }

    /** Every reference stands for one supplier order, every supplier order was paid at most once and none that was cancelled. */
    static void requireNoDoubles(Ledger ledger) {
        assertThat(standing(ledger)).as("references of standing orders").doesNotHaveDuplicates();
        assertThat(ledger.paid()).extracting(LedgerEntry::tradeId).as("paid orders").doesNotHaveDuplicates();
        assertThat(ids(ledger.cancelled())).as("cancelled orders").noneMatch(ids(ledger.paid())::contains);
    }

    /** No piece of an order is fulfilled twice in the shop, and no parcel stands in two fulfilments. */
    static void requireFulfilledOnce(Ledger ledger) {
        assertThat(ledger.ofKind("shop_fulfilled")).extracting(entry -> entry.text("order_id") + " "
                + entry.data().get("numbers") + " " + entry.data().get("lines").findValuesAsText("line_item_id"))
                .as("fulfilments in the shop").doesNotHaveDuplicates();
    }

    /** No doubles, and everything that stands is paid. */
    static void requireEachBoughtOnce(Ledger ledger) {
        requireNoDoubles(ledger);
        assertThat(ids(ledger.paid())).as("paid orders").hasSameSizeAs(standing(ledger)).isNotEmpty();
    }

    private static Set<String> ids(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::tradeId).collect(Collectors.toSet());
    }
}
