package io.github.dropshiproutes.catalog;

import java.util.UUID;

/**
 * A claimed change of a shop's catalogue.
 *
 * @param id       also the key by which Shopify knows a change of stock again
 * @param kind     {@code stock}, {@code price} or {@code draft}
 * @param state    {@code due}, or {@code unknown} when it was sent and nobody knows what became of it
 * @param attempts that were refused for a while
 * @param outdated whether the shop was read since, and shows other prices than the change is from
 */
public record CatalogChange(UUID id, UUID claimId, String shop, String kind, String state, int attempts, boolean outdated) {

    /** @return whether the shop must be read before anything like it is sent again: a price has neither key nor comparison */
    public boolean isToBeAsked() {
        return kind.equals("price") && (state.equals("unknown") || attempts > 0 || outdated);
    }
}
