package io.github.dropshiproutes.suppliers;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The waits of the block {@code calls} of {@code application.yaml}; what each key does stands there. */
@ConfigurationProperties("calls")
public record CallSettings(@DefaultValue List<Duration> readRetryDelays) {
}
