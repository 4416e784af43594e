package io.github.dropshiproutes.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import org.junit.jupiter.api.Test;

class CarryOutPrivacyRequestsTest extends PrivacyTestCase {

    @Test
    void requestsAreCarriedOutOnceHoweverOftenTheyAreDelivered() {
        ShopifySamples order = cups(1);
        walk.send("orders/paid", order);
        walk.awaitPurchase("paid");

        redact(order);
        redact(order);

        await().until(() -> ask("SELECT count(*) FROM privacy_request WHERE state = 'scrubbed'", Integer.class) == 2);
        assertThat(ask("SELECT count(*) FROM timeline WHERE what = 'the customer''s data were redacted'", Integer.class)).isOne();
    }

    @Test
    void aShopThatIsNotConnectedAnyMoreIsForgottenAsWell() {
        walk.jdbc().sql("INSERT INTO shopify_order (shop, order_id, payload, state) VALUES ('gone.myshopify.com', '77',"
                + " '{\"email\": \"left@example.com\"}', 'ignored')").update();
        walk.jdbc().sql("INSERT INTO privacy_request (message_id, shop, kind) VALUES (0, 'gone.myshopify.com', 'shop/redact')").update();

        awaitRequest("redacted", "scrubbed");

        assertThat(traces("left@example.com")).isZero();
    }
}
