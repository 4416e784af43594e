package io.github.dropshiproutes.orders;

import java.math.BigDecimal;

/**
 * A failure as the walk sees it, after the error table was asked.
 *
 * @param code         the upstream's code verbatim, or one of ours
 * @param kind         the class of the failure, in lower case
 * @param action       what the table says to do, in lower case with dashes
 * @param reason       the upstream's own words
 * @param hint         what a person can do
 * @param dispatch     country to quote from next, or null
 * @param delaySeconds wait before the next attempt, in seconds
 * @param exhausted    true when no further attempt is allowed
 * @param attempt      1, or 0 where nothing was attempted because the calls of the minute are used up
 */
public record Failure(String code, String kind, String action, String reason, String hint, String dispatch, BigDecimal delaySeconds,
                      boolean exhausted, int attempt) {
}
