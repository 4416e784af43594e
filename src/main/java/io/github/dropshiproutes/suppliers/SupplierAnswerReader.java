package io.github.dropshiproutes.suppliers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.ErrorClass;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.ReadTimeoutException;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.http.WireFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Reads what came back from a supplier's gateway and says what it is: an answer (the body becomes the JSON inside its
 * envelope), a refusal (a typed exception by the error table), or, for calls that spend, an outcome nobody knows.
 */
@Component("supplierAnswerReader")
public class SupplierAnswerReader {

    /** The longest answer that is read; a product description with its HTML stays far below. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build()
            .reader();

    private final ErrorCatalogue catalogue;
    private final Map<String, Envelope> envelopes;
    private final MeterRegistry meters;

    public SupplierAnswerReader(ErrorCatalogue catalogue, List<Envelope> envelopes, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.envelopes = envelopes.stream().collect(Collectors.toMap(Envelope::supplier, Function.identity()));
        this.meters = meters;
    }

    /** Reads the variable {@code reply}; the body becomes the answer's JSON. */
    public void read(Exchange exchange) {
        SupplierCall call = call(exchange);
        byte[] bytes;
        try (InputStream reply = exchange.getVariable("reply", InputStream.class)) {
            bytes = reply == null ? new byte[0] : reply.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw failed(call, e);
        }
        Integer status = exchange.getVariable("header:reply." + Exchange.HTTP_RESPONSE_CODE, Integer.class);
        exchange.removeVariable("reply");
        JsonNode answer = parse(call, status == null ? 200 : status, bytes, retryAfter(exchange));
        JsonNode content = open(call, answer);
        call.answered();
        count(call, "ok");
        exchange.getMessage().setBody(content);
    }

    /** Says what an I/O failure means: surely not sent, harmless to repeat, or unknown. */
    public void transport(Exchange exchange) {
        throw failed(call(exchange), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    private static SupplierCall call(Exchange exchange) {
        return exchange.getVariable("call", SupplierCall.class);
    }

    /** Variables know upper from lower case, the names of HTTP headers do not. */
    private static String retryAfter(Exchange exchange) {
        return exchange.getVariables().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("header:reply.Retry-After"))
                .map(header -> String.valueOf(header.getValue())).findFirst().orElse(null);
    }

    private JsonNode parse(SupplierCall call, int status, byte[] bytes, String retryAfter) {
        if (bytes.length > MAX_BYTES) {
            throw exception(call, "UNREADABLE_ANSWER", "the answer is longer than " + MAX_BYTES + " bytes");
        }
        JsonNode answer = null;
        try {
            answer = bytes.length == 0 ? null : JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            answer = null;
        } catch (IOException e) {
            throw failed(call, e);
        }
        if (answer != null && answer.isObject() && (status < 400 || refuses(call, answer, status))) {
            return answer;
        }
        if (status == 429) {
            ErrorCode throttled = catalogue.find(call.getSupplier(), "HTTP_429");
            count(call, "throttled");
            throw new ThrottledException(throttled, "HTTP 429", null, seconds(retryAfter));
        }
        if (status >= 500) {
            throw exception(call, "HTTP_5XX", "HTTP " + status);
        }
        if (status == 401 || status == 403) {
            throw exception(call, "HTTP_" + status, "HTTP " + status);
        }
        if (status >= 400) {
            throw exception(call, "HTTP_4XX", "HTTP " + status);
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8).stripLeading();
        throw exception(call, start.startsWith("<") ? "HTML_ANSWER" : "UNREADABLE_ANSWER",
                "HTTP " + status + " with " + (bytes.length == 0 ? "an empty body" : bytes.length + " bytes that are no JSON object"));
    }

    /**
     * Proxies too answer a failure with JSON, and repeat its status in it: beside the gateway's own 400, only a code that is
     * documented counts.
     */
    private boolean refuses(SupplierCall call, JsonNode answer, int status) {
        Refusal refusal = envelopes.get(call.getSupplier()).gatewayRefusal(answer);
        String code = refusal == null ? null : refusal.code();
        return code != null && !code.equals("0")
                && (status == 400 || known(call, code) && !code.equals(String.valueOf(status)));
    }

    private JsonNode open(SupplierCall call, JsonNode answer) {
        Envelope envelope = envelopes.get(call.getSupplier());
        refuse(call, envelope.gatewayRefusal(answer), answer, answer.path("error_response"));
        JsonNode content = envelope.open(call, answer);
        refuse(call, envelope.serviceRefusal(call, content), answer, content);
        return content;
    }

    private void refuse(SupplierCall call, Refusal refusal, JsonNode... whereTheRequestIdMayBe) {
        if (refusal == null) {
            return;
        }
        String code = refusal.subCode() != null && known(call, refusal.subCode()) ? refusal.subCode() : refusal.code();
        String requestId = null;
        for (JsonNode place : whereTheRequestIdMayBe) {
            requestId = requestId == null ? Json.text(place, "request_id") : requestId;
        }
        throw thrown(call, catalogue.find(call.getSupplier(), code == null ? "UNREADABLE_ANSWER" : code), refusal.message(), requestId);
    }

    private SupplierException failed(SupplierCall call, Exception thrown) {
        WireFailure failure = WireFailure.of(thrown);
        if (call.isSpending() || !failure.sent()) {
            return exception(call, failure.code(), failure.message());
        }
        count(call, "timeout");
        return new ReadTimeoutException(catalogue.find(call.getSupplier(), failure.code()), failure.message(), null, null);
    }

    private SupplierException exception(SupplierCall call, String code, String message) {
        return thrown(call, catalogue.find(call.getSupplier(), code), message, null);
    }

    /** A call that spends and was answered by anything but a documented refusal has an unknown outcome. */
    private SupplierException thrown(SupplierCall call, ErrorCode error, String message, String requestId) {
        String said = message == null ? error.meaning() : message;
        count(call, error.kind().name().toLowerCase(Locale.ROOT));
        SupplierException exception = catalogue.exception(error, said, requestId);
        boolean open = !exception.getError().refusal() && exception.getError().kind() != ErrorClass.UNKNOWN;
        return call.isSpending() && open ? new OutcomeUnknownException(error, said, requestId, null) : exception;
    }

    private boolean known(SupplierCall call, String code) {
        return catalogue.find(call.getSupplier(), code).kind() != ErrorClass.UNKNOWN;
    }

    private void count(SupplierCall call, String result) {
        meters.counter("dropship.supplier.calls", Tags.of("supplier", call.getSupplier(), "api", call.getApi(), "result", result))
                .increment();
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
    }
}
