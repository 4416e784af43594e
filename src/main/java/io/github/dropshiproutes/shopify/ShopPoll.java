package io.github.dropshiproutes.shopify;

import java.time.Instant;
import java.util.UUID;

/** One poll of a shop's changed orders, page by page. It belongs to one exchange. */
public final class ShopPoll {

    private final String shop;
    private final UUID claimId;
    private final Instant since;
    private final Instant startedAt;
    private final boolean uninstalled;
    private String cursor;
    private boolean finished;

    /** @param since the earliest change that is asked for; @param startedAt the database's time, to which the cursor moves */
    ShopPoll(String shop, UUID claimId, Instant since, Instant startedAt, boolean uninstalled) {
        this.shop = shop;
        this.claimId = claimId;
        this.since = since;
        this.startedAt = startedAt;
        this.uninstalled = uninstalled;
    }

    public String getShop() {
        return shop;
    }

    public UUID getClaimId() {
        return claimId;
    }

    Instant since() {
        return since;
    }

    public String getStartedAt() {
        return startedAt.toString();
    }

    /** @return whether the app was uninstalled there, as far as is known */
    boolean uninstalled() {
        return uninstalled;
    }

    String cursor() {
        return cursor;
    }

    /** @param next where the next page begins, or null after the last one */
    void read(String next) {
        finished = next == null;
        cursor = next;
    }

    public boolean isUnfinished() {
        return !finished;
    }
}
