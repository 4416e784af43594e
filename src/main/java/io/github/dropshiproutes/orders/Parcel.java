package io.github.dropshiproutes.orders;

import java.time.Instant;
import java.util.Map;

/**
 * One parcel of a purchase.
 *
 * @param carrier who carries it, or null
 * @param number  tracking number
 * @param url     where the supplier shows it, or null
 * @param status  the carrier's latest event, or null
 * @param eta     when it is expected to arrive, or null
 * @param pieces  what is in it: by the supplier's {@code product:sku} as a room reads it, by the shop's line item id as the purchase
 *                keeps it; null when nobody says
 */
public record Parcel(String carrier, String number, String url, String status, Instant eta, Map<String, Integer> pieces) {

    /** A parcel of which nobody says when it arrives, or what is in it. */
    public Parcel(String carrier, String number, String url, String status) {
        this(carrier, number, url, status, null, null);
    }

    /** @return the same parcel with these pieces in it */
    public Parcel holding(Map<String, Integer> other) {
        return new Parcel(carrier, number, url, status, eta, other);
    }
}
