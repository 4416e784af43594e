package io.github.dropshiproutes.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/**
 * One {@code *.camel.yaml}.
 *
 * @param path path below {@code routes/}, with slashes
 * @param text the file as it is
 * @param root its entries
 */
record RouteFile(String path, String text, JsonNode root) {

    static final String SUFFIX = ".camel.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    static RouteFile of(String path, String text) {
        try {
            return new RouteFile(path, text, YAML.readTree(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path + " is no YAML: " + unreadable.getMessage(), unreadable);
        }
    }

    String room() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1).replace(SUFFIX, "");
    }

    boolean isOfErrors() {
        return room().equals("errors");
    }

    List<JsonNode> routes() {
        return entries("route");
    }

    List<JsonNode> configurations() {
        return entries("routeConfiguration");
    }

    private List<JsonNode> entries(String kind) {
        List<JsonNode> entries = new ArrayList<>();
        root.forEach(entry -> {
            if (entry.has(kind)) {
                entries.add(entry.get(kind));
            }
        });
        return entries;
    }

    /** @return every endpoint of the file: where routes start, and every step that calls or reads one */
    Stream<Endpoint> endpoints() {
        Stream<Endpoint> starts = routes().stream().map(route -> route.path("from")).map(from -> new Endpoint("from", from));
        return Stream.concat(starts, steps().map(step -> new Endpoint(step.eip(), step.options())))
                .filter(endpoint -> !endpoint.uri().isEmpty());
    }

    Stream<Step> steps() {
        return Step.under(root).stream();
    }

    /** @return every text and number of the file with its key, except those written for people */
    Stream<Scalar> scalars() {
        return scalarsOf(root);
    }

    static Stream<Scalar> scalarsOf(JsonNode node) {
        List<Scalar> scalars = new ArrayList<>();
        collect("", node, scalars);
        return scalars.stream();
    }

    private static void collect(String key, JsonNode node, List<Scalar> scalars) {
        if (key.equals("description") || key.equals("note")) {
            return;
        }
        if (node.isValueNode()) {
            scalars.add(new Scalar(key, node.asText()));
        }
        node.properties().forEach(property -> collect(property.getKey(), property.getValue(), scalars));
        if (node.isArray()) {
            node.forEach(child -> collect(key, child, scalars));
        }
    }

    /** A value and the key it stands under. */
    record Scalar(String key, String value) {
    }

    /** An address in a route, consumed from ({@code from}) or called. */
    record Endpoint(String eip, JsonNode options) {

        String uri() {
            return new Step(eip, options).uri();
        }

        boolean isConsumer() {
            return eip.equals("from");
        }

        JsonNode parameters() {
            return options.path("parameters");
        }

        /** @return the component, {@code http} for an address that is a setting, or blank when only a message knows it */
        String scheme() {
            if (uri().startsWith("{{")) {
                return "http";
            }
            String scheme = uri().split("[:?]", 2)[0];
            return scheme.contains("$") ? "" : scheme;
        }

        /** @return what stands behind the component, also when it is written as a parameter */
        String path() {
            String behind = uri().contains(":") ? uri().substring(uri().indexOf(':') + 1).split("\\?", 2)[0] : "";
            return behind.isEmpty() ? parameters().path("name").asText("") : behind;
        }
    }
}
