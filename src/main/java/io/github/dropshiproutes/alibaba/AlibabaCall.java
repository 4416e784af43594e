package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.budgets.BudgetedCall;
import io.github.dropshiproutes.errors.SupplierException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One call to be made: path, verb and business parameters by the guide's names, and how often it was tried. */
public final class AlibabaCall implements BudgetedCall {

    private final String api;
    private final boolean post;
    private final boolean spending;
    private final boolean withToken;
    private final Map<String, String> parameters;
    private AlibabaFile file;
    private Iterator<Duration> delays = List.<Duration>of().iterator();
    private SupplierException failure;

    private AlibabaCall(String api, boolean post, boolean spending, boolean withToken, Map<String, String> parameters) {
        this.api = api;
        this.post = post;
        this.spending = spending;
        this.withToken = withToken;
        this.parameters = new LinkedHashMap<>();
        // A blank parameter is never sent: the gateway's own client libraries disagree on whether it is signed.
        parameters.forEach((key, value) -> {
            if (value != null && !value.isBlank()) {
                this.parameters.put(key, value);
            }
        });
    }

    /** A call the guide allows by GET only. */
    public static AlibabaCall get(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, false, false, true, parameters);
    }

    /** A call the guide allows by GET and POST: by POST the token stays out of every access log. */
    public static AlibabaCall post(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, true, false, true, parameters);
    }

    /** A call that spends money: never repeated, and sent only within the lease. */
    public static AlibabaCall spend(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, true, true, true, parameters);
    }

    /** A call that carries a file: its bytes travel beside the parameters and are not signed. */
    public static AlibabaCall upload(String api, Map<String, String> parameters, AlibabaFile file) {
        AlibabaCall call = new AlibabaCall(api, true, false, true, parameters);
        call.file = file;
        return call;
    }

    /** A call of the token endpoints, which carries no access token. */
    public static AlibabaCall token(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, true, false, false, parameters);
    }

    @Override
    public String getSupplier() {
        return "alibaba";
    }

    @Override
    public String getApi() {
        return api;
    }

    public boolean isPost() {
        return post;
    }

    public boolean isSpending() {
        return spending;
    }

    public boolean isWithToken() {
        return withToken;
    }

    public Map<String, String> getParameters() {
        return parameters;
    }

    /** @return the file that travels with the call, or null */
    public AlibabaFile getFile() {
        return file;
    }

    /** Keeps why the call failed, and how long to wait before each repetition. */
    void failed(SupplierException failure, List<Duration> delays) {
        if (this.failure == null) {
            this.delays = delays.iterator();
        }
        this.failure = failure;
    }

    /** Says that the latest attempt was answered. */
    void answered() {
        this.failure = null;
    }

    /** @return true while the call is unanswered and another repetition is allowed */
    public boolean isRepeatable() {
        return failure != null && delays.hasNext();
    }

    /** @return milliseconds to wait before the next repetition; each is given once */
    public long getNextDelay() {
        return delays.next().toMillis();
    }

    /** @return why the latest attempt failed, or null when it was answered */
    public SupplierException getFailure() {
        return failure;
    }
}
