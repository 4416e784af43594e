package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AssessOrderTest extends StageTest {

    private static final String SHOP = SandboxOptions.SHOP;

    private static byte[] assessment(ShopifySamples order, String level) {
        return ("{\"provider_id\":null,\"provider_title\":\"Shopify\",\"risk_level\":\"" + level + "\",\"created_at\":null,\"order_id\":"
                + order.id() + ",\"admin_graphql_api_order_id\":null}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theShopsOwnRecommendationHoldsTheOrderUntilAPersonApproves() {
        pause("quote-purchases");
        ShopifySamples order = cups(1);
        plan("orders/paid", order);
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "INVESTIGATE");

        walk.send("orders/risk_assessment_changed", assessment(order, "medium"));

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "ORDER_RISK").containsEntry("held_from", "planned");
        assertThat((String) held.get("hint")).contains("approve");

        resume("quote-purchases");
        act("approve", held.get("id"));
        walk.awaitPurchase("paid");
    }

    @Test
    void aRecommendationToAcceptChangesNothing() {
        pause("quote-purchases");
        ShopifySamples order = cups(1);
        plan("orders/paid", order);

        walk.send("orders/risk_assessment_changed", assessment(order, "high"));
        awaitPlanned();

        assertThat(pieces()).isEqualTo("planned 1");
        assertThat(ask("SELECT string_agg(state, ',') FROM inbox", String.class)).doesNotContain("parked", "new");
    }

    @Test
    void aWorseRecommendationThanTheApprovedOneHoldsAgain() {
        pause("quote-purchases");
        ShopifySamples order = cups(1);
        plan("orders/paid", order);
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "INVESTIGATE");
        walk.send("orders/risk_assessment_changed", assessment(order, "medium"));
        Object id = walk.awaitPurchase("held").get("id");
        act("approve", id);
        awaitPlanned();
        walk.awaitPurchase("planned");

        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "CANCEL");
        walk.send("orders/risk_assessment_changed", assessment(order, "high"));

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "ORDER_RISK");
    }

    @Test
    void whatIsHeldForItsRiskIsNotRetriedIntoBuying() {
        pause("quote-purchases");
        ShopifySamples order = cups(1);
        plan("orders/paid", order);
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "CANCEL");
        walk.send("orders/risk_assessment_changed", assessment(order, "high"));
        Object id = walk.awaitPurchase("held").get("id");

        assertThat(walk.call("POST", "/api/orders/" + id + "/retry", "").statusCode()).isEqualTo(409);
        assertThat(walk.call("POST", "/api/orders/" + id + "/requote", "").statusCode()).isEqualTo(409);
        assertThat(walk.get("/api/orders/" + id).get("actions").toString()).contains("approve", "cancel");
    }

    @Test
    void aPlacedOrderIsNotPaidWhileItIsRisky() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "CANCEL");

        walk.send("orders/risk_assessment_changed", assessment(order, "high"));
        assertThat(awaitState(id, "held")).containsEntry("reason_code", "ORDER_RISK").containsEntry("held_from", "placed");
        resume("pay-purchases");
        assertThat(ledger().calls(PAY)).isEmpty();

        act("approve", id);
        walk.awaitPurchase("paid");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void anOrderThatIsPaidAlreadyIsPointedOutToAPerson() {
        pause("track-purchases");
        ShopifySamples order = cups(1);
        Object id = walkedTo("paid", order).get("id");
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "CANCEL");

        walk.send("orders/risk_assessment_changed", assessment(order, "high"));

        Awaitility.await().until(() -> "CHANGED_AFTER_PAYMENT".equals(purchase(id).get("reason_code")));
        assertThat((String) purchase(id).get("reason")).contains("risky");
    }

    @Test
    void withoutAccessToTheShopAHighRiskIsLookedIntoByAPerson() {
        pause("quote-purchases");
        sql("INSERT INTO shop (domain, connected_at) VALUES ('second.myshopify.com', dropship_now() - interval '1 day')");
        ShopifySamples order = cups(1);
        sendFrom("second.myshopify.com", "orders/paid", order.body());
        awaitPlanned();

        sendFrom("second.myshopify.com", "orders/risk_assessment_changed", assessment(order, "low"));
        awaitPlanned();
        assertThat(pieces()).isEqualTo("planned 1");
        sendFrom("second.myshopify.com", "orders/risk_assessment_changed", assessment(order, "high"));

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "ORDER_RISK");
    }

    @Test
    void anAssessmentWithoutAnOrderIsParked() {
        walk.send("orders/risk_assessment_changed", "{\"risk_level\":\"high\"}".getBytes(StandardCharsets.UTF_8));

        Awaitility.await().until(() -> ask("SELECT string_agg(state, ',') FROM inbox", String.class).equals("parked"));
        assertThat(ask("SELECT reason FROM inbox", String.class)).contains("order_id");
    }
}
