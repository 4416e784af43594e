package io.github.dropshiproutes.settings;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.boot.convert.DurationStyle;

/** What a setting's value has to look like, and the words for it. The value itself is never repeated: it may be a secret. */
enum Format {

    TEXT("text", value -> true),
    DIRECTORY("a directory that exists", value -> Files.isDirectory(Path.of(value))),
    PORT("a port from 0 to 65535", value -> value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65535),
    BOOLEAN("true or false", Set.of("true", "false")::contains),
    PAYMENT("auto, manual or off", Set.of("auto", "manual", "off")::contains),
    PAYMENT_METHOD("CREDIT_CARD or PAYPAL", Set.of("CREDIT_CARD", "PAYPAL")::contains),
    PUBLIC_IP("a public IPv4 or IPv6 address", Format::isPublicAddress),
    SEARCH("dropshipping or affiliate", Set.of("dropshipping", "affiliate")::contains),
    SHOP("a shop's own domain such as my-store.myshopify.com", value -> value.matches("(?i)[a-z0-9][a-z0-9-]*\\.myshopify\\.com")),
    API_VERSION("a version such as 2026-10", value -> value.matches("20[0-9]{2}-[0-9]{2}|unstable")),
    JDBC_URL("a URL that begins with jdbc:postgresql:", value -> value.startsWith("jdbc:postgresql:")),
    URL("an absolute http or https URL", Format::isUrl),
    SHOP_URL("an absolute http or https URL, with {shop} where the shop's domain belongs", value -> isUrl(value.replace("{shop}", "shop"))),
    REST_URL("an absolute http or https URL that ends in /rest", value -> isUrl(value) && value.endsWith("/rest")),
    BARE_URL("an absolute http or https URL without /rest or /sync at its end",
            value -> isUrl(value) && !value.matches(".*/(rest|sync)/?")),
    KEYS("a comma-separated list of base64 keys of 256 bits each", Format::areKeys),
    BEARER("free of spaces and control characters", value -> value.matches("[\\x21-\\x7e]+")),
    USERNAME("free of colons and control characters", value -> value.matches("[^:\\p{Cntrl}]+")),
    // bcrypt reads 72 bytes; what stands behind them would be ignored without a word.
    PASSWORD("at most 72 bytes long", value -> value.getBytes(StandardCharsets.UTF_8).length <= 72),
    INSTANT("a time such as 2026-11-22T00:00:00Z", value -> reads(() -> Instant.parse(value))),
    DURATION("a duration such as 30s or 10m", value -> isDuration(value, Duration.ZERO)),
    INTERVAL("a duration of at least 1s", value -> isDuration(value, Duration.ofSeconds(1))),
    AMOUNT("an amount such as 500 or 99.50, not negative", value -> isNumber(value, "0", "1000000000")),
    PERCENT("a percentage from 0 to 100", value -> isNumber(value, "0", "100")),
    MARGIN("a percentage from -100 to 100", value -> isNumber(value, "-100", "100"));

    private final String words;
    private final Predicate<String> test;

    Format(String words, Predicate<String> test) {
        this.words = words;
        this.test = test;
    }

    /** @return true when the value is fit to be used */
    boolean fits(String value) {
        return test.test(value);
    }

    /** @return what is expected, to follow the word "expected" */
    String words() {
        return words;
    }

    private static boolean isUrl(String value) {
        return reads(() -> {
            URI uri = URI.create(value);
            if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
                throw new IllegalArgumentException();
            }
        });
    }

    // Only digits, dots, colons and hex letters: anything else would be looked up as a name.
    private static boolean isPublicAddress(String value) {
        return value.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") && reads(() -> {
            InetAddress address = address(value);
            if (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()) {
                throw new IllegalArgumentException();
            }
        });
    }

    private static boolean areKeys(String value) {
        return reads(() -> {
            for (String key : value.split(",", -1)) {
                if (Base64.getDecoder().decode(key.strip()).length != 32) {
                    throw new IllegalArgumentException();
                }
            }
        });
    }

    private static boolean isDuration(String value, Duration least) {
        return reads(() -> {
            if (DurationStyle.detectAndParse(value).compareTo(least) < 0) {
                throw new IllegalArgumentException();
            }
        });
    }

    private static boolean isNumber(String value, String least, String most) {
        return value.matches("-?[0-9]{1,10}(\\.[0-9]{1,6})?") && new BigDecimal(value).compareTo(new BigDecimal(least)) >= 0
                && new BigDecimal(value).compareTo(new BigDecimal(most)) <= 0;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean reads(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }
}
