package io.github.dropshiproutes.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.dropshiproutes.house.RouteFile.Endpoint;
import io.github.dropshiproutes.house.RouteFile.Scalar;

/** How the rules of {@link RouteRule} are checked; each answers what it objects to. */
final class RouteChecks {

    private static final int MOST_STEPS = 12;
    private static final Set<String> TESTED_ROOMS = Set.of("alibaba", "aliexpress", "catalog", "orders", "shopify", "suppliers");
    private static final Pattern LITERAL_HOST = Pattern.compile(
            "(?i)https?://(?!\\{\\{|\\$\\{)|\\blocalhost\\b|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
    private static final Pattern TIME_OR_LIMIT = Pattern.compile("(?i).*(delay|period|timeout|interval|cron|ttl|limit|maximum.*|max|size|"
            + "attempts|redeliveries|threshold|multiplier|pattern|consumers|expir\\w*)|max[A-Z]\\w*|backoff\\w*");
    /** Zero and minus one switch something off or on; they are no amounts. */
    private static final Pattern AMOUNT = Pattern.compile("(?!0$|-1$)-?\\d[\\d:;.]*\\s*(ms|s|m|h|d)?");
    private static final Pattern SQL_LIMIT = Pattern.compile("(?i)\\b(limit\\s+(?!1\\b)\\d+|interval\\s+'\\d)");
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i).*(password|secret|token|credential|authorization|username|apikey|accesskey)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+)[^}]*}}");
    private static final Pattern SECOND_DEFAULT = Pattern.compile("\\{\\{[^}]*[:?]");
    private static final Pattern HARMLESS = Pattern.compile("(?s)true|false|#.*|.*(\\{\\{|\\$\\{).*");
    private static final Pattern SENTENCE = Pattern.compile("[A-Z](?:(?![.!?]\\s+[A-Z])[^\\n]){10,160}\\.");
    private static final Pattern DIRECT = Pattern.compile("direct:((?:[\\w.-]|\\$\\{[^}]*})+)");
    private static final Pattern OWN_REASON = Pattern.compile("ownErrors\\s*\\.(?:find|exception)\\(\\s*\"([A-Z_]+)\"");
    private static final Pattern JAVA_DIRECT = Pattern.compile("\"direct:([\\w.-]+)\"");

    private RouteChecks() {
    }

    private static Stream<String> objection(boolean objects, String finding) {
        return objects ? Stream.of(finding) : Stream.empty();
    }

    /** @param places where each id is used */
    private static Stream<String> shared(Stream<Map.Entry<String, String>> places) {
        return places.filter(place -> !place.getKey().isEmpty())
                .collect(groupingBy(Map.Entry::getKey, TreeMap::new, mapping(Map.Entry::getValue, toList()))).entrySet().stream()
                .filter(id -> id.getValue().size() > 1).map(id -> id.getKey() + " is used in " + String.join(", ", id.getValue()));
    }

    static Stream<String> misnamed(RouteSet set) {
        return set.eachFile(file -> Stream.concat(file.routes().stream(), file.configurations().stream())
                .map(entry -> entry.path("id").asText("")).filter(id -> !id.equals(file.name())).map(id -> "holds '" + id + "'"));
    }

    static Stream<String> notSingle(RouteSet set) {
        return set.eachFile(file -> objection(file.root().size() != 1 || file.routes().size() + file.configurations().size() != 1,
                "must hold one route or one routeConfiguration and nothing else"));
    }

    static Stream<String> untested(RouteSet set) {
        Set<String> classes = set.tests().lines().collect(toSet());
        return set.eachRoute((file, route) -> {
            String room = route.path("group").asText();
            String test = room + "/" + Arrays.stream(route.path("id").asText().split("-"))
                    .map(word -> word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(joining()) + "Test";
            return objection(TESTED_ROOMS.contains(room) && !classes.contains(test), "there is no test class " + test);
        });
    }

    static Stream<String> notOneSentence(RouteSet set) {
        return set.eachFile(file -> Stream.concat(file.routes().stream(), file.configurations().stream())
                .map(entry -> entry.path("description").asText("")).filter(description -> !SENTENCE.matcher(description).matches())
                .map(description -> "'" + description + "' is not one sentence of at most 160 characters"));
    }

    static Stream<String> withoutErrorConfiguration(RouteSet set) {
        Set<String> known = set.configurationIds();
        return set.eachRoute((file, route) -> {
            List<String> named = Arrays.stream(route.path("routeConfigurationId").asText("").split(",")).map(String::strip)
                    .filter(id -> !id.isEmpty()).toList();
            List<String> missing = named.stream().filter(id -> known.stream().noneMatch(id.endsWith("*")
                    ? other -> other.startsWith(id.substring(0, id.length() - 1)) : id::equals)).toList();
            boolean excused = file.isOfErrors() || route.has("errorHandler")
                    || route.path("note").asText("").toLowerCase(Locale.ROOT).contains("no error configuration");
            return Stream.concat(missing.stream().map(id -> "names the error configuration '" + id + "', which does not exist"),
                    objection(named.isEmpty() && !excused, "names no routeConfigurationId and has no errorHandler; if it needs none,"
                            + " its note must say 'No error configuration: ' and why"));
        });
    }

    static Stream<String> inMemory(RouteSet set) {
        Set<String> forbidden = Set.of("seda", "vm", "disruptor", "disruptor-vm", "stub", "direct-vm");
        return set.eachFile(file -> Stream.concat(
                file.endpoints().map(Endpoint::scheme).filter(forbidden::contains)
                        .map(scheme -> scheme + ": loses what it holds in a crash"),
                file.steps().map(Step::eip).filter("wireTap"::equals).map(eip -> eip + " loses what it holds in a crash")));
    }

    /** A call; the parts that only a message knows match anything. */
    private record Call(String name) {
        boolean matches(String start) {
            return Pattern.matches(Arrays.stream(name.split("\\$\\{[^}]*}", -1)).map(Pattern::quote)
                    .reduce((left, next) -> left + "[\\w.-]+" + next).orElseThrow(), start);
        }

        @Override
        public String toString() {
            return "direct:" + name;
        }
    }

    private static Stream<Call> callsOf(RouteSet set) {
        Stream<String> spelled = set.files().stream().flatMap(file -> Stream.concat(
                file.steps().map(Step::options).flatMap(RouteChecks::ownTexts),
                file.configurations().stream().flatMap(RouteChecks::ownTexts)))
                .flatMap(text -> DIRECT.matcher(text).results().map(found -> found.group(1)));
        Stream<String> byParameter = set.files().stream().flatMap(RouteFile::endpoints)
                .filter(endpoint -> !endpoint.isConsumer() && endpoint.uri().equals("direct")).map(Endpoint::path);
        Stream<String> fromJava = JAVA_DIRECT.matcher(set.java()).results().map((MatchResult found) -> found.group(1));
        return Stream.of(spelled, byParameter, fromJava).flatMap(names -> names).distinct().map(Call::new);
    }

    private static Stream<String> ownTexts(JsonNode node) {
        return RouteFile.scalarsOf(node).map(Scalar::value);
    }

    private static Stream<String> consumersOf(RouteSet set) {
        return set.files().stream().flatMap(RouteFile::endpoints)
                .filter(endpoint -> endpoint.isConsumer() && endpoint.scheme().equals("direct")).map(Endpoint::path);
    }

    static Stream<String> unverified(RouteSet set) {
        return set.eachRoute((file, route) -> {
            Endpoint from = new Endpoint("from", route.path("from"));
            List<Step> steps = Step.of(route.path("from").path("steps"));
            boolean isWebhook = from.scheme().equals("platform-http")
                    && from.parameters().path("path").asText(from.path()).startsWith("/webhook");
            boolean readsRaw = !steps.isEmpty() && steps.get(0).eip().equals("convertBodyTo")
                    && steps.get(0).options().path("type").asText().equals("byte[]");
            boolean verifies = steps.size() > 1 && steps.get(1).id().startsWith("verify-");
            boolean streams = from.parameters().path("useStreaming").asBoolean();
            return objection(isWebhook && !(streams && readsRaw && verifies),
                    "must start with useStreaming: true, convertBodyTo byte[], and a step verify-…");
        });
    }

    static Stream<String> leaking(RouteSet set) {
        Set<String> passing = Set.of("to", "toD", "enrich", "pollEnrich", "poll", "idempotentConsumer", "split", "multicast",
                "recipientList", "routingSlip", "dynamicRouter", "aggregate");
        return set.eachRoute((file, route) -> {
            boolean isIngress = new Endpoint("from", route.path("from")).scheme().equals("platform-http");
            for (Step step : Step.of(route.path("from").path("steps"))) {
                if (step.eip().equals("removeHeaders") && step.options().path("pattern").asText().equals("*")) {
                    return Stream.empty();
                }
                Stream<String> eips = Stream.concat(Stream.of(step.eip()), Step.under(step.options()).stream().map(Step::eip));
                if (isIngress && eips.anyMatch(passing::contains)) {
                    return Stream.of("step " + step.id() + " comes before removeHeaders \"*\"");
                }
            }
            return objection(isIngress, "lacks removeHeaders \"*\"");
        });
    }

    static Stream<String> literalTimesAndLimits(RouteSet set) {
        return set.eachScalar(scalar -> objection(TIME_OR_LIMIT.matcher(scalar.key()).matches() && AMOUNT.matcher(scalar.value()).matches()
                || scalar.key().equals("cron") && !scalar.value().contains("{{"), scalar.key() + " is written as " + scalar.value()));
    }

    static Stream<String> outsideOfRooms(RouteSet set) {
        return set.eachFile(file -> objection(file.room().isEmpty() || file.room().contains("/"),
                "stands in no room; expected routes/<room>/<verb-object>.camel.yaml"));
    }

    static Stream<String> oddlyNamed(RouteSet set) {
        return Stream.concat(set.routeIds(), set.configurationIds().stream()).filter(id -> !id.matches("[a-z]+(-[a-z0-9]+)+"))
                .map(id -> "'" + id + "' is no kebab-case");
    }

    static Stream<String> sharedRouteIds(RouteSet set) {
        return shared(set.files().stream().flatMap(file -> file.routes().stream()
                .map(route -> Map.entry(route.path("id").asText(""), file.path()))));
    }

    static Stream<String> sharedStepIds(RouteSet set) {
        return shared(set.files().stream().flatMap(file -> file.routes().stream().flatMap(route -> Step.under(route).stream()
                .map(Step::id).filter(id -> !id.isEmpty())
                .map(id -> Map.entry(route.path("nodePrefixId").asText("") + id, file.name())))));
    }

    static Stream<String> inTheWrongGroup(RouteSet set) {
        return set.eachRoute((file, route) ->
                objection(!route.path("group").asText().equals(file.room()), "group must be " + file.room()));
    }

    /**
     * Counted are all steps a reader sees in the diagram, at any depth; branches such as {@code when} are no steps, what is
     * in them is. Fewer than five are no fault: what is split off, or a timer that hands over, does a single thing.
     */
    static Stream<String> tooLong(RouteSet set) {
        return set.eachRoute((file, route) -> {
            int steps = Step.under(route).size();
            return objection(steps > MOST_STEPS,
                    "has %d steps; more than %d means a second route behind direct:".formatted(steps, MOST_STEPS));
        });
    }

    static Stream<String> namelessSteps(RouteSet set) {
        return set.eachStep(step -> objection(!step.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || step.id().matches(".*-\\d{3,}"),
                step.eip() + " has the id '" + step.id() + "'; expected a name in kebab-case"));
    }

    static Stream<String> otherTimers(RouteSet set) {
        return set.eachFile(file -> file.endpoints().filter(endpoint -> Set.of("timer", "scheduler", "cron").contains(endpoint.scheme()))
                .map(endpoint -> endpoint.uri() + " must be quartz:"));
    }

    static Stream<String> pathsWithoutSlash(RouteSet set) {
        return set.eachFile(file -> file.endpoints().filter(endpoint -> endpoint.scheme().equals("platform-http"))
                .map(endpoint -> endpoint.parameters().path("path").asText(endpoint.path())).filter(path -> !path.startsWith("/"))
                .map(path -> path + " must start with a slash; without one it may catch every path"));
    }

    static Stream<String> answersIntoTheMessage(RouteSet set) {
        return set.eachFile(file -> file.endpoints().filter(endpoint -> endpoint.scheme().matches("https?") && !endpoint.isConsumer())
                .filter(endpoint -> endpoint.options().path("variableReceive").asText().isEmpty())
                .map(endpoint -> endpoint.uri() + " lacks variableReceive, so the answer's headers would travel on"));
    }

    static Stream<String> literalHosts(RouteSet set) {
        return set.eachScalar(scalar -> objection(LITERAL_HOST.matcher(scalar.value()).find(),
                scalar.key() + " names a host: " + scalar.value()));
    }

    static Stream<String> literalLimitsInSql(RouteSet set) {
        return set.eachScalar(scalar -> objection(SQL_LIMIT.matcher(scalar.value()).find(),
                scalar.key() + " holds a limit or a time: " + scalar.value()));
    }

    static Stream<String> literalCredentials(RouteSet set) {
        return set.eachScalar(scalar -> objection(CREDENTIAL.matcher(scalar.key()).matches() && !scalar.value().isBlank()
                && !HARMLESS.matcher(scalar.value()).matches(), scalar.key() + " holds a credential"));
    }

    static Stream<String> unknownSettings(RouteSet set) {
        Set<String> keys = new Settings(set.settings()).keys();
        return set.eachScalar(scalar -> PLACEHOLDER.matcher(scalar.value()).results().map(found -> found.group(1))
                .filter(key -> !keys.contains(key)).map(key -> "{{" + key + "}} is no key of application.yaml"));
    }

    static Stream<String> secondDefaults(RouteSet set) {
        return set.eachScalar(scalar -> objection(SECOND_DEFAULT.matcher(scalar.value()).find(),
                scalar.value() + " has a default of its own; it belongs into application.yaml"));
    }

    static Stream<String> unexplainedSettings(RouteSet set) {
        return new Settings(set.settings()).unexplained().stream()
                .map(key -> "application.yaml: " + key + " lacks a comment: what it does and when to change it");
    }

    static Stream<String> unexplainedReasons(RouteSet set) {
        Set<String> keys = new Settings(set.errors()).keys();
        Stream<String> inRoutes = set.files().stream().flatMap(RouteFile::steps).map(Step::options).flatMap(RouteChecks::assignments)
                .filter(step -> Set.of("code", "refusal").contains(step.path("name").asText()))
                .map(step -> step.path("constant").path("expression").asText("")).filter(code -> !code.isEmpty());
        Stream<String> inJava = OWN_REASON.matcher(set.java()).results().map(found -> found.group(1));
        return Stream.concat(inRoutes, inJava).distinct()
                .filter(code -> !keys.contains("codes.own." + code + ".meaning") && !keys.contains("codes.any." + code + ".meaning"))
                .map(code -> code + " is used as a reason, and error-codes.yaml does not explain it under own");
    }

    /** What {@code setVariable} or each entry of {@code setVariables} sets. */
    private static Stream<JsonNode> assignments(JsonNode step) {
        return Stream.concat(Stream.of(step), StreamSupport.stream(step.path("variables").spliterator(), false));
    }

    static Stream<String> comments(RouteSet set) {
        return set.eachFile(file -> Settings.comments(file.text())
                .map(comment -> "line " + (comment.getStartMark().getLine() + 1) + " is a comment; write a note"));
    }

    static Stream<String> againstTheSchema(RouteSet set) {
        return set.eachFile(RouteSchema::mistakes);
    }

    static Stream<String> unknownOptions(RouteSet set) {
        return set.eachFile(file -> file.endpoints().flatMap(EndpointOptions::mistakes));
    }

    static Stream<String> callsWithoutRoute(RouteSet set) {
        return callsOf(set).filter(call -> consumersOf(set).noneMatch(call::matches))
                .map(call -> call + " is called, and no route starts there");
    }

    static Stream<String> routesWithoutCall(RouteSet set) {
        return consumersOf(set).filter(start -> callsOf(set).noneMatch(call -> call.matches(start)))
                .map(start -> "direct:" + start + " starts a route, and nobody calls it");
    }
}
