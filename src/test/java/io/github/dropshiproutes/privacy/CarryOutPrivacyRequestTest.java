package io.github.dropshiproutes.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.PrivacyRequests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CarryOutPrivacyRequestTest extends PrivacyTestCase {

    private static final List<String> SENTINELS = List.of("Zenobia", "Quandary", "9 Sentinel Crescent", "zenobia@example.com", "5550199",
            "198.51.100.77", "Sentinel Unit");

    /** An order in which every personal field can be told. */
    private ShopifySamples ofZenobia() {
        return cups(2).addressField("name", "Zenobia Quandary").addressField("first_name", "Zenobia").addressField("last_name", "Quandary")
                .addressField("address1", "9 Sentinel Crescent").addressField("address2", "Sentinel Unit 4")
                .addressField("phone", "+1 310 5550199").set("email", "zenobia@example.com").set("contact_email", "zenobia@example.com")
                .set("phone", "+1 310 5550199").set("browser_ip", "198.51.100.77").set("note", "for Zenobia, please ring twice");
    }

    private void nothingIsLeft() {
        SENTINELS.forEach(sentinel -> assertThat(traces(sentinel)).as(sentinel).isZero());
    }

    @Test
    void aDeliveredOrderStaysWithoutItsCustomer() {
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        Map<String, Object> paid = walk.awaitPurchase("paid");
        assertThat(traces("Zenobia")).isPositive();

        redact(order);

        assertThat(awaitRequest("scrubbed")).containsEntry("orders", 1).containsEntry("customer_id", null);
        nothingIsLeft();
        Map<String, Object> kept = walk.purchase();
        assertThat(kept).containsEntry("reference", paid.get("reference")).containsEntry("actual_total", paid.get("actual_total"))
                .containsEntry("ship_to", null);
        assertThat((String) kept.get("state")).isIn("paid", "shipped", "delivered");
        assertThat(ask("SELECT count(*) FROM timeline WHERE what = 'the customer''s data were redacted'", Integer.class)).isPositive();
    }

    @Test
    void whatWasNotOrderedYetIsNeverOrdered() {
        pause("place-purchases");
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        walk.awaitPurchase("quoted");

        redact(order);

        awaitRequest("scrubbed");
        assertThat(walk.purchase()).containsEntry("state", "cancelled").containsEntry("reason_code", "REDACTED");
        resume("place-purchases");
        walk.send("orders/updated", changed(order));
        await().until(() -> ask("SELECT count(*) FROM inbox WHERE state = 'done' AND topic = 'orders/updated'", Integer.class) == 1);
        assertThat(ask("SELECT payload IS NULL AND NOT replan FROM shopify_order", Boolean.class)).isTrue();
        assertThat(ledger().created()).isEmpty();
    }

    @Test
    void anOpenOutcomeIsWaitedForBecauseTheAddressHelpsToSettleIt() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
        pause("settle-unknown");
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        walk.awaitPurchase("unknown");

        redact(order);

        assertThat(awaitRequest("waiting")).containsEntry("reason_code", "ORDER_UNDER_WAY");
        assertThat(walk.purchase().get("ship_to")).isNotNull();
        resume("settle-unknown");
        await().until(() -> {
            walk.move(java.time.Duration.ofSeconds(61));
            return "scrubbed".equals(requestRow().get("state"));
        });
        nothingIsLeft();
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void whatAPersonSaysWasNeverPlacedIsNotPlacedAnewForNobody() {
        pause("place-purchases");
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        String id = (String) walk.awaitPurchase("quoted").get("id");
        // As it stands when all looks have found nothing and the total is above what is placed again by itself.
        walk.jdbc().sql("UPDATE purchase SET state = 'held', held_from = 'unknown', intent = 'create', first_create_at = dropship_now(),"
                + " reason_code = 'OUTCOME_UNKNOWN', next_attempt_at = NULL WHERE id = ?").param(id).update();
        redact(order);
        awaitRequest("redacted", "scrubbed");
        assertThat(walk.purchase()).containsEntry("state", "held").containsEntry("ship_to", null);

        assertThat(walk.call("POST", "/api/orders/" + id + "/not-placed", "").statusCode()).isEqualTo(200);

        assertThat(walk.purchase()).containsEntry("state", "cancelled").containsEntry("reason_code", "REDACTED");
    }

    @Test
    void aLaterOrderOfTheCustomerIsLeftAlone() {
        pause("quote-purchases");
        ShopifySamples earlier = ofZenobia();
        ShopifySamples later = ofZenobia();
        walk.send("orders/paid", earlier);
        walk.send("orders/paid", later);
        walk.awaitPurchases(2, "planned");

        redact(earlier);

        awaitRequest("redacted", "scrubbed");
        assertThat(ask("SELECT order_id FROM purchase WHERE state = 'planned'", String.class)).isEqualTo(String.valueOf(later.id()));
        assertThat(ask("SELECT ship_to ->> 'name' FROM purchase WHERE state = 'planned'", String.class)).isEqualTo("Zenobia Quandary");
    }

    @Test
    void everythingOfAShopThatLeftIsForgotten() {
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        walk.awaitPurchase("paid");
        walk.jdbc().sql("INSERT INTO product_link (shop, sku, supplier, product_id) VALUES (?, 'MUG', 'alibaba', '1')")
                .param(SandboxOptions.SHOP).update();

        walk.send("shop/redact", ("{\"shop_id\":954889,\"shop_domain\":\"" + SandboxOptions.SHOP + "\"}").getBytes());

        awaitRequest("scrubbed");
        nothingIsLeft();
        assertThat(ask("SELECT count(*) FROM product_link", Integer.class)).isZero();
    }

    @Test
    void whatSuppliersSaidOfACustomersLinesAndTheFilesOfTheirOrdersGoToo() {
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        walk.awaitPurchase("paid");
        sql("UPDATE purchase SET attachments = '[{\"file_name\": \"zenobia-quandary.pdf\"}]'");
        sql("INSERT INTO product_link (shop, sku, supplier, product_id) VALUES (?, 'X', 'alibaba', '1')", SandboxOptions.SHOP);
        sql("""
                INSERT INTO passed_link (shop, order_id, line_item_id, link_id, reason)
                SELECT o.shop, o.order_id, '1', k.id, 'nothing is sent to Zenobia, 9 Sentinel Crescent' FROM shopify_order AS o, product_link AS k""");

        redact(order);

        awaitRequest("scrubbed");
        nothingIsLeft();
    }

    @Test
    void aRequestForDataIsLeftToAPersonAndNamesAllThatIsKept() {
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        walk.awaitPurchase("paid");

        walk.send("customers/data_request", PrivacyRequests.of(order));

        Map<String, Object> asked = awaitRequest("open");
        String data = walk.get("/api/privacy-requests/" + asked.get("id")).path("data").toString();
        assertThat(data).contains("Zenobia").contains("9 Sentinel Crescent").contains("zenobia@example.com").contains("198.51.100.77")
                .contains("given_to_suppliers");
        assertThat(walk.call("POST", "/api/privacy-requests/" + asked.get("id") + "/answered", "{}").statusCode()).isEqualTo(200);
        assertThat(walk.call("POST", "/api/privacy-requests/" + asked.get("id") + "/answered", "{}").statusCode()).isEqualTo(409);
        assertThat(walk.get("/api/privacy-requests/" + asked.get("id")).has("data")).isFalse();
        assertThat(walk.get("/api/privacy-requests?kind=customers/data_request").path("items")).hasSize(1);
    }

    @Test
    void aRequestThatCannotBeReadIsParkedAndNothingIsForgotten() {
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        walk.awaitPurchase("paid");

        walk.send("customers/redact", "{\"customer\":{\"id\":1},\"orders_to_redact\":[\"1 OR true\"]}".getBytes());

        await().until(() -> ask("SELECT count(*) FROM inbox WHERE state = 'parked' AND reason_code = 'UNREADABLE_BODY'",
                Integer.class) == 1);
        assertThat(ask("SELECT reason FROM inbox WHERE state = 'parked'", String.class)).contains("orders_to_redact");
        assertThat(traces("Zenobia")).isPositive();
    }

    @Test
    void aMessageWhoseBodyIsGoneIsNotReplayed() {
        ShopifySamples order = ofZenobia();
        walk.send("orders/paid", order);
        walk.awaitPurchase("paid");
        redact(order);
        awaitRequest("scrubbed");

        String id = ask("SELECT min(id)::text FROM inbox", String.class);

        assertThat(walk.call("POST", "/api/messages/" + id + "/replay", "").statusCode()).isEqualTo(409);
        assertThat(walk.get("/api/messages/" + id).path("emptied_at").isTextual()).isTrue();
        assertThat(walk.get("/api/messages/" + id).has("body")).isFalse();
    }
}
