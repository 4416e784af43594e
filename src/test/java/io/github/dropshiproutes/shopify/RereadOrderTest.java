package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Of what happens in the shop between the last webhook and the placing, no webhook arrives in these tests. */
class RereadOrderTest extends StageTest {

    private static final String SHOP = SandboxOptions.SHOP;
    private static final String READ = "/shopify/OrderNow";

    /** The order changes in the shop, and the webhook is lost. */
    private void changeInShop(ShopifySamples order) {
        walk.sandbox().shops().take(SHOP, order.json());
    }

    @Test
    void anOrderThatStandsIsPlacedAtOnce() {
        ShopifySamples order = cups(2);

        walkedTo("paid", order);

        assertThat(ledger().calls(READ)).hasSize(1);
        assertThat(ask("SELECT count(*) FROM inbox WHERE topic = 'orders/read'", Integer.class)).isZero();
    }

    @Test
    void aCancellationWins() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("quoted", order).get("id");
        changeInShop(changed(order).cancelledAt(now()));

        resume("place-purchases");

        assertThat(awaitState(id, "cancelled")).containsEntry("reason_code", "ORDER_CANCELLED");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }

    @Test
    void anEditedQuantityWinsAndTheRestIsBoughtOnce() {
        ShopifySamples order = cups(3);
        walkedTo("quoted", order);
        changeInShop(withPieces(order, 2));

        resume("place-purchases");

        walk.awaitPurchase("paid");
        assertThat(pieces()).isEqualTo("paid 2");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void anotherAddressWins() {
        ShopifySamples order = cups(1);
        walkedTo("quoted", order);
        changeInShop(changed(order).addressField("address1", "77 Elsewhere Street"));

        resume("place-purchases");

        walk.awaitPurchase("paid");
        assertThat(ledger().calls(CREATE)).hasSize(1);
        assertThat(ledger().calls(CREATE).get(0).json()).contains("77 Elsewhere Street");
    }

    @Test
    void whatOnlyTheWebhookKnowsIsNotForgotten() {
        ShopifySamples order = cups(1);
        walkedTo("quoted", order);
        changeInShop(changed(order).addressField("address1", "77 Elsewhere Street"));

        resume("place-purchases");

        walk.awaitPurchase("paid");
        assertThat(ask("SELECT payload #>> '{client_details,user_agent}' FROM shopify_order", String.class)).contains("Mozilla");
        assertThat(ask("SELECT shopper ->> 'userAgent' FROM purchase", String.class)).contains("Mozilla");
    }

    @Test
    void aRiskWins() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("quoted", order).get("id");
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "CANCEL");

        resume("place-purchases");

        Map<String, Object> held = awaitState(id, "held");
        assertThat(held).containsEntry("reason_code", "ORDER_RISK");
        assertThat((String) held.get("reason")).contains("CANCEL");
        assertThat(ledger().calls(CREATE)).isEmpty();

        act("approve", id);
        walk.awaitPurchase("paid");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void aShopThatDoesNotAnswerIsWaitedForAndAskedAgain() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("quoted", order).get("id");
        walk.sandbox().faults().add(Fault.at(READ, FaultAction.STATUS).withHttpStatus(503));

        resume("place-purchases");

        Awaitility.await().until(() -> "HTTP_5XX".equals(purchase(id).get("reason_code")));
        assertThat(purchase(id)).containsEntry("state", "quoted").containsEntry("waits", true);
        assertThat(ledger().calls(CREATE)).isEmpty();

        walk.move(Duration.ofMinutes(2));
        walk.awaitPurchase("paid");
    }

    @Test
    void anOrderThatMayNotBeReadIsHeldAndGoesOnOnceTheShopAnswersAgain() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("quoted", order).get("id");
        walk.sandbox().faults().add(Fault.code(READ, "ACCESS_DENIED", "Access denied for order field."));

        resume("place-purchases");

        Map<String, Object> held = awaitState(id, "held");
        assertThat(held).containsEntry("reason_code", "SHOP_UNREADABLE").containsEntry("held_from", "quoted");
        assertThat((String) held.get("reason")).contains("ACCESS_DENIED");
        assertThat((String) held.get("hint")).isNotBlank();
        assertThat(ledger().calls(CREATE)).isEmpty();

        sql("UPDATE shop SET mended_at = dropship_now() + interval '1 second'");
        walk.awaitPurchase("paid");
    }

    @Test
    void anOrderThatIsGoneFromTheShopIsHeld() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("quoted", order).get("id");
        walk.sandbox().shops().forget();

        resume("place-purchases");

        assertThat(awaitState(id, "held")).containsEntry("reason_code", "ORDER_NOT_IN_SHOP");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }

    @Test
    void aShopWithoutAccessToItsAdminApiIsBoughtForByWhatIsKnown() {
        sql("INSERT INTO shop (domain, connected_at) VALUES ('second.myshopify.com', dropship_now() - interval '1 day')");

        sendFrom("second.myshopify.com", "orders/paid", cups(1).body());

        walk.awaitPurchase("paid");
        assertThat(ledger().calls(READ)).isEmpty();
    }

    @Test
    void anAnswerThatDiffersAllTheTimeIsTakenInOnce() {
        ShopifySamples order = cups(2);
        Object id = walkedTo("quoted", order).get("id");
        // An older state than the webhook's: the shop's own reading lags.
        changeInShop(cups(2).id(order.id()).updatedAt(now().minus(Duration.ofHours(1))).set("note_attributes", java.util.List.of()));

        resume("place-purchases");

        Awaitility.await().until(() -> Set.of("paid", "held", "cancelled").contains(purchase(id).get("state"))
                || purchases() > 1);
        assertThat(ask("SELECT count(*) FROM inbox WHERE topic = 'orders/read'", Integer.class)).isLessThanOrEqualTo(1);
    }

    private int purchases() {
        return walk.purchases().size();
    }
}
