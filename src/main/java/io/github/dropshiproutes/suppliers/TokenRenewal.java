package io.github.dropshiproutes.suppliers;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When tokens are renewed: the block {@code tokens.renewal} of {@code application.yaml}, where the rule is written down.
 *
 * @param ahead     how long before its end a token is renewed
 * @param share     the same as a share of its life, from 0 to 1; the shorter of both counts
 * @param longLife  tokens that live longer are long-lived
 * @param longAhead how long before its end a long-lived token is renewed
 */
@ConfigurationProperties("tokens.renewal")
public record TokenRenewal(Duration ahead, double share, Duration longLife, Duration longAhead) {

    /** @throws IllegalArgumentException when a token would be renewed before it is given, or after its end */
    public TokenRenewal {
        if (ahead.isNegative() || !(share >= 0 && share < 1) || longAhead.isNegative() || longAhead.compareTo(longLife) > 0) {
            throw new IllegalArgumentException("tokens.renewal: ahead and long-ahead must not be negative, long-ahead not above long-life,"
                    + " share from 0 to below 1");
        }
    }

    /** @return when a token that is given {@code now} and ends at {@code expires} is renewed */
    public Instant at(Instant now, Instant expires) {
        Duration life = Duration.between(now, expires);
        if (life.compareTo(longLife) > 0) {
            return expires.minus(longAhead);
        }
        Duration relative = Duration.ofMillis(Math.round(life.toMillis() * share));
        return expires.minus(relative.compareTo(ahead) < 0 ? relative : ahead);
    }
}
