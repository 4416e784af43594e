package io.github.dropshiproutes.aliexpress;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.Envelope;
import io.github.dropshiproutes.suppliers.Json;
import io.github.dropshiproutes.suppliers.Refusal;
import io.github.dropshiproutes.suppliers.SupplierCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * AliExpress's envelopes. The gateway refuses with {@code error_response}, or flat; a service behind it refuses inside the
 * envelope of success, with a false flag or a code of its own, both spelled in many ways.
 */
@Component("aliexpressEnvelope")
public class AliExpressEnvelope implements Envelope {

    /** The method that creates orders, and pays them where that is allowed: its answer must prove what it claims. */
    public static final String CREATE_ORDER = "aliexpress.ds.order.create";

    private static final String WRAPPED = "_response";
    private static final String REFUSED = "error_response";
    private static final Set<String> FINE = Set.of("0", "00", "200");
    private static final List<String> FLAGS = List.of("success", "is_success", "ret");
    private static final List<String> CODES = List.of("error_code", "code", "rsp_code", "resp_code");
    /** Codes that are an answer: not shipped yet; nothing found. */
    private static final Map<String, String> ANSWERS = Map.of("aliexpress.ds.order.tracking.get", "1001",
            "aliexpress.affiliate.product.query", "405");

    @Override
    public String supplier() {
        return AliExpressSettings.SUPPLIER;
    }

    @Override
    public Refusal gatewayRefusal(JsonNode answer) {
        JsonNode error = answer.path(REFUSED);
        if (error.isObject()) {
            return new Refusal(Json.text(error, "code"), Json.text(error, "sub_code"), Refusal.message(error));
        }
        String code = Json.text(answer, "code");
        if (code != null && !FINE.contains(code)) {
            return new Refusal(code, Json.text(answer, "sub_code"), Refusal.message(answer));
        }
        String message = Refusal.message(answer);
        return message != null && message.toLowerCase(Locale.ROOT).contains("ban will last") ? Refusal.of("ApiCallLimit", answer) : null;
    }

    /**
     * The member that is named after the method, else the only one that is named like an envelope (methods are seen to answer
     * under older names), else the answer itself.
     */
    @Override
    public JsonNode open(SupplierCall call, JsonNode answer) {
        JsonNode expected = answer.path(call.getApi().replace('.', '_') + WRAPPED);
        if (expected.isObject()) {
            return expected;
        }
        List<JsonNode> wrapped = new ArrayList<>();
        answer.properties().forEach(member -> {
            if (member.getKey().endsWith(WRAPPED) && member.getValue().isObject()) {
                wrapped.add(member.getValue());
            }
        });
        return wrapped.size() == 1 ? wrapped.get(0) : answer;
    }

    @Override
    public Refusal serviceRefusal(SupplierCall call, JsonNode content) {
        boolean creates = CREATE_ORDER.equals(call.getApi());
        boolean placed = creates && !AliExpressJson.texts(content.path("result").path("order_list")).isEmpty();
        for (JsonNode layer : List.of(content, content.path("resp_result"), content.path("result"))) {
            boolean denied = FLAGS.stream().anyMatch(flag -> Boolean.FALSE.equals(Json.flag(layer, flag)));
            String code = CODES.stream().map(name -> Json.text(layer, name)).filter(found -> found != null && !FINE.contains(found))
                    .findFirst().orElse(null);
            boolean isAnswer = code != null && code.equals(ANSWERS.get(call.getApi()));
            if ((denied || code != null) && !isAnswer) {
                // Refused, and yet there are orders: nobody knows.
                return Refusal.of(placed ? null : code, layer);
            }
        }
        if (!creates) {
            return null;
        }
        JsonNode result = content.path("result");
        return !Boolean.TRUE.equals(Json.flag(result, "is_success")) ? Refusal.of(null, result)
                : placed ? null : Refusal.of("NO_ANSWER_VALUE", result);
    }
}
