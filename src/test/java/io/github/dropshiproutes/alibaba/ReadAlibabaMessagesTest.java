package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadAlibabaMessagesTest extends PushTestCase {

    @Test
    void aMessageThatAnotherWorkerHasClaimedIsLeftToItUntilItsLeaseHasPassed() {
        pause("read-alibaba-messages");
        pushOrder(3, "1", "unpay");
        sql("UPDATE inbox SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + interval '20 seconds'");
        resume("read-alibaba-messages");
        pushOrder(3, "2", "unpay");
        await().until(() -> ask("SELECT coalesce(string_agg(trade_id, ','), '') FROM foreign_trade", String.class), "2"::equals);

        walk.move(Duration.ofSeconds(21));

        await().until(() -> ask("SELECT count(*) FROM foreign_trade", Integer.class) == 2);
    }

    @Test
    void aMessageThatFailsIsTriedAgainLaterAndParkedInTheEnd() {
        // A database that refuses the row stands for any failure of our own.
        sql("ALTER TABLE foreign_trade ADD CONSTRAINT test_refusal CHECK (trade_id <> '13') NOT VALID");
        try {
            pushOrder(3, "13", "unpay");
            await().until(() -> ask("SELECT attempts FROM inbox", Integer.class) == 1);
            assertThat(ask("SELECT state FROM inbox", String.class)).isEqualTo("new");

            sql("UPDATE inbox SET attempts = 9");
            walk.move(Duration.ofMinutes(6));

            await().until(() -> ask("SELECT state FROM inbox", String.class).equals("parked"));
        } finally {
            sql("ALTER TABLE foreign_trade DROP CONSTRAINT test_refusal");
        }
    }

    @Test
    void parkedMessagesAreNotRead() {
        push("{\"message_type\":99}");
        pushOrder(3, "2", "unpay");
        await().until(this::allRead);

        assertThat(ask("SELECT count(*) FROM inbox WHERE state = 'parked'", Integer.class)).isEqualTo(1);
    }
}
