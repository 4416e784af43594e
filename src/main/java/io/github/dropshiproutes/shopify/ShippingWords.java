package io.github.dropshiproutes.shopify;

import io.github.dropshiproutes.orders.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A supplier's words for carriers and events in Shopify's, by the data in {@code resources/shopify}. */
@Component
public class ShippingWords {

    private static final int LONGEST_NAME = 100;
    /** How far a parcel has come, the least first; what stands nowhere is a mishap, which is told as it happens. */
    private static final List<String> PROGRESS = List.of("CONFIRMED", "LABEL_PRINTED", "CARRIER_PICKED_UP", "IN_TRANSIT", "DELAYED",
            "OUT_FOR_DELIVERY", "ATTEMPTED_DELIVERY", "READY_FOR_PICKUP", "FAILURE", "DELIVERED");

    private final Properties carriers = read("carriers");
    private final Properties events = read("transit-events");
    private final String trackingUrl;
    private final Set<String> keptBack;

    /**
     * @param trackingUrl where customers follow a parcel, with {@code {number}}
     * @param keptBack    hosts, with all below them, whose pages name the buyer and are never shown to a customer
     */
    public ShippingWords(@Value("${shopify.tracking-url}") String trackingUrl,
                         @Value("${shopify.pages-kept-back}") Set<String> keptBack) {
        this.trackingUrl = trackingUrl;
        this.keptBack = keptBack;
    }

    /** @return the carrier by the name that Shopify knows, else by its own; null when the supplier names none */
    public String carrier(String supplierWord) {
        if (supplierWord == null || supplierWord.isBlank()) {
            return null;
        }
        String plain = supplierWord.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String own = supplierWord.strip().replaceAll("\\p{Cntrl}", " ");
        return carriers.getProperty(plain, own.substring(0, Math.min(own.length(), LONGEST_NAME)));
    }

    /** @return where the parcel is shown: the page that is named if customers may see it, else the configured one */
    public String url(Parcel parcel) {
        String given = parcel.url();
        if (given != null && given.length() <= 2000 && given.matches("https?://[^/\\s].*")) {
            try {
                URI page = URI.create(given);
                String host = page.getHost() == null ? null : page.getHost().toLowerCase(Locale.ROOT);
                if (host != null && keptBack.stream().noneMatch(own -> host.equals(own) || host.endsWith("." + own))) {
                    return page.toString();
                }
            } catch (IllegalArgumentException e) {
                // Not an address after all: the configured page shows the parcel as well.
                given = null;
            }
        }
        return trackingUrl.replace("{number}", URLEncoder.encode(parcel.number(), StandardCharsets.UTF_8));
    }

    /** @return what Shopify shows of parcels that travel as one fulfilment: delivered only when all are, else the furthest; or null */
    public String event(List<Parcel> parcels) {
        List<String> words = parcels.stream().map(Parcel::status).map(this::event).toList();
        boolean allDelivered = !words.isEmpty() && words.stream().allMatch("DELIVERED"::equals);
        return allDelivered ? "DELIVERED" : words.stream().filter(word -> word != null && !word.equals("DELIVERED"))
                .max((one, other) -> Integer.compare(PROGRESS.indexOf(one), PROGRESS.indexOf(other))).orElse(null);
    }

    private String event(String supplierWord) {
        return supplierWord == null ? null
                : events.getProperty(supplierWord.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"));
    }

    private static Properties read(String name) {
        Properties words = new Properties();
        try (InputStream in = ShippingWords.class.getResourceAsStream("/shopify/" + name + ".properties")) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
