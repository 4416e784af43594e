package io.github.dropshiproutes.catalog;

import java.sql.Timestamp;
import java.util.UUID;

/** The reading of one shop's variants that is under way. */
public final class Listing {

    private final String shop;
    private final UUID claimId;
    private final String country;
    private final String wantedLocation;
    private final Timestamp startedAt;
    private String cursor;
    private String location;
    private boolean more = true;

    /**
     * @param country        for which suppliers' products are read
     * @param wantedLocation the number of the location that stock is kept at; null = the shop's primary one
     * @param startedAt      the database's time: what was not met since then is gone
     * @param cursor         behind the last page that was kept; null = the beginning
     */
    Listing(String shop, UUID claimId, String country, String wantedLocation, Timestamp startedAt, String cursor) {
        this.shop = shop;
        this.claimId = claimId;
        this.country = country;
        this.wantedLocation = wantedLocation;
        this.startedAt = startedAt;
        this.cursor = cursor;
    }

    public String getShop() {
        return shop;
    }

    public UUID getClaimId() {
        return claimId;
    }

    /** @return whether another page is to be asked for */
    public boolean isMore() {
        return more;
    }

    String country() {
        return country;
    }

    String wantedLocation() {
        return wantedLocation;
    }

    Timestamp startedAt() {
        return startedAt;
    }

    String cursor() {
        return cursor;
    }

    String location() {
        return location;
    }

    void keptAt(String gid) {
        location = gid;
    }

    void page(String endCursor, boolean hasNext) {
        cursor = endCursor;
        more = hasNext;
    }
}
