package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.ErrorClass;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.http.WireFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads what came back from the Admin API and says what it is: an answer (the body becomes its {@code data}), a refusal (a typed
 * exception by the section {@code shopify} of the error table, be it an HTTP status, {@code errors[]} or {@code userErrors}), or,
 * for a mutation, an outcome nobody knows.
 */
@Component("shopifyAnswerReader")
public class ShopifyAnswerReader {

    private static final Logger LOG = LoggerFactory.getLogger(ShopifyAnswerReader.class);
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int LONGEST_WORDS = 500;
    private static final String SHOPIFY = "shopify";
    private static final String THROTTLED = "THROTTLED";
    private static final Pattern USER_ERRORS = Pattern.compile("userErrors|\\w+UserErrors");
    private static final JsonNode NONE = JsonNodeFactory.instance.arrayNode();
    private static final Set<Integer> OF_THEIR_OWN = Set.of(401, 402, 403, 404, 423, 429, 430);
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

    private final ErrorCatalogue catalogue;
    private final ShopifySettings settings;
    private final MeterRegistry meters;
    /** Which shops answered by another version than the one asked for, so that it is said once. */
    private final Map<String, String> fallenForward = new ConcurrentHashMap<>();

    public ShopifyAnswerReader(ErrorCatalogue catalogue, ShopifySettings settings, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.meters = meters;
    }

    /** Reads the variable {@code reply}; the body becomes the answer's {@code data}, or the whole answer of the grant. */
    public void read(Exchange exchange) {
        ShopifyCall call = exchange.getVariable("call", ShopifyCall.class);
        byte[] bytes;
        try (InputStream reply = exchange.getVariable("reply", InputStream.class)) {
            bytes = reply == null ? new byte[0] : reply.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw failed(call, e);
        }
        Integer status = exchange.getVariable("header:reply." + Exchange.HTTP_RESPONSE_CODE, Integer.class);
        exchange.removeVariable("reply");
        String requestId = header(exchange, "X-Request-Id");
        compareVersions(call, header(exchange, "X-Shopify-API-Version"));
        JsonNode answer = json(call, bytes);
        call.cost(answer == null ? null : QueryCost.read(answer));
        refuseStatus(call, status == null ? 200 : status, answer, requestId, header(exchange, "Retry-After"));
        if (answer == null || !answer.isObject()) {
            throw exception(call, "UNREADABLE_ANSWER", bytes.length + " bytes that are no JSON object", requestId);
        }
        if (!call.isForToken()) {
            refuseErrors(call, answer, requestId);
            if (!answer.path("data").isObject()) {
                throw exception(call, "NO_ANSWER_VALUE", null, requestId);
            }
            refuseUserErrors(call, answer.get("data"), requestId);
        }
        count(call, "ok");
        call.done();
        exchange.getMessage().setBody(call.isForToken() ? answer : answer.get("data"));
    }

