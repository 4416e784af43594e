package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.Envelope;
import io.github.dropshiproutes.suppliers.Json;
import io.github.dropshiproutes.suppliers.Refusal;
import io.github.dropshiproutes.suppliers.SupplierCall;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Alibaba.com's envelopes: the gateway's code must be 0 and, where an inner result stands, that must be fine too: both are
 * seen to differ.
 */
@Component("alibabaEnvelope")
public class AlibabaEnvelope implements Envelope {

    @Override
    public String supplier() {
        return AlibabaSettings.SUPPLIER;
    }

    @Override
    public Refusal gatewayRefusal(JsonNode answer) {
        JsonNode gateway = answer.path("error_response").isObject() ? answer.path("error_response") : answer;
        String code = Json.text(gateway, "code");
        if (gateway == answer && (code == null || code.equals("0"))) {
            return null;
        }
        return new Refusal(code, Json.text(gateway, "sub_code"), Refusal.message(gateway));
    }

    @Override
    public JsonNode open(SupplierCall call, JsonNode answer) {
        return answer;
    }

    @Override
    public Refusal serviceRefusal(SupplierCall call, JsonNode content) {
        String message = Refusal.message(content);
        if (message != null && message.toLowerCase(Locale.ROOT).contains("ban will last")) {
            return Refusal.of("ApiCallLimit", content);
        }
        JsonNode result = content.path("result");
        if (result.isObject()) {
            String inner = Json.text(result, "result_code");
            inner = inner != null ? inner : Json.text(result, "code");
            if (denies(result, "success") || inner != null && !inner.equals("200") && !inner.equals("0")) {
                return Refusal.of(inner, result);
            }
        }
        return denies(content, "success") || denies(content, "biz_success") ? Refusal.of(Json.text(content, "msg_code"), content) : null;
    }

    private static boolean denies(JsonNode node, String flag) {
        return node.has(flag) && !node.path(flag).asBoolean(true);
    }
}
