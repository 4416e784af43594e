package io.github.dropshiproutes.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * What one would write by hand: a lean Spring MVC application without security, management or Camel, whose controller
 * verifies the signature and stores the webhook with one INSERT over a pool of ten connections.
 */
@Configuration(proxyBeanMethods = false)
@Profile(ControllerServer.PROFILE)
@ImportAutoConfiguration({ServletWebServerFactoryAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class})
public class ControllerServer {

    /** Keeps both classes out of the product's own component scan. */
    static final String PROFILE = "bench-controller";

    public static void main(String[] args) {
        SpringApplication.run(new Class<?>[] {ControllerServer.class, Webhooks.class}, args);
    }

    @RestController
    @Profile(PROFILE)
    static class Webhooks {

        private static final String INSERT = """
                INSERT INTO inbox (message_key, source, topic, shop, triggered_at, body)
                VALUES (?, 'shopify', ?, ?, ?::timestamptz, ?) ON CONFLICT (message_key) DO NOTHING""";

        private final JdbcTemplate jdbc;
        private final byte[] secret;

        Webhooks(JdbcTemplate jdbc, @Value("${shopify.webhook-secrets}") String secret) {
            this.jdbc = jdbc;
            this.secret = secret.getBytes(StandardCharsets.UTF_8);
        }

        @PostMapping("/webhook/shopify")
        ResponseEntity<String> receive(@RequestBody byte[] body, @RequestHeader("X-Shopify-Hmac-Sha256") String signature,
                                       @RequestHeader("X-Shopify-Topic") String topic,
                                       @RequestHeader("X-Shopify-Shop-Domain") String shop,
                                       @RequestHeader("X-Shopify-Webhook-Id") String id,
                                       @RequestHeader("X-Shopify-Triggered-At") String triggeredAt) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            if (!MessageDigest.isEqual(mac.doFinal(body), Base64.getDecoder().decode(signature))) {
                return ResponseEntity.status(401).build();
            }
            jdbc.update(INSERT, "shopify:" + shop + ":" + id, topic, shop, triggeredAt, body);
            return ResponseEntity.ok("accepted");
        }
    }
}
