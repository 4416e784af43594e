package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.dropshiproutes.sandbox.AlibabaAdmission.Admitted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Alibaba.com's V2 gateway under {@code /alibaba/rest}. A call must first be let in by {@link AlibabaAdmission}, then
 * meets the faults, and only then acts.
 */
final class AlibabaGateway implements HttpHandler, AutoCloseable {

    static final String CONTEXT = "/alibaba/rest";

    private static final Set<String> SECRET = Set.of("access_token", "sign", "refresh_token", "code");
    private static final Set<String> SPENDING = Set.of("/buynow/order/create", "/alibaba/dropshipping/order/pay");
    private static final String BLOCKED = "<!DOCTYPE html><html><head><script src=\"https://bixi.alicdn.com/punish/punish.js\"></script>"
            + "</head><body>{\"action\":\"deny\"}</body></html>";
    private static final String GARBAGE = "\u0000\u0001{\"code\":\"0\",\"val";

    private final Clock clock;
    private final Ledger ledger;
    private final Faults faults;
    private final AlibabaAdmission admission;
    private final Map<String, AlibabaEndpoint> endpoints = new HashMap<>();
    private final AtomicLong requests = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-delayed-acts");
        thread.setDaemon(true);
        return thread;
    });

    AlibabaGateway(SandboxOptions options, Ledger ledger, Faults faults, Tokens tokens, Trades trades, AlibabaFreight freight,
                   AlibabaAttachments attachments) {
        this.clock = options.clock();
        this.ledger = ledger;
        this.faults = faults;
        this.admission = new AlibabaAdmission(options, tokens);
        AlibabaProducts products = new AlibabaProducts(trades);
        AlibabaLists lists = new AlibabaLists();
        AlibabaOrders orders = new AlibabaOrders(trades, freight, attachments);
        AlibabaPayments payments = new AlibabaPayments(trades);
        AlibabaLogistics logistics = new AlibabaLogistics(trades);
        open("GET POST", "/auth/token/create", "code* uuid", call -> tokens.exchange(call.parameters().text("code")));
        open("GET POST", "/auth/token/refresh", "refresh_token*", call -> tokens.refresh(call.parameters().text("refresh_token")));
        add("GET", "/eco/buyer/product/check", "query_req*", lists::curated);
        add("GET", "/eco/buyer/local/product/check", "req*", lists::local);
        add("GET", "/eco/buyer/localregular/product/check", "req*", lists::localRegular);
        add("GET", "/eco/buyer/crossborder/product/check", "param0*", lists::crossBorder);
        add("GET", "/eco/buyer/product/search", "param0*", lists::search);
        add("POST", "/eco/buyer/product/events", "query_req*", lists::events);
        add("GET", "/eco/buyer/product/description", "query_req*", products::description);
        add("GET", "/eco/buyer/product/inventory", "inv_req*", products::inventory);
        add("GET POST", "/shipping/freight/calculate", "product_id* quantity* destination_country* zip_code dispatch_location"
                + " enable_distribution_waybill", freight::estimate);
        add("GET POST", "/order/freight/calculate", "e_company_id* destination_country* dispatch_location address"
                + " logistics_product_list* enable_distribution_waybill", freight::quote);
        add("GET POST", "/buynow/order/create", "channel_refer_id* product_list* logistics_detail* properties remark attachments"
                + " enable_distribution_waybill clearance_detail", orders::create);
        add("GET POST", "/alibaba/dropshipping/order/pay", "param_order_pay_request*", payments::pay);
        add("GET POST", "/alibaba/order/pay/result/query", "trade_id*", payments::result);
        add("GET POST", "/alibaba/order/list", "role* start_page page_size status create_date_start create_date_end"
                + " modified_date_start modified_date_end", orders::list);
        add("GET POST", "/alibaba/order/get", "e_trade_id* data_select language", orders::get);
        add("GET POST", "/alibaba/order/cancel", "trade_id*", orders::cancel);
        add("GET POST", "/order/logistics/query", "trade_id* data_select", logistics::query);
        add("GET POST", "/order/logistics/tracking/get", "trade_id*", logistics::tracking);
        add("GET POST", "/alibaba/order/fund/query", "e_trade_id* data_select*", payments::fund);
        add("GET POST", "/alibaba/order/attachment/upload", "data@ file_name*", attachments::upload);
    }

    /** A request as it came, whatever becomes of it. */
    private record Request(String api, String verb, Map<String, String> parameters, String requestId) {
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        Request call = new Request(exchange.getRequestURI().getRawPath().substring(CONTEXT.length()), exchange.getRequestMethod(),
                parameters, String.format("0ba28873%015d", requests.incrementAndGet()));
        AlibabaEndpoint endpoint = endpoints.get(call.api);
        Admitted admitted;
        try {
            byte[] file = AlibabaAdmission.read(exchange, parameters, endpoint == null ? null : endpoint.file());
            admitted = admission.admit(call.api, call.verb, parameters, file, endpoint);
        } catch (Refusal refusal) {
            finish(exchange, call, complete(call, refusal.body()), null);
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
            case THROTTLE -> finish(exchange, call, complete(call, banned(plan.ban()).body()), name);
            case DELAY -> {
                sleep(fault);
                finish(exchange, call, act(call, admitted, plan), name);
            }
            case DROP_BEFORE -> {
                record(call, "", name);
                Http.drop(exchange);
            }
            case DROP_AFTER -> {
                record(call, act(call, admitted, plan), name);
                Http.drop(exchange);
            }
            case LATE -> {
                ObjectNode answer = act(call, admitted, plan);
                record(call, answer, name);
                sleep(fault);
                Http.json(exchange, 200, answer);
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
                ObjectNode answer = act(call, admitted, plan);
                record(call, answer, name);
                Http.sendHalf(exchange, Json.bytes(answer));
            }
            case HTML -> {
                record(call, "", name);
                Http.send(exchange, 200, "text/html;charset=utf-8", bytes(fault.body(), BLOCKED));
            }
            case STATUS -> {
                record(call, "", name);
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

    private ObjectNode codeAnswer(Request call, Admitted admitted, Faults.Plan plan) {
        Fault fault = plan.decisive();
        if (fault.reasonCode() != null) {
            return act(call, admitted, plan);
        }
        String message = fault.message() == null ? "The sandbox was told to answer " + fault.code() : fault.message();
        Refusal refusal = fault.code().matches("\\d+") ? Refusal.business(fault.code(), message) : Refusal.gateway(fault.code(), message);
        return complete(call, refusal.withSubCode(fault.subCode()).body());
    }

    private ObjectNode act(Request call, Admitted admitted, Faults.Plan plan) {
        try {
            if (SPENDING.contains(call.api)) {
                admission.spend(admitted);
            }
            ObjectNode answer = admitted.endpoint().action().apply(
                    new AlibabaCall(admitted.account(), admitted.parameters(), admitted.file(), plan, clock.instant()));
            return complete(call, answer.put("code", "0"));
        } catch (Refusal refusal) {
            return complete(call, refusal.body());
        }
    }

    private static Refusal banned(Duration ban) {
        long seconds = ban.plusMillis(999).toSeconds();
        return Refusal.gateway("ApiCallLimit",
                "Api access frequency exceeds the limit. this ban will last " + seconds + " seconds");
    }

    private static ObjectNode withoutPayload(ObjectNode answer, boolean empty) {
        ObjectNode holder = answer.get("result") instanceof ObjectNode result ? result : answer;
        for (String name : List.of("value", "result_data", "data", "tracking_list")) {
            JsonNode payload = holder.remove(name);
            if (payload != null && empty) {
                holder.set(name, payload.isArray() ? Json.array() : Json.object());
            }
        }
        return answer;
    }

    private static ObjectNode complete(Request call, ObjectNode answer) {
        return answer.put("request_id", call.requestId);
    }

    private void finish(HttpExchange exchange, Request call, ObjectNode answer, String fault) throws IOException {
        record(call, answer, fault);
        Http.json(exchange, 200, answer);
    }

    private void record(Request call, ObjectNode answer, String fault) {
        JsonNode result = answer.path("result");
        String inner = result.path("result_code").asText(result.path("code").asText("200"));
        record(call, inner.equals("200") ? answer.get("code").asText() : inner, fault);
    }

    private void record(Request call, String code, String fault) {
        ObjectNode data = Json.object().put("api", call.api).put("verb", call.verb).put("code", code);
        if (fault != null) {
            data.put("fault", fault);
        }
        ObjectNode parameters = data.put("request_id", call.requestId).putObject("parameters");
        AlibabaEndpoint endpoint = endpoints.get(call.api);
        call.parameters.forEach((name, value) -> {
            boolean known = AlibabaAdmission.SYSTEM.contains(name)
                    || endpoint != null && endpoint.parameters().containsKey(name);
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

    private void add(String verbs, String path, String parameters, Function<AlibabaCall, ObjectNode> action) {
        endpoints.put(path, AlibabaEndpoint.of(verbs, true, parameters, action));
    }

    private void open(String verbs, String path, String parameters, Function<AlibabaCall, ObjectNode> action) {
        endpoints.put(path, AlibabaEndpoint.of(verbs, false, parameters, action));
    }
}
