package io.github.dropshiproutes.orders;

/**
 * One parcel of a purchase.
 *
 * @param carrier who carries it, or null
 * @param number  tracking number
 * @param url     where the supplier shows it, or null
 * @param status  the carrier's latest event code, or null
 */
public record Parcel(String carrier, String number, String url, String status) {
}
