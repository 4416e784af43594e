package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpress.CallClass;
import io.github.dropshiproutes.sandbox.FaultSwitch.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AliExpress's two gateways: the business methods at {@code /aliexpress/sync}, named by the parameter {@code method}, and the
 * system's paths under {@code /aliexpress/rest}, which are signed in front of the parameters.
 */
final class AliExpressGateway extends Gateway {

    static final String CONTEXT = "/aliexpress";

    static final String CREATE = "aliexpress.ds.order.create";

    private static final String REST = "/rest";
    private static final String SYNC = "/sync";
    private static final String SEARCH = "aliexpress.ds.text.search";
    private static final String AFFILIATE = "aliexpress.affiliate.product.query";
    private static final String PRODUCT = "aliexpress.ds.product.get";
    private static final String FREIGHT = "aliexpress.ds.freight.query";
    private static final String TRACKING = "aliexpress.ds.order.tracking.get";
    private static final String CATEGORIES = "aliexpress.ds.category.get";
    private static final Set<String> SYSTEM = Set.of("app_key", "timestamp", "sign_method", "sign", "access_token", "session",
            "method", "format", "v", "simplify", "partner_id");
    /** Codes of the services behind the gateway; every other one of letters is the gateway's own. */
    private static final Set<String> BACKEND = Set.of("15", "901", "E0901", "ServiceTimeout", "ServiceUnavailable", "InternalError",
            "SystemError");
    /** The platform's own time, in which texts without a zone are read. */
    private static final ZoneOffset TEXT_TIME = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final Duration BAN = Duration.ofSeconds(1);

    private final AliExpress moods;
    private final Clock clock;
    private final Ledger ledger;
    private final AliExpressShapes shapes = new AliExpressShapes();

    AliExpressGateway(SandboxOptions options, Ledger ledger, Faults faults, Tokens tokens, Trades<AliExpressPlacement> trades,
                      AliExpress moods) {
        super(SandboxServer.ALIEXPRESS, CONTEXT, new Admission.Rules(options.aliExpress(), SYSTEM, List.of("session", "access_token"),
                "InvalidAppkey", AliExpressGateway::timestamp), options.clock(), ledger, faults, tokens);
        this.moods = moods;
        this.clock = options.clock();
        this.ledger = ledger;
        AliExpressSearch search = new AliExpressSearch(shapes, moods);
        AliExpressProducts products = new AliExpressProducts(trades, shapes);
        AliExpressFreight freight = new AliExpressFreight(trades, shapes);
        AliExpressOrders orders = new AliExpressOrders(trades, shapes, moods);
        AliExpressLogistics logistics = new AliExpressLogistics(trades, shapes);
        String verbs = "GET POST";
        open(verbs, REST + "/auth/token/create", "code* uuid", call -> AliExpressTokens.create(tokens, call));
        open(verbs, REST + "/auth/token/refresh", "refresh_token*", call -> tokens.refresh(call.parameters().text("refresh_token")));
        add(verbs, SEARCH, "keyWord local* countryCode* currency* categoryId sortBy pageSize pageIndex searchExtend selectionName",
                search::text);
        open(verbs, AFFILIATE, "keywords category_ids min_sale_price max_sale_price page_no page_size sort target_currency"
                + " target_language ship_to_country tracking_id delivery_days platform_product_type fields", search::affiliate);
        add(verbs, PRODUCT, "product_id* ship_to_country* target_currency target_language remove_personal_benefit biz_model"
                + " province_code city_code", products::get);
        open(verbs, CATEGORIES, "categoryId language app_signature", products::categories);
        open(verbs, "aliexpress.ds.address.get", "countryCode* language isMultiLanguage", products::addresses);
        add(verbs, FREIGHT, "queryDeliveryReq*", freight::query);
        add(verbs, CREATE, "param_place_order_request4_open_api_d_t_o* ds_extend_request", orders::create);
        add(verbs, "aliexpress.trade.ds.order.get", "single_order_query*", orders::get);
        add(verbs, TRACKING, "ae_order_id* language*", logistics::tracking);
    }

    @Override
    String api(String path, Map<String, String> parameters) {
        if (path.startsWith(REST + "/")) {
            if (parameters.containsKey("method")) {
                throw Refusal.invalid("method", "a call of " + REST + " is named by its path");
            }
            return path;
        }
        String method = parameters.get("method");
        if (!path.equals(SYNC) || method != null && method.startsWith("/")) {
            throw Refusal.gateway("InvalidApiPath", "The specified API path is invalid");
        }
        if (method == null) {
            throw Refusal.missing("method");
        }
        return method;
    }

