package io.github.dropshiproutes.suppliers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.alibaba.AlibabaEnvelope;
import io.github.dropshiproutes.aliexpress.AliExpressCall;
import io.github.dropshiproutes.aliexpress.AliExpressEnvelope;
import io.github.dropshiproutes.aliexpress.AliExpressJson;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.SupplierException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Whatever a gateway, a proxy or a captive portal answers is an answer that its platform calls one, or a failure that has a name. */
class SupplierAnswerReaderTest {

    private static final SupplierAnswerReader READER = new SupplierAnswerReader(
            ErrorCatalogue.load(Path.of("routes", "errors", "error-codes.yaml")),
            List.of(new AlibabaEnvelope(), new AliExpressEnvelope()), new SimpleMeterRegistry());

    private static final CamelContext CAMEL = new DefaultCamelContext();

    @Property(tries = 2000)
    void arbitraryBytesAreNeverTakenForSuccess(@ForAll byte[] body, @ForAll("statuses") int status, @ForAll boolean spending) {
        isAnswerOfAlibabaOrNamedFailure(body, status, spending);
        isAnswerOfAliExpressOrNamedFailure(body, status, spending);
    }

    @Property(tries = 3000)
    void arbitraryEnvelopesAreReadOrRefused(@ForAll("envelopes") String json, @ForAll("statuses") int status, @ForAll boolean spending) {
        isAnswerOfAlibabaOrNamedFailure(json.getBytes(UTF_8), status, spending);
    }

    @Property(tries = 3000)
    void arbitraryWrappedAnswersAreReadOrRefused(@ForAll("wrapped") String json, @ForAll("statuses") int status, @ForAll boolean spending) {
        isAnswerOfAliExpressOrNamedFailure(json.getBytes(UTF_8), status, spending);
    }

    private static void isAnswerOfAlibabaOrNamedFailure(byte[] body, int status, boolean spending) {
        JsonNode answer = answer(spending ? AlibabaCall.spend("/buynow/order/create", Map.of()) : AlibabaCall.post("/a", Map.of()), body, status);
        if (answer != null) {
            // One without a code has no value either; whoever asked refuses that.
            assertThat(Json.text(answer, "code")).isIn(null, "0");
            assertThat(answer.has("error_response") && answer.path("error_response").isObject()).isFalse();
        }
    }

    /** What counts as an order made must show its number and be called a success. */
    private static void isAnswerOfAliExpressOrNamedFailure(byte[] body, int status, boolean spending) {
        JsonNode answer = answer(spending ? AliExpressCall.spend(AliExpressEnvelope.CREATE_ORDER, Map.of())
                : AliExpressCall.read("aliexpress.ds.product.get", Map.of()), body, status);
        if (answer != null) {
            JsonNode result = answer.path("result");
            assertThat(Json.flag(result, "success")).isNotEqualTo(Boolean.FALSE);
            assertThat(Json.text(answer, "rsp_code")).isIn(null, "0", "00", "200");
            if (spending) {
                assertThat(Json.flag(result, "is_success")).isTrue();
                assertThat(AliExpressJson.texts(result.path("order_list"))).isNotEmpty();
            }
        }
    }

    /** @return null when it was a failure with a name */
    private static JsonNode answer(SupplierCall call, byte[] body, int status) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.setVariable("call", call);
        exchange.setVariable("reply", (InputStream) new ByteArrayInputStream(body));
        exchange.setVariable("header:reply." + Exchange.HTTP_RESPONSE_CODE, status);
        try {
            READER.read(exchange);
        } catch (SupplierException named) {
            assertThat(named.getCode()).isNotBlank();
            return null;
        }
        assertThat(status).isLessThan(400);
        assertThat(exchange.getMessage().getBody(JsonNode.class).isObject()).isTrue();
        return exchange.getMessage().getBody(JsonNode.class);
    }

    @Provide
    Arbitrary<String> wrapped() {
        Arbitrary<String> scalar = Arbitraries.of("null", "true", "false", "\"true\"", "\"false\"", "0", "200", "\"00\"", "\"1001\"", "602",
                "\"SKU_NOT_EXIST\"", "\"REPEATED_ORDER_ERROR\"", "{\"number\":[8198352049851315]}", "{\"number\":[]}", "[]", "{}", "1e400");
        Arbitrary<String> result = members(Arbitraries.of("is_success", "success", "ret", "error_code", "code", "order_list", "error_msg"), scalar);
        Arbitrary<String> content = members(Arbitraries.of("result", "resp_result", "rsp_code", "code", "request_id"),
                Arbitraries.oneOf(result, result, scalar));
        return Arbitraries.oneOf(content, members(Arbitraries.of("aliexpress_ds_order_create_response",
                "aliexpress_ds_product_get_response", "aliexpress_trade_buy_placeorder_response", "error_response", "code", "msg"),
                Arbitraries.oneOf(content, content, scalar)));
    }

    private static Arbitrary<String> members(Arbitrary<String> name, Arbitrary<String> value) {
        return Combinators.combine(name, value).as((field, it) -> "\"" + field + "\":" + it).list().ofMaxSize(8)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 502, 503);
    }

    @Provide
    Arbitrary<String> envelopes() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of("null", "{}", "[]", "true", "false", "0", "\"0\"", "200", "\"200\"", "\"400\"", "1e400", "\"ApiCallLimit\"",
                        "\"IllegalAccessToken\"", "{\"result_code\":\"500\"}", "{\"code\":\"200\",\"success\":false}", "\"ban will last 9 seconds\""),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.strings().alpha().map(text -> "\"" + text + "\""));
        Arbitrary<String> name = Arbitraries.of("code", "message", "msg", "sub_code", "sub_msg", "request_id", "result", "value",
                "result_code", "result_msg", "success", "biz_success", "msg_code", "error_response", "type");
        return members(name, value);
    }
}
