package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PlanOrdersTest extends StageTest {

    @Test
    void anOrderThatCannotBePlannedIsTriedAgainLaterAndHoldsUpNoOther() {
        pause("quote-purchases");
        // A database that refuses the row stands for any failure of our own.
        sql("ALTER TABLE purchase ADD CONSTRAINT test_refusal CHECK (order_name <> '#refused') NOT VALID");
        ShopifySamples refused = cups(1).name("#refused");
        try {
            walk.send("orders/paid", refused);
            Awaitility.await().until(() -> ask("SELECT count(*) FROM shopify_order WHERE attempts = 1", Integer.class) == 1);
            walk.send("orders/paid", cups(2));
            Awaitility.await().until(this::pieces, "planned 2"::equals);
            assertThat(orderRow(refused)).containsEntry("state", "new").containsEntry("reason_code", "INTERNAL_ERROR")
                    .containsEntry("replan", true);
        } finally {
            sql("ALTER TABLE purchase DROP CONSTRAINT test_refusal");
        }

        walk.move(Duration.ofMinutes(1));

        Awaitility.await().until(this::pieces, "planned 1, planned 2"::equals);
        assertThat(orderRow(refused)).containsEntry("state", "buying").containsEntry("reason_code", null).containsEntry("attempts", 0);
    }

    @Test
    void anOrderThatAnotherWorkerHasClaimedIsLeftToItUntilItsLeaseHasPassed() {
        pause("plan-orders", "quote-purchases");
        ShopifySamples order = cups(1);
        walk.send("orders/paid", order);
        Awaitility.await().until(() -> ask("SELECT count(*) FROM shopify_order WHERE replan", Integer.class) == 1);
        sql("UPDATE shopify_order SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + interval '20 seconds'");
        resume("plan-orders");
        walk.send("orders/paid", cups(2));
        Awaitility.await().until(this::pieces, "planned 2"::equals);

        walk.move(Duration.ofSeconds(21));

        Awaitility.await().until(this::pieces, "planned 1, planned 2"::equals);
    }
}
