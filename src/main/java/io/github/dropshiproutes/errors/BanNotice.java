package io.github.dropshiproutes.errors;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentence by which the gateway says that it refuses calls for a while: {@code this ban will last 1 seconds} on
 * {@code /rest}, {@code This ban will last for 2 more seconds} on {@code /sync}. It stands in answers of several codes
 * (as seen, even of {@code 0}), so the text counts, whatever the code is.
 */
public final class BanNotice {

    private static final Pattern TEXT = Pattern.compile("(?i)ban will last(?: for)?\\s+(\\d{1,40})\\s+(?:more\\s+)?seconds?");
    /** What an upstream says must not park an order for years. */
    private static final BigInteger LONGEST_SECONDS = BigInteger.valueOf(Duration.ofDays(1).toSeconds());

    private BanNotice() {
    }

    /**
     * @param upstreamMessage the text of an answer, may be null
     * @return how long the ban lasts, from zero to one day; empty when the text announces none
     */
    public static Optional<Duration> in(String upstreamMessage) {
        if (upstreamMessage == null) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(upstreamMessage);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(new BigInteger(matcher.group(1)).min(LONGEST_SECONDS).longValueExact()));
    }
}
