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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the write-back share: a purchase that has shipped, and what then stands in the shop. */
public abstract class ShopTestCase extends StageTest {

    protected static final String SHOP = SandboxOptions.SHOP;
    protected static final String CREATED = "/shopify/FulfillmentCreate";

    @AfterEach
    void leaveTheShopAlone() {
        sql("UPDATE fulfilment SET next_attempt_at = NULL");
        await().until(() -> ask("SELECT count(*) FROM fulfilment WHERE claimed_until > dropship_now()", Integer.class) == 0);
    }

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
