package io.github.dropshiproutes.facade;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The block {@code facade} of {@code application.yaml}; what each key does stands there.
 */
@ConfigurationProperties("facade")
public record FacadeSettings(String country, String productType, Map<String, String> scenes, int mostPerPage, int mostFound,
                             int mostExpanded, Map<String, Life> cache) {

    /** How long answers of one kind are remembered, and how much of them. */
    public record Life(Duration life, DataSize mostBytes) {
    }
}
