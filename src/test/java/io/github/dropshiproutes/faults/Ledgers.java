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

    static Set<String> paidTrades(Ledger ledger) {
        return ids(ledger.paid());
    }

    /** @return references of the orders that were created and not cancelled, as often as that happened */
    static List<String> standing(Ledger ledger) {
        Set<String> cancelled = ids(ledger.cancelled());
        return ledger.created().stream().filter(entry -> !cancelled.contains(entry.tradeId()))
                .map(entry -> entry.text("channel_refer_id")).toList();
    }

    /** @return pieces that stand and are paid, by Shopify order, product and variant */
    static Map<String, Integer> paidPieces(Ledger ledger) {
        Set<String> paid = ids(ledger.paid());
        Map<String, Integer> pieces = new TreeMap<>();
        for (LedgerEntry created : ledger.created()) {
            if (paid.contains(created.tradeId())) {
                String order = created.text("properties").replaceAll(".*\"orderId\":\"?(\\d+).*", "$1");
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
