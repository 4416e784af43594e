package io.github.dropshiproutes.bench;

import io.github.dropshiproutes.DropshipRoutesApplication;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.SpringApplication;

/** The whole product, with none of its routes but the intake's: its walk would work off what the bench sends. */
public final class RouteServer {

    private RouteServer() {
    }

    public static void main(String[] args) {
        SpringApplication.run(DropshipRoutesApplication.class, args);
    }

    /** @return what a start of the product demands, and the bench's own */
    static List<String> properties(String databaseUrl, String shop, String secret) {
        return List.of("database.url=" + databaseUrl, "database.username=postgres", "dropship.data-dir=target/bench-data",
                "shopify.shop=" + shop, "shopify.webhook-secrets=" + secret, "api.key=bench-api-key", "console.username=bench",
                "console.password=bench-password", "tokens.encryption-keys=" + Base64.getEncoder().encodeToString(new byte[32]),
                "camel.main.routes-include-pattern=file:routes/shopify/receive-shopify-webhook.camel.yaml,"
                        + "file:routes/errors/intake-failures.camel.yaml");
    }
}
