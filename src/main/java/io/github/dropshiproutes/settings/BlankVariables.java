package io.github.dropshiproutes.settings;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Compose files and shells hand on what is not set as an empty text; a default should win over that. */
final class BlankVariables {

    private BlankVariables() {
    }

    /** Makes a blank variable of the real environment count as not set. */
    static void removeFrom(ConfigurableEnvironment environment) {
        String real = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(real,
                new SystemEnvironmentPropertySource(real, without(environment.getSystemEnvironment())));
    }

    /** @return the variables that are not blank */
    static Map<String, Object> without(Map<String, ?> variables) {
        Map<String, Object> kept = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (!String.valueOf(value).isBlank()) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
