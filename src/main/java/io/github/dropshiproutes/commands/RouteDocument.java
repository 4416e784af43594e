package io.github.dropshiproutes.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is written in one {@code *.camel.yaml}, as far as it can be checked without running it.
 *
 * @param name path below the routes' directory
 * @param root the YAML
 */
record RouteDocument(String name, JsonNode root) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");
    /** Written for people; a brace in there is just a brace. */
    private static final Set<String> PROSE = Set.of("description", "note");
    private static final Set<String> SHORT_FORMS = Set.of("from", "to", "toD", "wireTap", "enrich", "poll", "pollEnrich");

    /**
     * An address and its options.
     *
     * @param consumer whether a route starts there
     * @param uri      as written, without {@code parameters}
     */
    record Endpoint(boolean consumer, String uri, Map<String, String> parameters) {

        /** @return the name of a {@code direct:} endpoint, or null for any other */
        String direct() {
            if (uri.equals("direct")) {
                return parameters.get("name");
            }
            return uri.startsWith("direct:") ? uri.substring("direct:".length()).split("\\?", 2)[0] : null;
        }

        /** @return whether only a message knows where this leads */
        boolean dynamic() {
            return uri.contains("${") || String.valueOf(parameters.get("name")).contains("${");
        }
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        walk("", root, (key, node) -> {
            if (node.isObject() && node.path("uri").isTextual()) {
                endpoints.add(new Endpoint(key.equals("from"), node.get("uri").asText(), texts(node.path("parameters"))));
            } else if (node.isTextual() && SHORT_FORMS.contains(key)) {
                endpoints.add(new Endpoint(key.equals("from"), node.asText(), Map.of()));
            }
        });
        return endpoints;
    }

    /** @return the keys between double braces that have to be settings: no default of their own, no other source */
    List<String> settings() {
        List<String> keys = new ArrayList<>();
        walk("", root, (key, node) -> {
            Matcher placeholder = PLACEHOLDER.matcher(node.isTextual() ? node.asText() : "");
            while (placeholder.find()) {
                String setting = placeholder.group(1);
                if (!setting.contains(":") && !setting.startsWith("?")) {
                    keys.add(setting.replaceFirst("^!", ""));
                }
            }
        });
        return keys.stream().distinct().toList();
    }

    List<String> simpleExpressions() {
        List<String> expressions = new ArrayList<>();
        walk("", root, (key, node) -> {
            if (key.equals("simple")) {
                expressions.add(node.isTextual() ? node.asText() : node.path("expression").asText());
            }
        });
        return expressions;
    }

    List<String> routeIds() {
        return entries("route").stream().map(route -> route.path("id").asText()).toList();
    }

    List<String> configurationIds() {
        return entries("routeConfiguration").stream().map(configuration -> configuration.path("id").asText()).toList();
    }

    /** @return the error configurations that routes of this file name; a comma separates several */
    List<String> namedConfigurations() {
        return entries("route").stream().map(route -> route.path("routeConfigurationId").asText()).filter(id -> !id.isEmpty())
                .flatMap(ids -> List.of(ids.split("\\s*,\\s*")).stream()).toList();
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

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static void walk(String key, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        if (PROSE.contains(key)) {
            return;
        }
        visitor.accept(key, node);
        node.properties().forEach(entry -> walk(entry.getKey(), entry.getValue(), visitor));
        if (node.isArray()) {
            node.forEach(child -> walk(key, child, visitor));
        }
    }
}
