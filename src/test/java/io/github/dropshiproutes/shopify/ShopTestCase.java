package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests of the write-back share: a purchase that has shipped, and what then stands in the shop. */
public abstract class ShopTestCase extends StageTest {

    protected static final String SHOP = SandboxOptions.SHOP;
    protected static final String CREATED = "/shopify/FulfillmentCreate";
    protected static final String HOLD = "/shopify/FulfillmentOrderHold";
    protected static final String CANCELLED = "/shopify/OrderCancel";

    /** @return one parcel as the purchase keeps it */
    protected static String parcel(String carrier, String number, String status) {
        return "{\"carrier\":\"%s\",\"number\":\"%s\",\"status\":\"%s\"}".formatted(carrier, number, status);
    }

    /** Takes an order to paid; nothing but the write-back moves on from there. */
    protected final Object paid(ShopifySamples order) {
        pause("track-purchases");
        return walkedTo("paid", order).get("id");
    }

    /** The supplier has shipped the only purchase in these parcels. */
    protected final void ship(Object id, String... parcels) {
        sql("UPDATE purchase SET state = 'shipped', tracking = CAST(? AS jsonb), what = 'shipped says the supplier' WHERE id = ?",
                "[" + String.join(",", parcels) + "]", id);
    }

    /** What the shop wants done when a supplier closes an order by itself. */
    protected final void onSupplierCancel(String wish) {
        HttpResponse<String> answer = walk.call("PUT", "/api/shops/" + SHOP, "{\"on_supplier_cancel\":\"" + wish + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The supplier closes the order of a paid purchase, and the walk looks at it. */
    protected final void closedBySupplier(Object id) {
        walk.sandbox().trades().force(tradeId(id), "trade_close");
        sql("UPDATE purchase SET next_attempt_at = dropship_now() WHERE id = ?", id);
        staged("track-purchase", handed("track", "paid,held"));
        assertThat(purchase(id)).containsEntry("state", "closed").containsEntry("reason_code", "CLOSED_BY_SUPPLIER");
    }

    /** @return a paid purchase of that shop whose write-back has nothing to do, closed by the supplier then */
    protected final Object closed(ShopifySamples order, String wish) {
        Object id = waiting(order, wish);
        closedBySupplier(id);
        return id;
    }

    /** Takes an order to where its parcel is waited for. @param wish what its shop wants when the supplier closes it */
    protected final Object waiting(ShopifySamples order, String wish) {
        onSupplierCancel(wish);
        Object id = paid(order);
        awaitWriteBack(id, "waiting");
        return id;
    }

    /** Takes an order of two sellers to paid. @return the purchases' ids: of the first line, of the second */
    protected final List<Object> bothPaid(ShopifySamples order) {
        pause("track-purchases");
        walk.send("orders/paid", order);
        await().until(() -> ask("SELECT count(*) FROM fulfilment WHERE state = 'waiting' AND claimed_until IS NULL", Integer.class) == 2);
        return List.copyOf(walk.jdbc().sql("SELECT purchase_id FROM purchase_line ORDER BY line_item_id").query(String.class).list());
    }

    /** @return the shop's fulfilment orders in that state */
    protected final List<JsonNode> fulfilmentOrders(ShopifySamples order, String status) {
        List<JsonNode> found = new ArrayList<>();
        shopOrder(order).get("fulfillmentOrders").forEach(one -> {
            if (one.get("status").asText().equals(status)) {
                found.add(one);
            }
        });
        return found;
    }

    protected final Object shipped(ShopifySamples order, String... parcels) {
        Object id = paid(order);
        ship(id, parcels);
        return id;
    }

    protected final Map<String, Object> row(Object id) {
        return walk.jdbc().sql("SELECT *, next_attempt_at - dropship_now() > interval '0' AS waits FROM fulfilment WHERE purchase_id = ?")
                .param(id).query().singleRow();
    }

    /** Waits until the write-back stands there and nobody works on it. */
    protected final Map<String, Object> awaitWriteBack(Object id, String state) {
        await().until(() -> {
            List<Map<String, Object>> rows = walk.jdbc().sql("SELECT * FROM fulfilment WHERE purchase_id = ?").param(id).query().listOfRows();
            return rows.isEmpty() ? "none" : rows.get(0).get("state") + (rows.get(0).get("claimed_until") == null ? "" : ", claimed")
                    + (state.equals(rows.get(0).get("state")) ? "" : ": " + rows.get(0).get("reason"));
        }, state::equals);
        return row(id);
    }

    /** @return the order as it stands in the shop */
    protected final JsonNode shopOrder(ShopifySamples order) {
        return walk.sandbox().shops().order(SHOP, order.id());
    }

    /** @return what was fulfilled in the shop, by whomever */
    protected final List<LedgerEntry> fulfilled() {
        return ledger().ofKind("shop_fulfilled");
    }

    protected final void fail(String operation, FaultAction action) {
        walk.sandbox().faults().add(Fault.at("/shopify/" + operation, action));
    }

    protected static void assertHeld(Map<String, Object> row, String code) {
        assertThat(row).containsEntry("reason_code", code).containsEntry("waits", true);
        assertThat(row.get("hint")).isNotNull();
    }
}
