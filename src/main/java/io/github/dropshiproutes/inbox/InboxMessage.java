package io.github.dropshiproutes.inbox;

import java.time.Instant;

/**
 * One message as it is kept.
 *
 * @param key         what makes two deliveries the same message, unique over all sources
 * @param source      {@code shopify}, {@code alibaba} or {@code aliexpress}
 * @param topic       what the sender calls the event, or null
 * @param shop        the shop it is about, or null
 * @param triggeredAt when the sender says it happened, or null
 * @param body        the raw bytes as signed
 * @param reasonCode  why it is parked instead of handled, UPPER_SNAKE, or null
 * @param reason      the same in words, or null
 */
public record InboxMessage(String key, String source, String topic, String shop, Instant triggeredAt, byte[] body,
                           String reasonCode, String reason) {

    /** Leaves NULs out of the texts, which PostgreSQL cannot hold. */
    public InboxMessage {
        key = storable(key);
        source = storable(source);
        topic = storable(topic);
        shop = storable(shop);
        reasonCode = storable(reasonCode);
        reason = storable(reason);
    }

    private static String storable(String text) {
        return text == null ? null : text.replace("\0", "");
    }
}
