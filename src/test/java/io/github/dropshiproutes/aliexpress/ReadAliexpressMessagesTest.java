package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Stored pushes are read, each once, whoever else runs. */
class ReadAliexpressMessagesTest extends AliExpressTestCase {

    @Test
    void whatWaitsIsReadAndNothingElse() {
        pause("read-aliexpress-messages");
        for (String source : new String[] {"aliexpress", "other"}) {
            walk.jdbc().sql("INSERT INTO inbox (message_key, source, topic, body) VALUES (?, ?, '53/order', ?)")
                    .params(source, source, "{\"data\":{\"orderId\":1,\"orderStatus\":\"OrderShipped\"}}".getBytes(
                            java.nio.charset.StandardCharsets.UTF_8)).update();
        }
        resume("read-aliexpress-messages");

        await().until(() -> ask("SELECT state FROM inbox WHERE source = 'aliexpress'", String.class).equals("done"));
        assertThat(ask("SELECT state FROM inbox WHERE source = 'other'", String.class)).isEqualTo("new");
    }
}
