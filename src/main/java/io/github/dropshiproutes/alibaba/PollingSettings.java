package io.github.dropshiproutes.alibaba;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a poll needs of the block {@code polling} of {@code application.yaml}; what each key does stands there.
 */
@ConfigurationProperties("polling")
public record PollingSettings(Duration firstLook, Duration overlap) {
}
