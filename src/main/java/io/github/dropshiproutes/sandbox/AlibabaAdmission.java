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

    /** Boundaries, headers and text parts around a file. */
    private static final int MULTIPART_FRAME = 64 * 1024;
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
    record Admitted(AlibabaEndpoint endpoint, Buyer account, Parameters parameters, byte[] file, String sign) {
    }

    /**
     * Reads query and body into one set of decoded parameters.
     *
     * @param fileName the parameter that may come as a file; null = none
     * @return that file, or null when none came
     */
    static byte[] read(HttpExchange exchange, Map<String, String> parameters, String fileName) throws IOException {
        int most = fileName == null ? Http.LARGEST_BODY : AlibabaAttachments.LARGEST + MULTIPART_FRAME;
        byte[] body = Http.body(exchange, most);
        if (body == null) {
            throw Refusal.invalid(fileName == null ? "body" : fileName, "the body is larger than " + most + " bytes");
        }
        String given = exchange.getRequestHeaders().getFirst("Content-Type");
        String type = given == null ? "" : given.toLowerCase(Locale.ROOT);
        boolean multipart = fileName != null && type.startsWith(Multipart.TYPE);
        if (body.length > 0 && !multipart && !type.startsWith("application/x-www-form-urlencoded")) {
            throw Refusal.invalid("body", "expected " + (fileName == null ? "application/x-www-form-urlencoded" : Multipart.TYPE));
        }
        try {
            Http.parameters(exchange.getRequestURI().getRawQuery(), parameters);
            if (!multipart) {
                Http.parameters(new String(body, StandardCharsets.UTF_8), parameters);
                return null;
            }
            Multipart.File file = Multipart.read(given, body, parameters);
            if (file != null && !file.name().equals(fileName)) {
                throw new IllegalArgumentException("\"" + file.name() + "\" must not be a file, only " + fileName + " is one");
            }
            return file == null ? null : file.bytes();
        } catch (IllegalArgumentException e) {
            throw Refusal.gateway("InvalidParameter", "The request cannot be read: " + e.getMessage());
        }
    }

    /** @param endpoint null when there is none of that path */
    Admitted admit(String path, String verb, Map<String, String> parameters, byte[] file, AlibabaEndpoint endpoint) {
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
        if (endpoint.file() != null && file == null) {
            throw Refusal.missing(endpoint.file());
        }
        return new Admitted(endpoint, account, business(parameters, endpoint), file, parameters.get("sign"));
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
