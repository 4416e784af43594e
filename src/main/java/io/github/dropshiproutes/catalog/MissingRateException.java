package io.github.dropshiproutes.catalog;

/** A price needs a rate that {@code guards.rates} does not have; the message says which. */
public class MissingRateException extends RuntimeException {

    MissingRateException(String from, String to) {
        super("No exchange rate between " + from + " and " + to + ": set both in guards.rates, USD for one unit of each.");
    }
}
