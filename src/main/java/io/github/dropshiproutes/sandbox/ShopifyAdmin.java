package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shopify's Admin API under {@code /shopify/{shop}}: the GraphQL endpoint and the client-credentials grant. A call must be let
 * in (token, version, schema, cost), then meets the faults, whose {@code api} is {@code /shopify/} and the operation's name
 * ({@code /shopify/token} for the grant), and only then acts.
 */
public final class ShopifyAdmin implements HttpHandler, AutoCloseable {

    static final String CONTEXT = "/shopify/";

    private static final Pattern PATH = Pattern.compile("/shopify/([a-z0-9][a-z0-9.-]{0,99})/admin/(.+)");
    private static final Pattern VERSION = Pattern.compile("api/(\\d{4}-\\d{2})/graphql\\.json");
    private static final String TOKEN = "/shopify/token";
    private static final String GARBAGE = "\u0000{\"data\":";

    private final Clock clock;
    private final Ledger ledger;
    private final Faults faults;
    private final ShopifyStore store;
    private final ShopifyTokens tokens;
    private final ShopifyCost cost;
    private final GraphQLSchema schema;
    private final GraphQL graph;
    private final AtomicLong requests = new AtomicLong();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-delayed-shop");
        thread.setDaemon(true);
        return thread;
    });

    ShopifyAdmin(SandboxOptions options, Ledger ledger, Faults faults, ShopifyStore store) {
        this.clock = options.clock();
        this.ledger = ledger;
        this.faults = faults;
        this.store = store;
        tokens = new ShopifyTokens(clock);
        cost = new ShopifyCost(clock);
        schema = ShopifySchema.schema(store);
        graph = ShopifySchema.executable(schema);
    }

    /** A call that was let in. */
    private record Call(String shop, String api, String document, JsonNode variables, int cost) {
    }

    /** An answer that is sent instead. */
    private static final class Refused extends Exception {
        private final int status;
        private final transient ObjectNode body;

        Refused(int status, ObjectNode body) {
            super(null, null, false, false);
            this.status = status;
            this.body = body;
        }
    }

    public ShopifyTokens tokens() {
        return tokens;
    }

    /** @param points what the bucket of every shop holds; @param aSecond what comes back */
    public void plan(int points, int aSecond) {
        cost.plan(points, aSecond);
    }

    /** Takes that many points out of a shop's bucket, as another caller of the same app would. */
    public void drain(String shop, int points) {
        cost.drain(shop, points);
    }

    void clear() {
        cost.clear();
        tokens.clear();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        byte[] body = Http.body(exchange);
        exchange.getResponseHeaders().set("X-Request-Id", String.format("5ad0-%08d", requests.incrementAndGet()));
        Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
        try {
            if (!path.matches() || body == null || !exchange.getRequestMethod().equals("POST")) {
                throw new Refused(body == null ? 413 : 404, Json.object().put("errors", "Not Found"));
            }
            if (path.group(2).equals("oauth/access_token")) {
                grant(exchange, path.group(1), body);
            } else {
                meet(exchange, admit(exchange, path.group(1), path.group(2), body));
            }
        } catch (Refused refused) {
            Http.json(exchange, refused.status, refused.body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Http.drop(exchange);
        }
    }

    private void grant(HttpExchange exchange, String shop, byte[] body) throws IOException, Refused, InterruptedException {
        Map<String, String> given = new LinkedHashMap<>();
        try {
            Http.parameters(new String(body, StandardCharsets.UTF_8), given);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, Json.object().put("error", "invalid_request"));
        }
        if (!"client_credentials".equals(given.get("grant_type"))) {
            throw new Refused(400, Json.object().put("error", "unsupported_grant_type"));
        }
        Call call = new Call(shop, TOKEN, null, Json.object(), 0);
        answer(exchange, call, faults.plan(TOKEN, Map.of("shop", shop), clock.instant()), () -> {
            if (tokens.isUninstalled(shop)) {
                return Json.object().put("error", "app_not_installed");
            }
            ObjectNode granted = tokens.grant(shop, given.get("client_id"), given.get("client_secret"));
            return granted == null ? Json.object().put("error", "invalid_client") : granted;
        });
    }

    private Call admit(HttpExchange exchange, String shop, String rest, byte[] body) throws IOException, Refused {
        Matcher version = VERSION.matcher(rest);
        if (!version.matches() || version.group(1).compareTo(ShopifySamples.API_VERSION) > 0) {
            throw new Refused(404, Json.object().put("errors", "Not Found"));
        }
        // A version that has ended falls forward to one that is still there; the header says so.
        exchange.getResponseHeaders().set("X-Shopify-API-Version", ShopifySamples.API_VERSION);
        String token = exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token");
        if (token == null || !tokens.isValid(shop, token)) {
            throw new Refused(401, Json.object().put("errors",
                    "[API] Invalid API key or access token (unrecognized login or wrong password)"));
        }
        JsonNode request;
        try {
            request = Json.read(body);
        } catch (IOException e) {
            throw new Refused(400, Json.object().put("errors", "Required parameter missing or invalid"));
        }
        JsonNode variables = request.path("variables").isObject() ? request.get("variables") : Json.object();
        String text = request.path("query").asText();
        Document document;
        try {
            document = Parser.parse(text);
        } catch (InvalidSyntaxException e) {
            throw new Refused(200, errors("parse_error", e.getMessage()));
        }
        List<? extends GraphQLError> mistakes = ParseAndValidate.validate(schema, document);
        if (!mistakes.isEmpty()) {
            throw new Refused(200, errors("undefinedField", mistakes.get(0).getMessage()));
        }
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        if (operations.size() != 1 || operations.get(0).getName() == null) {
            throw new Refused(200, errors("missingOperationName", "exactly one named operation is expected by this sandbox"));
        }
        return new Call(shop, CONTEXT + operations.get(0).getName(), text, variables, ShopifyCost.requested(document, variables));
    }

    private void meet(HttpExchange exchange, Call call) throws IOException, Refused, InterruptedException {
        if (call.cost > ShopifyCost.MOST_FOR_ONE) {
            throw new Refused(200, errors("MAX_COST_EXCEEDED", "Query cost is " + call.cost
                    + ", which exceeds the single query max cost limit (" + ShopifyCost.MOST_FOR_ONE + ")."));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        call.variables.fields().forEachRemaining(field -> parameters.put(field.getKey(),
                field.getValue().isTextual() ? field.getValue().asText() : field.getValue().toString()));
        if (!cost.admits(call.shop, call.cost)) {
            record(call, "THROTTLED", null);
            throw new Refused(200, throttled(call));
        }
        Faults.Plan plan = faults.plan(call.api, parameters, clock.instant());
        answer(exchange, call, plan, () -> execute(call, null));
    }

    /** What acts and says what came of it. */
    private interface Act {
        ObjectNode now();
    }

    private void answer(HttpExchange exchange, Call call, Faults.Plan plan, Act act) throws IOException, InterruptedException {
        Fault fault = plan.decisive();
        if (fault == null) {
            finish(exchange, call, act.now(), null);
            return;
        }
        String name = fault.action().wireName();
        switch (fault.action()) {
            case CODE -> finish(exchange, call, fault.reasonCode() != null ? execute(call, fault.reasonCode())
                    : errors(fault.code(), fault.message() == null ? "The sandbox was told to answer " + fault.code() : fault.message()), name);
            case THROTTLE -> finish(exchange, call, throttled(call), name);
            case DELAY -> {
                sleep(fault);
                finish(exchange, call, act.now(), name);
            }
            case DROP_BEFORE -> {
                record(call, "", name);
                Http.drop(exchange);
            }
            case DROP_AFTER -> {
                record(call, code(act.now()), name);
                Http.drop(exchange);
            }
            case LATE -> {
                ObjectNode answer = act.now();
                record(call, code(answer), name);
                sleep(fault);
                Http.json(exchange, 200, answer);
            }
            case DELAYED_ACT -> {
                later.schedule(() -> record(call, code(act.now()), name), fault.wait(Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS);
                Http.drop(exchange);
            }
            case GARBAGE -> {
                record(call, code(act.now()), name);
                Http.send(exchange, 200, "application/json;charset=utf-8",
                        (fault.body() == null ? GARBAGE : fault.body()).getBytes(StandardCharsets.UTF_8));
            }
            case TRUNCATE -> {
                ObjectNode answer = act.now();
                record(call, code(answer), name);
                Http.sendHalf(exchange, Json.bytes(answer));
            }
            case HTML, STATUS -> {
                record(call, "", name);
                sendStatus(exchange, fault);
            }
            case STATUS_AFTER -> {
                record(call, code(act.now()), name);
                sendStatus(exchange, fault);
            }
            case EMPTY_VALUE, MISSING_VALUE -> {
                ObjectNode answer = act.now();
                record(call, code(answer), name);
                answer.remove("data");
                Http.json(exchange, 200, fault.action() == FaultAction.EMPTY_VALUE ? answer.putNull("data") : answer);
            }
            default -> throw new IllegalStateException(name + " is no fault of a shop");
        }
    }

    private ObjectNode execute(Call call, String userError) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("shop", call.shop);
        if (userError != null) {
            context.put("userError", userError);
        }
        Map<String, Object> specification = graph.execute(ExecutionInput.newExecutionInput(call.document).graphQLContext(context)
                .variables(variables(call)).build()).toSpecification();
        ObjectNode answer = Json.MAPPER.valueToTree(specification);
        for (JsonNode error : answer.path("errors")) {
            ObjectNode extensions = ((ObjectNode) error).withObject("/extensions");
            extensions.remove("classification");
            if (!extensions.has("code")) {
                extensions.put("code", "INVALID_VARIABLE");
            }
        }
        int actual = Math.max(1, ShopifyCost.actual(answer.path("data")));
        answer.putObject("extensions").set("cost", cost.spend(call.shop, call.cost, Math.min(actual, call.cost)));
        return answer;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> variables(Call call) {
        return Json.MAPPER.convertValue(call.variables, Map.class);
    }

    private ObjectNode throttled(Call call) {
        ObjectNode answer = errors("THROTTLED", "Throttled");
        answer.putObject("extensions").set("cost", cost.spend(call.shop, call.cost, null));
        return answer;
    }

    private static ObjectNode errors(String code, String message) {
        ObjectNode answer = Json.object();
        answer.putArray("errors").addObject().put("message", message).putObject("extensions").put("code", code);
        return answer;
    }

    private static String code(ObjectNode answer) {
        String error = answer.at("/errors/0/extensions/code").asText(answer.path("error").asText());
        boolean unfit = answer.path("data").findValues("userErrors").stream().anyMatch(errors -> !errors.isEmpty());
        return !error.isEmpty() ? error : unfit ? "USER_ERROR" : "OK";
    }

    private void finish(HttpExchange exchange, Call call, ObjectNode answer, String fault) throws IOException {
        record(call, code(answer), fault);
        Http.json(exchange, answer.has("error") ? 400 : 200, answer);
    }

    private void record(Call call, String code, String fault) {
        ObjectNode data = Json.object().put("api", call.api).put("shop", call.shop).put("code", code).put("cost", call.cost);
        if (fault != null) {
            data.put("fault", fault);
        }
        ObjectNode parameters = data.putObject("parameters");
        call.variables.fields().forEachRemaining(field -> parameters.put(field.getKey(),
                field.getValue().isTextual() ? field.getValue().asText() : field.getValue().toString()));
        ledger.write("call", data);
        ledger.sync();
    }

    private static void sendStatus(HttpExchange exchange, Fault fault) throws IOException {
        int status = fault.httpStatus() == null ? 502 : fault.httpStatus();
        String body = fault.body() == null ? "<html><body><h1>" + status + "</h1></body></html>" : fault.body();
        Http.send(exchange, status, body.startsWith("{") ? "application/json;charset=utf-8" : "text/html;charset=utf-8",
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static void sleep(Fault fault) throws InterruptedException {
        Thread.sleep(fault.wait(Duration.ZERO).toMillis());
    }
}
