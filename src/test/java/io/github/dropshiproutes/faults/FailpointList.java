package io.github.dropshiproutes.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where a process may die: before and after every commit and every upstream call, read from the routes themselves. A step
 * is named {@code route/step}; the steps that every stage shares are failpoints of each stage of its own.
 */
final class FailpointList {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    /** The step by which every stage takes its work. */
    static final String CLAIM = "work-through/claim";
    private static final String SEND = "send-to-supplier/send";
    /** Java that commits; every other commit is a {@code sql:} step. */
    private static final Set<String> COMMITTING_BEANS = Set.of("orderPlanner.carryOut", "purchaseSplitter.split", "supplierAccounts.keepPair",
            "supplierAccounts.needsAuthorisation", "shopVariants.keepPage", "supplierProducts.keep");
    /** The rooms on the way of an order. */
    static final Set<String> WALK = Set.of("alibaba", "aliexpress", "budgets", "orders", "shopify", "suppliers");
    /** The rooms that fill and keep a shop's shelves. */
    static final Set<String> SHELVES = Set.of("catalog", "imports");
    private static final Set<String> CALLS = Set.of("${variable.gateway}", "direct:call-alibaba", "direct:call-aliexpress",
            "direct:send-to-supplier",
            "direct:call-shopify");
    /** Inside of one call: what they call is a failpoint itself. */
    private static final Set<String> PARTS_OF_A_CALL = Set.of("call-alibaba/", "call-aliexpress/", "call-supplier/",
            "repeat-supplier-read/");
    /** What only tells the walk to look, or asks for an integration: no order hangs on it, and it has tests of its own. */
    private static final Set<String> BESIDE_THE_WALK = Set.of("receive-alibaba-push", "read-alibaba-message", "read-alibaba-messages",
            "read-alibaba-product-message", "receive-aliexpress-push", "read-aliexpress-message", "read-aliexpress-messages", "poll-again",
            "poll-slower", "poll-alibaba-account", "poll-alibaba-orders", "connect-supplier-account", "refresh-by-pair-before",
            "renew-shopify-token", "grant-shopify-token", "poll-shops", "poll-shop", "poll-shop-page", "look-at-subscriptions",
            "keep-subscriptions", "subscribe-to-topic", "keep-shop-failure", "uninstall-shop", "assess-order", "alibaba-describe", "aliexpress-describe",
            "aliexpress-search", "aliexpress-search-page");
    /** Only a route set that lacks the room of a supplier comes here, before anything is sent; MapOrderTest takes one away. */
    private static final Set<String> OF_A_MISSING_ROOM =
            Set.of("mark-unknown-if-sent", "hold-for-missing-supplier");
    private static final String ERRORS = "errors";
    private static final String ROUTE = ".camel.yaml";

    private final Set<String> steps = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();

    private FailpointList() {
    }

    /**
     * @param routes the directory of the route files
     * @param rooms  whose routes are read, and with them what these do about failures
     */
    static FailpointList of(Path routes, Set<String> rooms) {
        FailpointList list = new FailpointList();
        Set<String> failures = new TreeSet<>();
        rooms.forEach(room -> files(routes.resolve(room)).forEach(file -> {
            list.read(file);
            entries(file).forEach(entry -> failures.add(entry.at("/route/routeConfigurationId").asText() + ROUTE));
        }));
        files(routes.resolve(ERRORS)).stream().filter(file -> failures.contains(file.getFileName().toString())).forEach(list::read);
        list.name();
        return list;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ROUTE)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode entries(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how a failpoint is called whose worker came from that timer or endpoint */
    static String name(String when, String step, String fromRoute) {
        return when + ":" + (step.equals(CLAIM) || step.equals(SEND) ? fromRoute + ">" : "") + step;
    }

    /** @return whether an idle timer comes to it too */
    static boolean isOfTimer(String step, String fromRoute) {
        return step.equals(CLAIM) || step.startsWith(fromRoute + "/") && !step.startsWith("receive-");
    }

    Set<String> steps() {
        return steps;
    }

    /** @return all of them; those of {@value #SEND} are completed by the routes that are seen to come there */
    Set<String> names() {
        return names;
    }

    private void read(Path file) {
        for (JsonNode entry : entries(file)) {
            String prefix = entry.path("route").path("nodePrefixId").asText("");
            collect(prefix, entry);
            if (!BESIDE_THE_WALK.contains(entry.path("route").path("id").asText())
                    && entry.at("/route/from/steps").toString().contains("direct:work-through")) {
                steps.add(CLAIM);
                names.add(name("before", CLAIM, entry.path("route").path("id").asText()));
                names.add(name("after", CLAIM, entry.path("route").path("id").asText()));
            }
        }
    }

    private void collect(String prefix, JsonNode node) {
        node.properties().forEach(property -> {
            String id = prefix + property.getValue().path("id").asText();
            if (isFailpoint(property.getKey(), property.getValue()) && !OF_A_MISSING_ROOM.contains(id) && PARTS_OF_A_CALL.stream().noneMatch(id::startsWith)
                    && !BESIDE_THE_WALK.contains(id.replaceAll("/.*", ""))) {
                steps.add(id);
            }
            collect(prefix, property.getValue());
        });
        if (node.isArray()) {
            node.forEach(child -> collect(prefix, child));
        }
    }

    private static boolean isFailpoint(String eip, JsonNode step) {
        String uri = step.path("uri").asText();
        return switch (eip) {
            case "to", "toD" -> uri.startsWith("sql:") || CALLS.contains(uri);
            case "bean" -> COMMITTING_BEANS.contains(step.path("ref").asText() + "." + step.path("method").asText());
            case "idempotentConsumer" -> true;
            default -> false;
        };
    }

    private void name() {
        for (String step : steps) {
            if (!List.of(CLAIM, SEND).contains(step)) {
                names.add(name("before", step, ""));
                names.add(name("after", step, ""));
            }
        }
    }
}
