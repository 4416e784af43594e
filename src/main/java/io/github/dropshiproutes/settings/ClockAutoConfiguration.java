package io.github.dropshiproutes.settings;

import java.time.Clock;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The one clock of the application; an auto-configuration, so that a test's own clock is always seen first. */
@AutoConfiguration
public class ClockAutoConfiguration {

    /** @return the system's time in UTC */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
