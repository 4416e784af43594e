package io.github.dropshiproutes.suppliers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.alibaba.AlibabaEnvelope;
import io.github.dropshiproutes.aliexpress.AliExpressEnvelope;
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

/** Whatever a gateway, a proxy or a captive portal answers is an answer with code 0, or a failure that has a name. */
class SupplierAnswerReaderTest {

    private static final SupplierAnswerReader READER = new SupplierAnswerReader(
            ErrorCatalogue.load(Path.of("routes", "errors", "error-codes.yaml")),
            List.of(new AlibabaEnvelope(), new AliExpressEnvelope()), new SimpleMeterRegistry());

    private static final CamelContext CAMEL = new DefaultCamelContext();

    @Property(tries = 2000)
    void arbitraryBytesAreNeverTakenForSuccess(@ForAll byte[] body, @ForAll("statuses") int status, @ForAll boolean spending) {
        isAnswerOrNamedFailure(body, status, spending);
    }

    @Property(tries = 3000)
    void arbitraryEnvelopesAreReadOrRefused(@ForAll("envelopes") String json, @ForAll("statuses") int status, @ForAll boolean spending) {
        isAnswerOrNamedFailure(json.getBytes(UTF_8), status, spending);
    }

    private static void isAnswerOrNamedFailure(byte[] body, int status, boolean spending) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.setVariable("call", spending ? AlibabaCall.spend("/buynow/order/create", Map.of()) : AlibabaCall.post("/a", Map.of()));
        exchange.setVariable("reply", (InputStream) new ByteArrayInputStream(body));
        exchange.setVariable("header:reply." + Exchange.HTTP_RESPONSE_CODE, status);
        try {
            READER.read(exchange);
        } catch (SupplierException named) {
            assertThat(named.getCode()).isNotBlank();
            return;
        }
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        assertThat(status).isLessThan(400);
        assertThat(answer.isObject()).isTrue();
        // One without a code has no value either; whoever asked refuses that.
        assertThat(Json.text(answer, "code")).isIn(null, "0");
        assertThat(answer.has("error_response") && answer.path("error_response").isObject()).isFalse();
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
        return Combinators.combine(name, value).as((field, it) -> "\"" + field + "\":" + it).list().ofMaxSize(8)
                .map(members -> "{" + String.join(",", members) + "}");
    }
}
