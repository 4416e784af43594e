package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.dropshiproutes.sandbox.Admission.Admitted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The gateway of a supplier. A call must first be let in by {@link Admission}, then meets the faults, and only then acts.
 * What the envelopes look like is each supplier's own.
 */
abstract class Gateway implements HttpHandler, AutoCloseable {

    private static final Set<String> SECRET = Set.of("access_token", "session", "sign", "refresh_token", "code");
    private static final String BLOCKED = "<!DOCTYPE html><html><head><script src=\"https://bixi.alicdn.com/punish/punish.js\"></script>"
            + "</head><body>{\"action\":\"deny\"}</body></html>";
    private static final String GARBAGE = "\u0000\u0001{\"code\":\"0\",\"val";

    private final String supplier;
    private final String context;
    private final Clock clock;
    private final Ledger ledger;
    private final Faults faults;
    private final Admission.Rules rules;
    private final Admission admission;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final AtomicLong requests = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-delayed-acts");
        thread.setDaemon(true);
        return thread;
    });

    Gateway(String supplier, String context, Admission.Rules rules, Clock clock, Ledger ledger, Faults faults, Tokens tokens) {
        this.supplier = supplier;
        this.context = context;
        this.clock = clock;
        this.ledger = ledger;
        this.faults = faults;
        this.rules = rules;
        this.admission = new Admission(rules, clock, tokens);
    }

    /**
     * A request as it came, whatever becomes of it.
     *
     * @param api the name that endpoint, faults and ledger know it by
     */
    record Request(String api, String verb, Map<String, String> parameters, String requestId) {
    }

    /** @param code what the ledger says of it */
    record Answer(ObjectNode body, String code) {
    }

    /** @return the name of what is called at {@code path}; may throw a {@link Refusal} */
    abstract String api(String path, Map<String, String> parameters);

    /** @return what is signed in front of the parameters of {@code api} */
    abstract String signedPath(String api);

    abstract boolean spends(String api);

    abstract Answer success(Request call, ObjectNode answer);

    abstract Answer failure(Request call, Refusal refusal);

    /** @return the refusal that a fault asks for */
    abstract Refusal refusal(String api, Fault fault, String message);

    /** @return the answer without what it is about, or with nothing in its place when {@code empty} */
    abstract ObjectNode withoutPayload(ObjectNode answer, boolean empty);

    /** A look at every call that was let in, before it meets the faults; may throw a {@link Refusal}. */
    void meter(Request call, Admitted admitted) {
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        String path = exchange.getRequestURI().getRawPath().substring(context.length());
        Request call = new Request(path, exchange.getRequestMethod(), parameters,
                String.format("0ba28873%015d", requests.incrementAndGet()));
        Admitted admitted;
        try {
            Endpoint byPath = endpoints.get(path);
            byte[] file = Admission.read(exchange, parameters, byPath == null ? null : byPath.file());
            call = new Request(api(path, parameters), call.verb, parameters, call.requestId);
            admitted = admission.admit(signedPath(call.api), call.verb, parameters, file, endpoints.get(call.api));
            meter(call, admitted);
        } catch (Refusal refusal) {
            finish(exchange, call, failure(call, refusal), null);
            return;
        }
        Faults.Plan plan = faults.plan(call.api, admitted.parameters().values(), clock.instant());
        try {
            answer(exchange, call, admitted, plan);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Http.drop(exchange);
        }
    }

    /** Forgets which signed calls have been made. */
    void clear() {
        admission.clear();
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    private void answer(HttpExchange exchange, Request call, Admitted admitted, Faults.Plan plan) throws IOException, InterruptedException {
        Fault fault = plan.decisive();
        if (fault == null) {
            finish(exchange, call, act(call, admitted, plan), null);
            return;
        }
        String name = fault.action().wireName();
        switch (fault.action()) {
            case CODE -> finish(exchange, call, codeAnswer(call, admitted, plan), name);
            case THROTTLE -> finish(exchange, call, failure(call, banned(plan.ban())), name);
            case DELAY -> {
                sleep(fault);
                finish(exchange, call, act(call, admitted, plan), name);
            }
            case DROP_BEFORE -> {
                record(call, new Answer(null, ""), name);
                Http.drop(exchange);
            }
            case DROP_AFTER -> {
                record(call, act(call, admitted, plan), name);
                Http.drop(exchange);
            }
            case LATE -> {
                Answer answer = act(call, admitted, plan);
                record(call, answer, name);
                sleep(fault);
                Http.json(exchange, 200, answer.body);
            }
            case DELAYED_ACT -> {
                later.schedule(() -> record(call, act(call, admitted, plan), name),
                        fault.wait(Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS);
                Http.drop(exchange);
            }
            case GARBAGE -> {
                record(call, act(call, admitted, plan), name);
                Http.send(exchange, 200, "application/json;charset=utf-8", bytes(fault.body(), GARBAGE));
            }
            case TRUNCATE -> {
                Answer answer = act(call, admitted, plan);
                record(call, answer, name);
                Http.sendHalf(exchange, Json.bytes(answer.body));
            }
            case HTML -> {
                record(call, new Answer(null, ""), name);
                Http.send(exchange, 200, "text/html;charset=utf-8", bytes(fault.body(), BLOCKED));
            }
            case STATUS -> {
                record(call, new Answer(null, ""), name);
                sendStatus(exchange, fault);
            }
            case STATUS_AFTER -> {
                record(call, act(call, admitted, plan), name);
                sendStatus(exchange, fault);
            }
            case EMPTY_VALUE -> finish(exchange, call, withoutPayload(act(call, admitted, plan), true), name);
            case MISSING_VALUE -> finish(exchange, call, withoutPayload(act(call, admitted, plan), false), name);
            case HIDE, PRICE, PAYING -> throw new IllegalStateException(name + " decides no answer");
        }
    }

    private Answer codeAnswer(Request call, Admitted admitted, Faults.Plan plan) {
        Fault fault = plan.decisive();
        if (fault.reasonCode() != null) {
            return act(call, admitted, plan);
        }
        String message = fault.message() == null ? "The sandbox was told to answer " + fault.code() : fault.message();
        return failure(call, refusal(call.api, fault, message).withSubCode(fault.subCode()));
    }

    private Answer act(Request call, Admitted admitted, Faults.Plan plan) {
        try {
            if (spends(call.api)) {
                admission.spend(admitted);
            }
            return success(call, admitted.endpoint().action().apply(
                    new GatewayCall(admitted.account(), admitted.parameters(), admitted.file(), plan, clock.instant())));
        } catch (Refusal refusal) {
            return failure(call, refusal);
        }
    }

    private Answer withoutPayload(Answer answer, boolean empty) {
        return new Answer(withoutPayload(answer.body, empty), answer.code);
    }

    static Refusal banned(Duration ban) {
        long seconds = ban.plusMillis(999).toSeconds();
        return Refusal.gateway("ApiCallLimit",
                "Api access frequency exceeds the limit. this ban will last " + seconds + " seconds");
    }

    private void finish(HttpExchange exchange, Request call, Answer answer, String fault) throws IOException {
        record(call, answer, fault);
        Http.json(exchange, 200, answer.body);
    }

    private void record(Request call, Answer answer, String fault) {
        ObjectNode data = Json.object().put("supplier", supplier).put("api", call.api).put("verb", call.verb).put("code", answer.code);
        if (fault != null) {
            data.put("fault", fault);
        }
        ObjectNode parameters = data.put("request_id", call.requestId).putObject("parameters");
        Endpoint endpoint = endpoints.get(call.api);
        call.parameters.forEach((name, value) -> {
            boolean known = rules.system().contains(name) || endpoint != null && endpoint.parameters().containsKey(name);
            if (!SECRET.contains(name)) {
                // What stands under a name nobody knows may be a token.
                parameters.put(name, known ? value : "?");
            }
        });
        ledger.write("call", data);
        ledger.sync();
    }

    private static void sendStatus(HttpExchange exchange, Fault fault) throws IOException {
        int status = fault.httpStatus() == null ? 502 : fault.httpStatus();
        String body = fault.body() == null ? "<html><body><h1>" + status + "</h1></body></html>" : fault.body();
        Http.send(exchange, status, body.startsWith("{") ? "application/json;charset=utf-8" : "text/html;charset=utf-8", bytes(body, ""));
    }

    private static byte[] bytes(String given, String otherwise) {
        return (given == null ? otherwise : given).getBytes(StandardCharsets.UTF_8);
    }

    private static void sleep(Fault fault) throws InterruptedException {
        Thread.sleep(fault.wait(Duration.ZERO).toMillis());
    }

    void add(String verbs, String api, String parameters, Function<GatewayCall, ObjectNode> action) {
        endpoints.put(api, Endpoint.of(verbs, true, parameters, action));
    }

    /** One that needs no access token. */
    void open(String verbs, String api, String parameters, Function<GatewayCall, ObjectNode> action) {
        endpoints.put(api, Endpoint.of(verbs, false, parameters, action));
    }
}
