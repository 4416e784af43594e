package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.orders.StageTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadShopifyMessagesTest extends StageTest {

    @Test
    void aMessageThatAnotherWorkerHasClaimedIsLeftToItUntilItsLeaseHasPassed() {
        pause("read-shopify-messages", "quote-purchases");
        walk.send("orders/paid", cups(1));
        sql("UPDATE inbox SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + interval '20 seconds'");
        resume("read-shopify-messages");
        walk.send("orders/paid", cups(2));
        await().until(this::pieces, "planned 2"::equals);

        walk.move(Duration.ofSeconds(21));

        await().until(this::pieces, "planned 1, planned 2"::equals);
        assertThat(ask("SELECT count(*) FROM inbox WHERE state = 'done' AND claimed_until IS NULL", Integer.class)).isEqualTo(2);
    }

    @Test
    void parkedMessagesAreNotRead() {
        pause("read-shopify-messages", "quote-purchases");
        walk.send("orders/paid", cups(1));
        sql("UPDATE inbox SET state = 'parked'");
        resume("read-shopify-messages");
        walk.send("orders/paid", cups(2));

        await().until(this::pieces, "planned 2"::equals);

        assertThat(ask("SELECT count(*) FROM inbox WHERE state = 'parked'", Integer.class)).isEqualTo(1);
    }

    @Test
    void aMessageThatFailsIsTriedAgainLaterAndParkedInTheEnd() {
        pause("quote-purchases");
        // A database that refuses the row stands for any failure of our own.
        sql("ALTER TABLE shopify_order ADD CONSTRAINT test_refusal CHECK (name <> '#refused') NOT VALID");
        try {
            walk.send("orders/paid", cups(1).name("#refused"));
            await().until(() -> ask("SELECT attempts FROM inbox", Integer.class) == 1);
            assertThat(ask("SELECT state FROM inbox", String.class)).isEqualTo("new");
            assertThat(ask("SELECT next_attempt_at > dropship_now() FROM inbox", Boolean.class)).isTrue();

            sql("UPDATE inbox SET attempts = 9");
            walk.move(Duration.ofMinutes(6));

            await().until(() -> ask("SELECT state FROM inbox", String.class).equals("parked"));
            assertThat(ask("SELECT reason_code FROM inbox", String.class)).isEqualTo("INTERNAL_ERROR");
        } finally {
            sql("ALTER TABLE shopify_order DROP CONSTRAINT test_refusal");
        }
    }
}
