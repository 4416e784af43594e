package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.budgets.CostBudgets.ThrottleStatus;

/**
 * What an answer says of a call's cost ({@code extensions.cost}), in points.
 *
 * @param requested what had to be there before it was begun; 0 = the answer does not say
 * @param charged   {@code actualQueryCost}; 0 for a call that was throttled
 * @param status    of the bucket after the call
 */
record QueryCost(int requested, int charged, ThrottleStatus status) {

    private static final double MOST = 1e6;

    /** @return null where the answer says nothing that can be used */
    static QueryCost read(JsonNode answer) {
        JsonNode cost = answer.at("/extensions/cost");
        JsonNode status = cost.path("throttleStatus");
        if (!status.path("maximumAvailable").isNumber() || !status.path("currentlyAvailable").isNumber()
                || !status.path("restoreRate").isNumber()) {
            return null;
        }
        return new QueryCost(points(cost.path("requestedQueryCost")), points(cost.path("actualQueryCost")),
                new ThrottleStatus(status.get("maximumAvailable").asDouble(), status.get("currentlyAvailable").asDouble(),
                        status.get("restoreRate").asDouble()));
    }

    private static int points(JsonNode number) {
        double points = Math.ceil(number.asDouble(0));
        return points > 0 && points <= MOST ? (int) points : 0;
    }
}
