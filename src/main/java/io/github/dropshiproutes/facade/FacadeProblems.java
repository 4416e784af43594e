package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.errors.ErrorClass;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers the caught exception as a problem (RFC 9457) with the status in the variable {@code status}: a caller's mistake names
 * its {@code field}, a refusal of the supplier its {@code upstream_code}, {@code request_id} and {@code hint}.
 */
@Component("facadeProblem")
public class FacadeProblems implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(FacadeProblems.class);

    /** Seconds. */
    private static final String SOON = "2";

    private final ObjectMapper json;

    public FacadeProblems(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        HttpStatus status = HttpStatus.valueOf(exchange.getVariable("status", Integer.class));
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        SupplierException refusal = SupplierException.in(caught);
        exchange.getMessage().removeHeaders("*");
        String path = exchange.getVariable("path", "", String.class);
        Map<String, Object> problem = new LinkedHashMap<>();
        if (refusal != null) {
            problem.putAll(Problem.of(path, status, detail(refusal)));
            problem.put("upstream_code", refusal.getCode());
            if (refusal.getRequestId() != null) {
                problem.put("request_id", refusal.getRequestId());
            }
            problem.put("hint", refusal.getError().hint());
            Duration wait = wait(refusal);
            if (wait != null) {
                exchange.getMessage().setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()));
            }
            LOG.info("{} was refused: {} (request {})", exchange.getFromRouteId(), refusal.getCode(), refusal.getRequestId());
        } else if (caught instanceof InvalidRequestException mistake) {
            problem.putAll(Problem.of(path, status, mistake.getMessage()));
            problem.put("field", mistake.getField());
        } else if (caught instanceof CallRefusedException) {
            if (status == HttpStatus.SERVICE_UNAVAILABLE) {
                exchange.getMessage().setHeader(HttpHeaders.RETRY_AFTER, SOON);
            }
            problem.putAll(Problem.of(path, status, caught.getMessage()));
        } else {
            problem.putAll(Problem.of(path, status, "Something went wrong on our side; the log says what."));
            LOG.error("{} failed", exchange.getFromRouteId(), caught);
        }
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status.value());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/problem+json");
        exchange.getMessage().setBody(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }

    /** @return how long the supplier told us to wait, or the error table where it only asks for a pause; else null */
    private static Duration wait(SupplierException refusal) {
        ErrorCode error = refusal.getError();
        return refusal.getSaidWait() == null && error.kind() == ErrorClass.THROTTLED ? error.backOff().first() : refusal.getSaidWait();
    }

    private static String detail(SupplierException refusal) {
        ErrorCode error = refusal.getError();
        String words = refusal.getMessage() == null ? error.meaning() : refusal.getMessage();
        return error.kind() == ErrorClass.UNKNOWN || words.equals(error.meaning()) ? words
                : error.meaning().replaceFirst("\\.$", "") + ": " + words;
    }
}
