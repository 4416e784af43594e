package io.github.dropshiproutes.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/** The application.yaml as shipped, under an environment of a test's own. */
final class ShippedSettings {

    /** The least a production process starts with; no secret of it is real. */
    static final Map<String, String> FIT = Map.ofEntries(
            Map.entry("SHOPIFY_SHOP", "my-store.myshopify.com"),
            Map.entry("SHOPIFY_WEBHOOK_SECRETS", "old-hush,new-hush"),
            Map.entry("SHOPIFY_ACCESS_TOKEN", "shpat-hush"),
            Map.entry("TOKEN_ENCRYPTION_KEYS", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            Map.entry("API_KEY", "api-hush"),
            Map.entry("ROUTES_DIR", "src"),
            Map.entry("CONSOLE_USERNAME", "ada"),
            Map.entry("CONSOLE_PASSWORD", "console-hush"),
            Map.entry("ALIBABA_APP_KEY", "key-hush"),
            Map.entry("ALIBABA_APP_SECRET", "secret-hush"));

    private ShippedSettings() {
    }

    static ConfigurableEnvironment under(Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment() {
            @Override
            @SuppressWarnings({"unchecked", "rawtypes"})
            public Map<String, Object> getSystemEnvironment() {
                return (Map) variables;
            }

            @Override
            protected void customizePropertySources(MutablePropertySources sources) {
                sources.addLast(new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, getSystemEnvironment()));
            }
        };
        try {
            new YamlPropertySourceLoader().load("application", new FileSystemResource("application.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }
}
