package io.github.dropshiproutes.shopify;

import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** A walk that Shopify can reach by a public address, and a shop that nothing is subscribed in. */
abstract class SubscriptionTestCase {

    static final String CREATE = "/shopify/WebhookSubscriptionCreate";
    static final String ADDRESS = "https://dropship.example.com/webhook/shopify";
    static Walk walk;

    @BeforeEach
    void unsubscribed() {
        if (walk == null) {
            walk = Walk.started(Map.of("dropship.public-url", "https://dropship.example.com/"));
        }
        walk.jdbc().sql("UPDATE shop SET next_subscriptions_at = dropship_now() + interval '1 day'").update();
        await().atMost(Duration.ofSeconds(30)).until(() -> walk.jdbc()
                .sql("SELECT count(*) FROM shop WHERE subscriptions_claimed_until > dropship_now()").query(Integer.class).single() == 0);
        walk.reset();
    }

    @AfterAll
    static void stop() {
        walk.close();
        walk = null;
    }
}
