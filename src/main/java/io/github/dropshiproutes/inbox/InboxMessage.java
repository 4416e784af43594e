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
}
