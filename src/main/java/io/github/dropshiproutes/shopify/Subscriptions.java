package io.github.dropshiproutes.shopify;

import io.github.dropshiproutes.errors.SupplierException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** A look at one shop's webhook subscriptions. It belongs to one exchange. */
public final class Subscriptions {

    private final String shop;
    private final UUID claimId;
    private final boolean possible;
    /** Topics in Shopify's own words, such as {@code ORDERS_PAID}, that no subscription was found for yet. */
    private final Deque<String> missing = new ArrayDeque<>();
    private String cursor;
    private boolean listed;
    private SupplierException refusal;

    /** @param possible whether Shopify can reach us at all */
    Subscriptions(String shop, UUID claimId, boolean possible, Iterable<String> wanted) {
        this.shop = shop;
        this.claimId = claimId;
        this.possible = possible;
        this.listed = !possible;
        wanted.forEach(missing::add);
    }

    public String getShop() {
        return shop;
    }

    public UUID getClaimId() {
        return claimId;
    }

    public String getState() {
        return possible ? "kept" : "off";
    }

    /** @return whether another page has to be read */
    public boolean isUnfinished() {
        return !listed;
    }

    /** @return whether a topic is left to be subscribed to */
    public boolean isIncomplete() {
        return possible && !missing.isEmpty();
    }

    String cursor() {
        return cursor;
    }

    void found(String topic) {
        missing.remove(topic);
    }

    /** @param next where the next page begins, or null after the last one */
    void read(String next) {
        listed = next == null;
        cursor = next;
    }

    /** Keeps the first refusal of a topic. */
    void refused(SupplierException failure) {
        refusal = refusal == null ? failure : refusal;
    }

    SupplierException refusal() {
        return refusal;
    }

    String next() {
        return missing.poll();
    }
}
