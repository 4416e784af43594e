package io.github.dropshiproutes.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives a Spring test a database and a data directory of its own, and the settings a start demands:
 * {@code @ContextConfiguration(initializers = FreshHouse.class)}. A test's own properties are stronger.
 */
public final class FreshHouse implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final String API_KEY = "test-api-key";
    public static final String USERNAME = "ada";
    public static final String PASSWORD = "test-console-password";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                "database.url=" + TestPostgres.freshDatabase(),
                "database.pool-size=6",
                "database.intake-pool-size=2",
                "database.budget-pool-size=2",
                "dropship.data-dir=" + dataDirectory(),
                "shopify.shop=my-store.myshopify.com",
                "shopify.webhook-secrets=test-webhook-secret",
                // Nobody listens there: a test that calls out by mistake fails instead of reaching anything.
                "shopify.base-url=http://127.0.0.1:1",
                "alibaba.base-url=http://127.0.0.1:1/rest",
                "aliexpress.base-url=http://127.0.0.1:1",
                "tokens.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "api.key=" + API_KEY,
                "console.username=" + USERNAME,
                "console.password=" + PASSWORD).applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "fresh house");
    }

    private static String dataDirectory() {
        try {
            return Files.createTempDirectory("dropship-test").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
