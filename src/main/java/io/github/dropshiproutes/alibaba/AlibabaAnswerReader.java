package io.github.dropshiproutes.alibaba;

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
import io.github.dropshiproutes.http.GateShutException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.springframework.stereotype.Component;

/**
 * Reads what came back from Alibaba's gateway, in every envelope shape, and says what it is: an answer (the body becomes
 * the JSON), a refusal (a typed exception by the error table), or, for create and pay, an outcome nobody knows.
 */
@Component("alibabaAnswerReader")
public class AlibabaAnswerReader {

    /** The longest answer that is read; a product description with its HTML stays far below. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build()
            .reader();

    private final ErrorCatalogue catalogue;
    private final AlibabaSettings settings;
    private final MeterRegistry meters;

    public AlibabaAnswerReader(ErrorCatalogue catalogue, AlibabaSettings settings, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.meters = meters;
    }

    /** Reads the variable {@code reply}; the body becomes the answer's JSON. */
    public void read(Exchange exchange) {
        AlibabaCall call = exchange.getVariable("call", AlibabaCall.class);
        byte[] bytes;
        try (InputStream reply = exchange.getVariable("reply", InputStream.class)) {
            bytes = reply == null ? new byte[0] : reply.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw failed(call, e);
        }
        Integer status = exchange.getVariable("header:reply." + Exchange.HTTP_RESPONSE_CODE, Integer.class);
        exchange.removeVariable("reply");
        JsonNode answer = parse(call, status == null ? 200 : status, bytes, retryAfter(exchange));
        refuse(call, answer);
        call.answered();
        count(call, "ok");
        exchange.getMessage().setBody(answer);
    }

    /** Says what an I/O failure means: surely not sent, harmless to repeat, or unknown. */
    public void transport(Exchange exchange) {
        AlibabaCall call = exchange.getVariable("call", AlibabaCall.class);
        throw failed(call, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /** Keeps a timed-out read in the call, with the waits before its repetitions. */
    public void willRepeat(Exchange exchange) {
        AlibabaCall call = exchange.getVariable("call", AlibabaCall.class);
        call.failed(SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)), settings.readRetryDelays());
    }

    /** Throws what the last repetition ended with, if it ended badly. */
    public void giveUpIfUnanswered(Exchange exchange) {
        SupplierException failure = exchange.getVariable("call", AlibabaCall.class).getFailure();
        if (failure != null) {
            throw failure;
        }
    }

