package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request costs and how much a shop has left: an object is a point (a page's own particulars are free), a connection as many as are asked for, a mutation
 * ten; the bucket holds 2,000 and gets back 100 a second of the sandbox's clock, as on Shopify's Standard plans.
 */
final class ShopifyCost {

    static final int MOST_FOR_ONE = 1_000;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private double maximum = 2_000;
    private double restore = 100;

    ShopifyCost(Clock clock) {
        this.clock = clock;
    }

    private static final class Bucket {
        private double available;
        private Instant at;
    }

    synchronized void clear() {
        buckets.clear();
        maximum = 2_000;
        restore = 100;
    }

    /** @param points what the bucket holds; @param aSecond what comes back */
    synchronized void plan(int points, int aSecond) {
        buckets.clear();
        maximum = points;
        restore = aSecond;
    }

    /** Takes that many points away from a shop, as another caller of the same app would. */
    synchronized void drain(String shop, int points) {
        Bucket bucket = bucket(shop);
        bucket.available = Math.max(0, bucket.available - points);
    }

    /** @return whether so much is there; nothing is taken yet */
    synchronized boolean admits(String shop, int requested) {
        return bucket(shop).available >= requested;
    }

    /** @return what stands under {@code extensions.cost} */
    synchronized ObjectNode spend(String shop, int requested, Integer actual) {
        Bucket bucket = bucket(shop);
        if (actual != null) {
            bucket.available -= actual;
        }
        ObjectNode cost = Json.object().put("requestedQueryCost", requested).put("actualQueryCost", actual);
        cost.putObject("throttleStatus").put("maximumAvailable", maximum).put("currentlyAvailable", (int) Math.floor(bucket.available))
                .put("restoreRate", restore);
        return cost;
    }

    private Bucket bucket(String shop) {
        Bucket bucket = buckets.computeIfAbsent(shop, name -> {
            Bucket full = new Bucket();
            full.available = maximum;
            full.at = clock.instant();
            return full;
        });
        Instant now = clock.instant();
        bucket.available = Math.min(maximum, bucket.available + restore * Duration.between(bucket.at, now).toMillis() / 1000);
        bucket.at = now;
        return bucket;
    }

    /** @return the points that must be there before the request is begun */
    static int requested(Document document, JsonNode variables) {
        OperationDefinition operation = document.getDefinitionsOfType(OperationDefinition.class).get(0);
        if (operation.getOperation() == OperationDefinition.Operation.MUTATION) {
            return 10 * operation.getSelectionSet().getSelections().size();
        }
        return of(operation.getSelectionSet(), variables);
    }

    private static int of(SelectionSet selections, JsonNode variables) {
        int sum = 0;
        for (Selection<?> selection : selections.getSelections()) {
            Field field = (Field) selection;
            if (field.getSelectionSet() != null && !field.getName().equals("pageInfo")) {
                int inner = of(field.getSelectionSet(), variables);
                int first = first(field, variables);
                sum += first < 0 ? 1 + inner : first * Math.max(1, inner);
            }
        }
        return sum;
    }

    private static int first(Field field, JsonNode variables) {
        Argument first = field.getArguments().stream().filter(argument -> argument.getName().equals("first")).findFirst().orElse(null);
        if (first == null) {
            return -1;
        }
        return first.getValue() instanceof IntValue number ? number.getValue().intValue()
                : first.getValue() instanceof VariableReference variable ? variables.path(variable.getName()).asInt(1) : 1;
    }

    /** @return the points of what really came: its objects */
    static int actual(JsonNode data) {
        int sum = data.isObject() ? 1 : 0;
        for (Map.Entry<String, JsonNode> child : data.properties()) {
            sum += child.getKey().equals("pageInfo") ? 0 : actual(child.getValue());
        }
        if (data.isArray()) {
            for (JsonNode child : data) {
                sum += actual(child);
            }
        }
        return sum;
    }
}
