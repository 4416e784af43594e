package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.dropshiproutes.sandbox.Admission.Admitted;
import io.github.dropshiproutes.sandbox.FaultSwitch.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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

    private final String supplier;
    private final String context;
    private final Clock clock;
    private final Ledger ledger;
    private final Faults faults;
    private final Admission.Rules rules;
    private final Admission admission;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final AtomicLong requests = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);
    private final FaultSwitch switches = new FaultSwitch();

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
            FaultSwitch.finish(exchange, new Met(call, null, null), failure(call, refusal), null);
            return;
        }
        Faults.Plan plan = faults.plan(call.api, admitted.parameters().values(), clock.instant());
        try {
            switches.answer(exchange, plan.decisive(), new Met(call, admitted, plan));
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
        switches.close();
    }

    /** A call that was let in, and what is to become of it. */
    private final class Met implements FaultSwitch.Call {

        private final Request call;
        private final Admitted admitted;
        private final Faults.Plan plan;

        Met(Request call, Admitted admitted, Faults.Plan plan) {
            this.call = call;
            this.admitted = admitted;
            this.plan = plan;
        }

        @Override
        public Answer act() {
            return Gateway.this.act(call, admitted, plan);
        }

        @Override
        public Answer refuse(Fault fault) {
            return codeAnswer(call, admitted, plan);
        }

        @Override
        public Answer throttle() {
            return failure(call, banned(plan.ban()));
        }

        @Override
        public Answer withoutPayload(Answer answer, boolean empty) {
            return new Answer(Gateway.this.withoutPayload(answer.body(), empty), answer.code());
        }

        @Override
        public void record(Answer answer, String fault) {
            Gateway.this.record(call, answer, fault);
        }

        @Override
        public int status(Answer answer) {
            return 200;
        }

        @Override
        public String blocked() {
            return BLOCKED;
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

    static Refusal banned(Duration ban) {
        long seconds = ban.plusMillis(999).toSeconds();
        return Refusal.gateway("ApiCallLimit",
                "Api access frequency exceeds the limit. this ban will last " + seconds + " seconds");
    }

    private void record(Request call, Answer answer, String fault) {
        ObjectNode data = Json.object().put("supplier", supplier).put("api", call.api).put("verb", call.verb).put("code", answer.code());
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

    void add(String verbs, String api, String parameters, Function<GatewayCall, ObjectNode> action) {
        endpoints.put(api, Endpoint.of(verbs, true, parameters, action));
    }

    /** One that needs no access token. */
    void open(String verbs, String api, String parameters, Function<GatewayCall, ObjectNode> action) {
        endpoints.put(api, Endpoint.of(verbs, false, parameters, action));
    }
}
