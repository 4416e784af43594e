package io.github.dropshiproutes.suppliers;

import io.github.dropshiproutes.errors.SupplierException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** One call to be made: what is asked, with which parameters, and how often it was tried. */
public abstract class SupplierCall {

    private final String supplier;
    private final String api;
    private final boolean spending;
    private final boolean withToken;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private Iterator<Duration> delays = List.<Duration>of().iterator();
    private SupplierException failure;

    /**
     * @param supplier   whose gateway is called
     * @param api        what is asked, as metrics name it
     * @param spending   never repeated, and sent only within the lease
     * @param withToken  whether it is made for an account
     * @param parameters what is sent; blank ones are not, for the platforms' own client libraries disagree on whether they are signed
     */
    protected SupplierCall(String supplier, String api, boolean spending, boolean withToken, Map<String, String> parameters) {
        this.supplier = supplier;
        this.api = api;
        this.spending = spending;
        this.withToken = withToken;
        parameters.forEach((key, value) -> {
            if (value != null && !value.isBlank()) {
                this.parameters.put(key, value);
            }
        });
    }

    /** @return what the signature begins with; empty where the platform signs the parameters alone */
    protected abstract String signedPath();

    /** @return the path behind the gateway's base URL */
    protected abstract String path();

    /** @return the name under which the access token travels */
    protected abstract String tokenParameter();

    /** Writes method, headers and body; by default a form in the body, so that no token stands in a request line. */
    protected void write(Message message, Map<String, String> signed) {
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded;charset=UTF-8");
        message.setBody(form(signed).getBytes(StandardCharsets.UTF_8));
    }

    /** @return the parameters as a form or query carries them */
    protected static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public final String getSupplier() {
        return supplier;
    }

    public final String getApi() {
        return api;
    }

    public final boolean isSpending() {
        return spending;
    }

    public final boolean isWithToken() {
        return withToken;
    }

    public final Map<String, String> getParameters() {
        return parameters;
    }

    /** Keeps why the call failed, and how long to wait before each repetition. */
    final void failed(SupplierException failure, List<Duration> delays) {
        if (this.failure == null) {
            this.delays = delays.iterator();
        }
        this.failure = failure;
    }

    /** Says that the latest attempt was answered. */
    final void answered() {
        this.failure = null;
    }

    /** @return true while the call is unanswered and another repetition is allowed */
    public final boolean isRepeatable() {
        return failure != null && delays.hasNext();
    }

    /** @return milliseconds to wait before the next repetition; each is given once */
    public final long getNextDelay() {
        return delays.next().toMillis();
    }

    /** @return why the latest attempt failed, or null when it was answered */
    public final SupplierException getFailure() {
        return failure;
    }
}
