package io.github.dropshiproutes.shopify;

import io.github.dropshiproutes.inbox.SigningSecrets;
import io.github.dropshiproutes.security.TokenCipher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The webhook secrets of shops that have an app of their own. A shop's secrets verify its own deliveries only, so that nobody
 * who knows those of one shop can speak for another. They are read again when a signature does not fit, at most once a second.
 */
@Component
public class ShopSecrets {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration STALE = Duration.ofSeconds(30);

    private record Read(Map<String, SigningSecrets> secrets, Instant at) {
    }

    private final JdbcClient jdbc;
    private final TokenCipher cipher;
    private final Clock clock;
    private volatile Read last;

    ShopSecrets(@Qualifier("intakeDataSource") DataSource intake, TokenCipher cipher, Clock clock) {
        this.clock = clock;
        this.jdbc = JdbcClient.create(intake);
        this.cipher = cipher;
    }

    /**
     * @param shop      whose delivery it is said to be; null = not said
     * @param signature the 32 bytes the sender gave
     * @return whether it is signed with one of the shop's own secrets
     */
    boolean signed(String shop, byte[] signature, byte[] body) {
        if (shop == null) {
            return false;
        }
        return fits(read(STALE), shop, signature, body) || fits(read(FRESH), shop, signature, body);
    }

    private static boolean fits(Read read, String shop, byte[] signature, byte[] body) {
        SigningSecrets own = read.secrets.get(shop);
        return own != null && own.signed(signature, body);
    }

    private Read read(Duration oldest) {
        Read known = last;
        if (known != null && clock.instant().isBefore(known.at.plus(oldest))) {
            return known;
        }
        Map<String, SigningSecrets> secrets = new HashMap<>();
        Instant now = clock.instant();
        jdbc.sql("SELECT domain, own_webhook_secrets FROM shop WHERE own_webhook_secrets IS NOT NULL").query((row, n) -> {
            String shop = row.getString("domain");
            return secrets.put(shop, SigningSecrets.parse(cipher.decrypt(row.getString("own_webhook_secrets"), context(shop))));
        }).list();
        last = new Read(secrets, now);
        return last;
    }

    /** @return what a shop's secrets and tokens are encrypted for */
    public static String context(String shop) {
        return "shop " + shop;
    }
}
