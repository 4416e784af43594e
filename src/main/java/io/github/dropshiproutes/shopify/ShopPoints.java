package io.github.dropshiproutes.shopify;

import io.github.dropshiproutes.budgets.CostBudgets;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.ThrottledException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * The points that calls to a shop cost, taken out of the bucket that all replicas share before a call is sent and settled by
 * its answer. A shop that is short of points, or does not answer at all, is left alone until it is worth asking again: its
 * calls are refused here without a socket, so that they never occupy the workers of other shops.
 */
@Component("shopPoints")
public class ShopPoints {

    private static final String SHOPIFY = "shopify";

    private final CostBudgets budgets;
    private final OwnErrors ownErrors;
    private final ErrorCatalogue catalogue;
    private final ShopifySettings settings;
    /** What Shopify last said that a document costs; the same for every shop, and only ever an estimate. */
    private final Map<String, Integer> requested = new ConcurrentHashMap<>();

    public ShopPoints(CostBudgets budgets, OwnErrors ownErrors, ErrorCatalogue catalogue, ShopifySettings settings) {
        this.budgets = budgets;
        this.ownErrors = ownErrors;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /**
     * Takes the points of the variable {@code call} out of its shop's bucket; a grant of a token costs none.
     *
     * @throws ThrottledException saying how long it lasts until they are there, or until the shop is asked again
     */
    public void take(Exchange exchange) {
        ShopifyCall call = exchange.getVariable("call", ShopifyCall.class);
        call.begin();
        Duration rest = budgets.rests(call.getShop());
        if (!rest.isZero()) {
            throw new ThrottledException(ownErrors.find("SHOP_SILENT"), null, null, rest);
        }
        if (call.isForToken()) {
            return;
        }
        Integer known = requested.get(call.getOperation());
        int cost = known != null ? known : call.isMutation() ? settings.firstCost().mutation() : settings.firstCost().query();
        Duration wait;
        try {
            wait = budgets.take(call.getShop(), cost);
        } catch (IllegalArgumentException neverFits) {
            if (known != null) {
                throw catalogue.exception(catalogue.find(SHOPIFY, "MAX_COST_EXCEEDED"), neverFits.getMessage(), null);
            }
            // Only an estimate: Shopify says what it really costs.
            return;
        }
        if (!wait.isZero()) {
            throw new ThrottledException(ownErrors.find("SHOP_POINTS"), null, null, wait);
        }
        call.taken(cost);
    }

    /** Settles what was taken by what Shopify said; without an answer it counts as charged, for it may have been. */
    public void settle(Exchange exchange) {
        ShopifyCall call = exchange.getVariable("call", ShopifyCall.class);
        if (call.isSilent()) {
            budgets.rest(call.getShop(), settings.silence());
        }
        if (call.cost() != null) {
            if (call.cost().requested() > 0) {
                requested.put(call.getOperation(), call.cost().requested());
            }
            budgets.settle(call.getShop(), call.taken(), call.cost().charged(), call.cost().status());
        } else if (call.isUnsent() && call.taken() > 0) {
            budgets.settle(call.getShop(), call.taken(), 0, null);
        }
    }

}