    /** Variables know upper from lower case, the names of HTTP headers do not. */
    private static String retryAfter(Exchange exchange) {
        return exchange.getVariables().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("header:reply.Retry-After"))
                .map(header -> String.valueOf(header.getValue())).findFirst().orElse(null);
    }

    private JsonNode parse(AlibabaCall call, int status, byte[] bytes, String retryAfter) {
        if (bytes.length > MAX_BYTES) {
            throw exception(call, "UNREADABLE_ANSWER", "the answer is longer than " + MAX_BYTES + " bytes", null);
        }
        JsonNode answer = null;
        try {
            answer = bytes.length == 0 ? null : JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            answer = null;
        } catch (IOException e) {
            throw failed(call, e);
        }
        if (answer != null && answer.isObject() && (status < 400 || refuses(answer, status))) {
            return answer;
        }
        if (status == 429) {
            ErrorCode throttled = catalogue.find("alibaba", "HTTP_429");
            count(call, "throttled");
            throw new ThrottledException(throttled, "HTTP 429", null, seconds(retryAfter));
        }
        if (status >= 500) {
            throw exception(call, "HTTP_5XX", "HTTP " + status, null);
        }
        if (status == 401 || status == 403) {
            throw exception(call, "HTTP_" + status, "HTTP " + status, null);
        }
        if (status >= 400) {
            throw exception(call, "HTTP_4XX", "HTTP " + status, null);
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8).stripLeading();
        throw exception(call, start.startsWith("<") ? "HTML_ANSWER" : "UNREADABLE_ANSWER",
                "HTTP " + status + " with " + (bytes.length == 0 ? "an empty body" : bytes.length + " bytes that are no JSON object"), null);
    }

    /** Proxies too answer a failure with JSON: beside the gateway's own 400, only a code that is documented counts. */
    private boolean refuses(JsonNode answer, int status) {
        String code = code(gateway(answer));
        return code != null && !code.equals("0") && (status == 400 || known(code));
    }

    private static JsonNode gateway(JsonNode answer) {
        return answer.path("error_response").isObject() ? answer.path("error_response") : answer;
    }

    /** The gateway's code must be 0 and, where an inner result stands, that must be fine too: both are seen to differ. */
    private void refuse(AlibabaCall call, JsonNode answer) {
        String requestId = Json.text(answer, "request_id");
        JsonNode gateway = gateway(answer);
        String code = code(gateway);
        String message = message(gateway);
        if (gateway != answer || code != null && !code.equals("0")) {
            String sub = Json.text(gateway, "sub_code");
            ErrorCode error = sub != null && known(sub) ? catalogue.find("alibaba", sub)
                    : catalogue.find("alibaba", code == null ? "UNREADABLE_ANSWER" : code);
            throw thrown(call, error, message, requestId != null ? requestId : Json.text(gateway, "request_id"));
        }
        if (message != null && message.toLowerCase(java.util.Locale.ROOT).contains("ban will last")) {
            throw thrown(call, catalogue.find("alibaba", "ApiCallLimit"), message, requestId);
        }
        JsonNode result = answer.path("result");
        if (result.isObject()) {
            String inner = Json.text(result, "result_code");
            inner = inner != null ? inner : Json.text(result, "code");
            boolean denied = result.has("success") && !result.path("success").asBoolean(true);
            if (denied || inner != null && !inner.equals("200") && !inner.equals("0")) {
                throw thrown(call, catalogue.find("alibaba", inner == null ? "UNREADABLE_ANSWER" : inner), message(result), requestId);
            }
        }
        if (answer.has("success") && !answer.path("success").asBoolean(true)
                || answer.has("biz_success") && !answer.path("biz_success").asBoolean(true)) {
            String inner = Json.text(answer, "msg_code");
            throw thrown(call, catalogue.find("alibaba", inner == null ? "UNREADABLE_ANSWER" : inner), message, requestId);
        }
    }

    private SupplierException failed(AlibabaCall call, Exception failure) {
        Throwable cause = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException) {
                cause = t;
                break;
            }
        }
        if (cause instanceof GateShutException) {
            return exception(call, "LEASE_OVER", cause.getMessage(), null);
        }
        if (cause instanceof ConnectionRequestTimeoutException) {
            return exception(call, "CONNECTION_REFUSED", "no connection was free in time", null);
        }
        if (cause instanceof ConnectException || cause instanceof HttpHostConnectException || cause instanceof ConnectTimeoutException
                || cause instanceof UnknownHostException || cause instanceof NoRouteToHostException) {
            return exception(call, "CONNECTION_REFUSED", "no connection: " + cause.getClass().getSimpleName(), null);
        }
        boolean late = cause instanceof InterruptedIOException || cause.getClass().getSimpleName().contains("RequestFailed");
        String code = late ? "TIMEOUT" : "CONNECTION_LOST";
        String message = (late ? "no answer in time: " : "the connection broke: ") + cause.getClass().getSimpleName();
        if (call.isSpending()) {
            return exception(call, code, message, null);
        }
        count(call, "timeout");
        return new ReadTimeoutException(catalogue.find("alibaba", code), message, null, null);
    }

    private SupplierException exception(AlibabaCall call, String code, String message, String requestId) {
        return thrown(call, catalogue.find("alibaba", code), message, requestId);
    }

    /** A create or pay that was answered by anything but a documented refusal has an unknown outcome. */
    private SupplierException thrown(AlibabaCall call, ErrorCode error, String message, String requestId) {
        String said = message == null ? error.meaning() : message;
        count(call, error.kind().name().toLowerCase(java.util.Locale.ROOT));
        SupplierException exception = catalogue.exception(error, said, requestId);
        boolean open = !exception.getError().refusal() && exception.getError().kind() != ErrorClass.UNKNOWN;
        return call.isSpending() && open ? new OutcomeUnknownException(error, said, requestId, null) : exception;
    }

    private boolean known(String code) {
        return catalogue.find("alibaba", code).kind() != ErrorClass.UNKNOWN;
    }

    private void count(AlibabaCall call, String result) {
        meters.counter("dropship.supplier.calls", List.of(io.micrometer.core.instrument.Tag.of("supplier", "alibaba"),
                io.micrometer.core.instrument.Tag.of("api", call.getApi()), io.micrometer.core.instrument.Tag.of("result", result)))
                .increment();
    }

    private static String code(JsonNode node) {
        return Json.text(node, "code");
    }

    private static String message(JsonNode node) {
        for (String field : new String[] {"message", "msg", "error_message", "sub_msg", "result_msg", "result_message"}) {
            String text = Json.text(node, field);
            if (text != null) {
                String sub = field.equals("msg") ? Json.text(node, "sub_msg") : null;
                String whole = sub == null ? text : text + ": " + sub;
                return whole.length() > 500 ? whole.substring(0, 500) : whole;
            }
        }
        return null;
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
    }
}
