package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One line of the ledger.
 *
 * @param sequence rising from 1
 * @param at       the sandbox's clock
 * @param kind     {@code call} for every request, or what it changed: {@code created}, {@code paid}, {@code cancelled},
 *                 and the sandbox's own {@code quoted}, {@code uploaded}, {@code pay_failed}, {@code status}, {@code stock},
 *                 {@code token}, {@code limit_exceeded}
 * @param api      API path of a call, or AliExpress's method; null otherwise
 * @param code     code that a call was answered with, also when the answer was then lost; null otherwise
 * @param json     the whole line; never a token, a signature or an authorization code
 */
public record LedgerEntry(long sequence, Instant at, String kind, String api, String code, String json) {

    public JsonNode data() {
        return Json.readOwn(json);
    }

    /** @return the named field as text, or null */
    public String text(String field) {
        JsonNode value = data().get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** @return {@code alibaba} or {@code aliexpress}; whose entry it is */
    public String supplier() {
        return data().path("supplier").asText(SandboxServer.ALIBABA);
    }

    public String tradeId() {
        return text("trade_id");
    }

    /** @return the named parameter of a call as it was sent, or null */
    public String parameter(String name) {
        JsonNode value = data().path("parameters").get(name);
        return value == null ? null : value.asText();
    }
}
