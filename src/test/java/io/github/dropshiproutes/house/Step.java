package io.github.dropshiproutes.house;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One step of a route: an entry of a list called {@code steps}, at any depth.
 *
 * @param eip     the enterprise integration pattern, as {@code setBody} or {@code choice}
 * @param options what stands under it
 */
record Step(String eip, JsonNode options) {

    /** Steps in the order in which they are read; branches ({@code when}, {@code doCatch}, …) are no steps, what is in them is. */
    static List<Step> under(JsonNode node) {
        List<Step> steps = new ArrayList<>();
        collect(node, steps);
        return steps;
    }

    static List<Step> of(JsonNode listOfSteps) {
        List<Step> steps = new ArrayList<>();
        listOfSteps.forEach(entry -> entry.properties().forEach(step -> steps.add(new Step(step.getKey(), step.getValue()))));
        return steps;
    }

    private static void collect(JsonNode node, List<Step> steps) {
        node.properties().forEach(property -> {
            if (property.getKey().equals("steps")) {
                of(property.getValue()).forEach(step -> {
                    if (!step.isBranch()) {
                        steps.add(step);
                    }
                    collect(step.options, steps);
                });
            } else {
                collect(property.getValue(), steps);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> collect(child, steps));
        }
    }

    private boolean isBranch() {
        return eip.equals("doCatch") || eip.equals("doFinally") || eip.equals("when") || eip.equals("otherwise");
    }

    String id() {
        return options.path("id").asText("");
    }

    /** @return the endpoint's address with its parameters apart, or the short form {@code - to: direct:x} */
    String uri() {
        return options.isTextual() ? options.asText() : options.path("uri").asText("");
    }
}
