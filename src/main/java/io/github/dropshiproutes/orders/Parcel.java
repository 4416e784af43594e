package io.github.dropshiproutes.orders;

import java.time.Instant;

/**
 * One parcel of a purchase.
 *
 * @param carrier who carries it, or null
 * @param number  tracking number
 * @param url     where the supplier shows it, or null
 * @param status  the carrier's latest event, or null
 * @param eta     when it is expected to arrive, or null
 */
public record Parcel(String carrier, String number, String url, String status, Instant eta) {

    /** A parcel of which nobody says when it arrives. */
    public Parcel(String carrier, String number, String url, String status) {
        this(carrier, number, url, status, null);
    }
}
