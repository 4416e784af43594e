package io.github.dropshiproutes.api;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A message of the inbox.
 *
 * @param key   what makes two deliveries the same message
 * @param state {@code new}, {@code done}, or {@code parked} with the reason
 * @param emptiedAt when its body was removed, for its age or its customer's sake; null = it is there
 * @param body  only in the single view and only for who may act: customers' data stand in it. Text where it is no JSON
 */
@JsonInclude
@JsonNaming(SnakeCaseStrategy.class)
record MessageView(
        String id, String key, String source, String topic, String shop, String state, String reasonCode, String reason, int attempts,
        int size, Instant triggeredAt, Instant receivedAt, Instant nextAttemptAt, Instant handledAt, Instant emptiedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode body) {

    MessageView with(JsonNode content) {
        return new MessageView(id, key, source, topic, shop, state, reasonCode, reason, attempts, size, triggeredAt, receivedAt,
                nextAttemptAt, handledAt, emptiedAt, content);
    }
}