    @Override
    String signedPath(String api) {
        return api.startsWith(REST) ? api.substring(REST.length()) : "";
    }

    @Override
    boolean spends(String api) {
        return api.equals(CREATE);
    }

    @Override
    void meter(Request call, Admission.Admitted admitted) {
        if (call.api().startsWith(REST)) {
            return;
        }
        CallClass kind = call.api().equals(CREATE) ? CallClass.ORDERS
                : call.api().equals(SEARCH) || call.api().equals(AFFILIATE) ? CallClass.SEARCH : CallClass.STANDARD;
        if (!moods.fits(kind, clock.instant())) {
            ledger.write("limit_exceeded", Json.object().put("supplier", SandboxServer.ALIEXPRESS).put("api", call.api())
                    .put("class", kind.name()));
            throw banned(BAN);
        }
    }

    @Override
    Answer success(Request call, ObjectNode answer) {
        answer.put("request_id", call.requestId());
        if (call.api().startsWith(REST)) {
            return new Answer(answer.put("code", "0"), "0");
        }
        return new Answer(shapes.envelope(call.api(), answer.put("_trace_id_", call.requestId())), "0");
    }

    @Override
    Answer failure(Request call, Refusal refusal) {
        ObjectNode body;
        if (call.api().startsWith(REST)) {
            body = refusal.body().put("request_id", call.requestId());
        } else if (refusal.isBusiness()) {
            body = shapes.envelope(call.api(), business(call.api(), refusal).put("request_id", call.requestId()));
        } else {
            body = shapes.refusal(refusal, call.requestId());
        }
        return new Answer(body, refusal.code());
    }

    /** Numbers of three digits and more are a method's own codes, and so are an order's words. */
    @Override
    Refusal refusal(String api, Fault fault, String message) {
        boolean number = fault.code().matches("\\d{3,}") && Set.of(SEARCH, AFFILIATE, PRODUCT, FREIGHT, TRACKING, CATEGORIES).contains(api);
        boolean word = api.equals(CREATE) && fault.code().matches("[A-Z][A-Z0-9_]{4,}");
        if (BACKEND.contains(fault.code())) {
            return Refusal.backend(fault.code(), fault.message() == null ? "Remote service error" : message);
        }
        return number || word ? Refusal.business(fault.code(), message) : Refusal.gateway(fault.code(), message);
    }

    @Override
    ObjectNode withoutPayload(ObjectNode answer, boolean empty) {
        JsonNode first = answer.size() == 1 ? answer.elements().next() : answer;
        ObjectNode holder = first instanceof ObjectNode inner ? inner : answer;
        for (String name : List.of("result", "resp_result", "data", "access_token")) {
            JsonNode payload = holder.remove(name);
            if (payload != null && empty) {
                holder.set(name, payload.isTextual() ? Json.MAPPER.getNodeFactory().textNode("") : Json.object());
            }
        }
        return answer;
    }

    @Override
    void clear() {
        super.clear();
        shapes.clear();
    }

    /** A business rule's no, in the success envelope of its method. */
    private ObjectNode business(String api, Refusal refusal) {
        ObjectNode answer = Json.object();
        switch (api) {
            case CREATE -> {
                ObjectNode result = answer.putObject("result").put("error_code", refusal.code()).put("error_msg", refusal.getMessage());
                shapes.flag(result, "is_success", false);
            }
            case FREIGHT -> shapes.code(answer.putObject("result").put("success", false).put("msg", refusal.getMessage()), "code",
                    Integer.parseInt(refusal.code()));
            case TRACKING -> answer.putObject("result").put("ret", false).put("code", refusal.code()).put("msg", refusal.getMessage());
            case PRODUCT -> shapes.code(answer.put("rsp_msg", refusal.getMessage()), "rsp_code", Integer.parseInt(refusal.code()));
            case AFFILIATE, CATEGORIES -> shapes.code(answer.putObject("resp_result").put("resp_msg", refusal.getMessage()), "resp_code",
                    Integer.parseInt(refusal.code()));
            default -> answer.put("code", refusal.code()).put("msg", refusal.getMessage());
        }
        return answer;
    }

    private static Instant timestamp(String text) {
        Instant millis = Admission.millis(text);
        if (millis != null) {
            return millis;
        }
        try {
            return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text, TEXT).toInstant(TEXT_TIME);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
