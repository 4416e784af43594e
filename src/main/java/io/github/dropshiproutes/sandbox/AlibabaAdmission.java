package io.github.dropshiproutes.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The gateway's own checks, before any business rule: verb, names, application, time, signature and token. */
final class AlibabaAdmission {

    static final Set<String> SYSTEM = Set.of("app_key", "timestamp", "sign_method", "sign", "access_token", "partner_id");

    private static final Duration SKEW = Duration.ofSeconds(7200);

    private final SandboxOptions options;
    private final Clock clock;
    private final Tokens tokens;
    private final Map<String, Instant> spent = new HashMap<>();

    AlibabaAdmission(SandboxOptions options, Tokens tokens) {
        this.options = options;
        this.clock = options.clock();
        this.tokens = tokens;
    }

    /** @param account null where no access token is needed and none came */
    record Admitted(AlibabaEndpoint endpoint, Buyer account, Parameters parameters, String sign) {
    }

    /** Reads query and form into one set of decoded parameters. */
    static void read(HttpExchange exchange, Map<String, String> parameters) throws IOException {
        byte[] body = Http.body(exchange);
        if (body == null) {
            throw Refusal.invalid("body", "larger than " + Http.LARGEST_BODY + " bytes");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (body.length > 0 && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))) {
            throw Refusal.invalid("body", "expected application/x-www-form-urlencoded");
        }
        try {
            Http.parameters(exchange.getRequestURI().getRawQuery(), parameters);
            Http.parameters(new String(body, StandardCharsets.UTF_8), parameters);
        } catch (IllegalArgumentException e) {
            throw Refusal.gateway("InvalidParameter", "The request cannot be read: " + e.getMessage());
        }
    }

    /** @param endpoint null when there is none of that path */
    Admitted admit(String path, String verb, Map<String, String> parameters, AlibabaEndpoint endpoint) {
        if (endpoint == null) {
            throw Refusal.gateway("InvalidApiPath", "The specified API path is invalid");
        }
        if (!endpoint.verbs().contains(verb)) {
            throw Refusal.gateway("InvalidHttpMethod", "This API is called with " + String.join(" or ", endpoint.verbs()));
        }
        parameters.forEach((name, value) -> {
            if (name.isBlank() || value.isBlank()) {
                throw Refusal.invalid(name, "blank parameters are neither signed nor sent");
            }
        });
        checkSystem(path, parameters);
        Buyer account = endpoint.authorized() || parameters.containsKey("access_token")
                ? tokens.authenticate(required(parameters, "access_token")) : null;
        return new Admitted(endpoint, account, business(parameters, endpoint), parameters.get("sign"));
    }

    /** A signed request to spend money is good once; sent again as it is, it was repeated blindly. */
    void spend(Admitted admitted) {
        Instant now = clock.instant();
        synchronized (spent) {
            spent.values().removeIf(until -> until.isBefore(now));
            if (spent.putIfAbsent(admitted.sign, now.plus(SKEW).plus(SKEW)) != null) {
                throw Refusal.gateway("IncompleteSignature", "This signed request has been used; sign every attempt anew");
            }
        }
    }

    /** Forgets which signatures have been used. */
    void clear() {
        synchronized (spent) {
            spent.clear();
        }
    }

    private void checkSystem(String path, Map<String, String> parameters) {
        if (!required(parameters, "app_key").equals(options.appKey())) {
            throw Refusal.gateway("InvalidAppKey", "The specified app key is invalid");
        }
        if (!required(parameters, "sign_method").equals("sha256")) {
            throw Refusal.gateway("InvalidParameter", "Invalid Sign Method");
        }
        String timestamp = required(parameters, "timestamp");
        if (!timestamp.matches("\\d{13}") || Math.abs(Long.parseLong(timestamp) - clock.millis()) > SKEW.toMillis()) {
            throw Refusal.gateway("IllegalTimestamp", "The specified timestamp is not within 7200 seconds of this gateway's clock");
        }
        String expected = GatewaySigner.sign(path, parameters, options.appSecret());
        if (!GatewaySigner.same(expected, required(parameters, "sign"))) {
            throw Refusal.gateway("IncompleteSignature", "The request signature does not conform to platform standards");
        }
    }

    private static Parameters business(Map<String, String> parameters, AlibabaEndpoint endpoint) {
        Map<String, String> business = new LinkedHashMap<>(parameters);
        business.keySet().removeAll(SYSTEM);
        for (String name : business.keySet()) {
            if (!endpoint.parameters().containsKey(name)) {
                throw Refusal.invalid(name, "unknown parameter");
            }
        }
        endpoint.parameters().forEach((name, isRequired) -> {
            if (isRequired && !business.containsKey(name)) {
                throw Refusal.missing(name);
            }
        });
        return new Parameters(business);
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw Refusal.missing(name);
        }
        return value;
    }
}
