package io.github.dropshiproutes.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class ScrubDatabaseTest extends PrivacyTestCase {

    @Test
    void whatIsRedactedIsVacuumedAndWhatIsNotIsLeftAlone() {
        walk.jdbc().sql("INSERT INTO privacy_request (message_id, shop, kind, state, next_attempt_at) VALUES"
                + " (1, 's', 'customers/redact', 'redacted', NULL), (2, 's', 'customers/data_request', 'open', NULL)").update();

        await().until(() -> ask("SELECT count(*) FROM privacy_request WHERE state = 'scrubbed'", Integer.class) == 1);

        assertThat(ask("SELECT state FROM privacy_request WHERE message_id = 2", String.class)).isEqualTo("open");
        await().until(() -> ask("SELECT coalesce(max(vacuum_count), 0) FROM pg_stat_user_tables WHERE relname = 'purchase'",
                Integer.class) > 0);
    }
}