    /** Says what an I/O failure means: surely not sent, harmless, or unknown. */
    public void transport(Exchange exchange) {
        throw failed(exchange.getVariable("call", ShopifyCall.class), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /** Lets the throttling that was caught go on unless it ends so soon that it is waited for right here. */
    public void waitOrGiveUp(Exchange exchange) {
        SupplierException failure = SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        if (!exchange.getVariable("call", ShopifyCall.class).waits(failure, settings.longestWait())) {
            throw failure;
        }
    }

    private void refuseStatus(ShopifyCall call, int status, JsonNode answer, String requestId, String retryAfter) {
        if (status < 300) {
            return;
        }
        String words = answer == null ? null : words(answer.path("errors"));
        if (status == 429) {
            count(call, "throttled");
            throw new ThrottledException(catalogue.find(SHOPIFY, "HTTP_429"), "HTTP 429", requestId, seconds(retryAfter));
        }
        if (call.isForToken() && answer != null && answer.hasNonNull("error")) {
            throw exception(call, answer.get("error").asText(), answer.path("error_description").asText(null), requestId);
        }
        if (status >= 500) {
            throw exception(call, "HTTP_5XX", "HTTP " + status, requestId);
        }
        throw exception(call, OF_THEIR_OWN.contains(status) ? "HTTP_" + status : status < 400 ? "UNREADABLE_ANSWER" : "HTTP_4XX",
                "HTTP " + status + (words == null ? "" : ": " + words), requestId);
    }

    private void refuseErrors(ShopifyCall call, JsonNode answer, String requestId) {
        JsonNode errors = answer.path("errors");
        if (errors.isMissingNode() || errors.isNull() || errors.isArray() && errors.isEmpty()) {
            return;
        }
        String code = errors.isArray() ? errors.path(0).at("/extensions/code").asText(null) : null;
        String words = words(errors);
        if (errors.findValuesAsText("code").contains(THROTTLED)) {
            count(call, "throttled");
            throw new ThrottledException(catalogue.find(SHOPIFY, THROTTLED), words, requestId, fillingTime(answer.at("/extensions/cost")));
        }
        ErrorCode row = catalogue.find(SHOPIFY, code == null ? "UNREADABLE_ANSWER" : code);
        if (call.isMutation() && wasCarriedOut(answer.path("data"))) {
            count(call, "unknown");
            throw new OutcomeUnknownException(row, words == null ? row.meaning() : words, requestId, null);
        }
        throw thrown(call, row, words, requestId);
    }

    /** An error beside the payload of a mutation, such as a field that may not be read, does not mean that nothing was done. */
    private static boolean wasCarriedOut(JsonNode data) {
        for (JsonNode payload : data) {
            if (payload.isObject()) {
                return true;
            }
        }
        return false;
    }

    /** Every field of a mutation has its own, some by a name of their own; what it says without a code is never branched on. */
    private void refuseUserErrors(ShopifyCall call, JsonNode data, String requestId) {
        for (JsonNode payload : data) {
            for (Map.Entry<String, JsonNode> field : payload.properties()) {
                JsonNode errors = field.getValue();
                if (USER_ERRORS.matcher(field.getKey()).matches() && errors.isArray() && !errors.isEmpty()) {
                    String code = errors.path(0).path("code").asText(null);
                    ErrorCode row = catalogue.find(SHOPIFY, code == null ? "USER_ERROR" : code, "USER_ERROR");
                    throw thrown(call, row, words(errors), requestId);
                }
            }
        }
    }

    /** As long as the bucket needs to hold what was asked for, by Shopify's own figures. */
    private static Duration fillingTime(JsonNode cost) {
        BigDecimal asked = cost.path("requestedQueryCost").decimalValue();
        BigDecimal there = cost.at("/throttleStatus/currentlyAvailable").decimalValue();
        BigDecimal rate = cost.at("/throttleStatus/restoreRate").decimalValue();
        if (rate.signum() <= 0 || asked.compareTo(there) <= 0) {
            return null;
        }
        return Duration.ofMillis(asked.subtract(there).movePointRight(3).divide(rate, 0, RoundingMode.UP).min(BigDecimal.valueOf(3_600_000))
                .longValue());
    }

    private void compareVersions(ShopifyCall call, String answered) {
        if (answered == null || call.isForToken()) {
            return;
        }
        boolean other = !answered.equals(settings.apiVersion());
        String before = other ? fallenForward.put(call.getShop(), answered) : fallenForward.remove(call.getShop());
        if (other && !answered.equals(before)) {
            LOG.warn("{} answers by version {} of the Admin API, not by {}: set SHOPIFY_API_VERSION to one that is still supported",
                    call.getShop(), answered.replaceAll("[^\\w.-]", "?"), settings.apiVersion());
        }
    }

    private SupplierException failed(ShopifyCall call, Exception thrown) {
        WireFailure failure = WireFailure.of(thrown);
        if (!failure.sent()) {
            call.notSent();
        }
        if (failure.isLate()) {
            call.noAnswer();
        }
        return exception(call, failure.code(), failure.message(), null);
    }

    private SupplierException exception(ShopifyCall call, String code, String message, String requestId) {
        return thrown(call, catalogue.find(SHOPIFY, code), message, requestId);
    }

    /** A mutation that was answered by anything but a documented refusal has an unknown outcome. */
    private SupplierException thrown(ShopifyCall call, ErrorCode error, String message, String requestId) {
        String said = message == null ? error.meaning() : message;
        count(call, error.kind().name().toLowerCase(Locale.ROOT));
        boolean open = call.isMutation() && !error.refusal() && error.kind() != ErrorClass.UNKNOWN;
        return open ? new OutcomeUnknownException(error, said, requestId, null) : catalogue.exception(error, said, requestId);
    }

    private static JsonNode json(ShopifyCall call, byte[] bytes) {
        try {
            return bytes.length == 0 || bytes.length > MAX_BYTES ? null : JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed for " + call.getOperation(), e);
        }
    }

    /** @return the messages of {@code errors}, which is a list of objects, or of texts, or a text */
    private static String words(JsonNode errors) {
        StringBuilder words = new StringBuilder();
        for (JsonNode error : errors.isArray() ? errors : NONE) {
            words.append(words.isEmpty() ? "" : "; ").append(error.isTextual() ? error.asText() : error.path("message").asText());
        }
        String all = errors.isTextual() ? errors.asText() : words.toString();
        return all.isBlank() ? null : all.length() > LONGEST_WORDS ? all.substring(0, LONGEST_WORDS) : all;
    }

    private void count(ShopifyCall call, String result) {
        meters.counter("dropship.supplier.calls", "supplier", SHOPIFY, "api", call.getOperation(), "result", result).increment();
    }

    /** Variables know upper from lower case, the names of HTTP headers do not. */
    private static String header(Exchange exchange, String name) {
        return exchange.getVariables().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase("header:reply." + name))
                .map(header -> String.valueOf(header.getValue())).findFirst().orElse(null);
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,5}(\\.\\d{1,3})?")
                ? Duration.ofMillis(new BigDecimal(retryAfter).movePointRight(3).longValue()) : null;
    }
}
