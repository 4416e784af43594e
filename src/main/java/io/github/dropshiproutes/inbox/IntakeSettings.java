package io.github.dropshiproutes.inbox;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings {@code intake.*}; {@code application.yaml} says what each does and when to change it.
 *
 * @param writers           threads that store messages
 * @param batchSize         most messages in one statement
 * @param queueSize         most messages that wait for a writer
 * @param storeWithin       how long a sender waits for its message to be stored
 * @param readWithin        how long a body may take to arrive
 * @param maxBody           the largest body of one message
 * @param maxBytesInFlight  the largest sum of bodies in memory
 * @param retryAfterSeconds what a sender is told to wait when its message could not be stored
 * @param alarm             when too many deliveries fail
 */
@ConfigurationProperties("intake")
public record IntakeSettings(int writers, int batchSize, int queueSize, Duration storeWithin, Duration readWithin,
                             DataSize maxBody, DataSize maxBytesInFlight, int retryAfterSeconds, Alarm alarm) {

    /**
     * When too many deliveries fail.
     *
     * @param percent  the share of failed deliveries that is still bearable
     * @param least    fewer deliveries within the window say nothing
     * @param window   how far back deliveries count
     * @param patience how long each sender waits for an answer
     */
    public record Alarm(int percent, int least, Duration window, Map<String, Duration> patience) {
    }
}
