package io.github.dropshiproutes.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A gateway's own checks, before any business rule: verb, names, application, time, signature and token. */
final class Admission {

    /** Boundaries, headers and text parts around a file. */
    private static final int MULTIPART_FRAME = 64 * 1024;
    private static final Duration SKEW = Duration.ofSeconds(7200);

    private final Rules rules;
    private final Clock clock;
    private final Tokens tokens;
    private final Map<String, Instant> spent = new HashMap<>();

    Admission(Rules rules, Clock clock, Tokens tokens) {
        this.rules = rules;
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * What is a gateway's own.
     *
     * @param system        names of the parameters that are not the endpoint's
     * @param tokens        those of them that may hold the access token; the first is missed when none is there
     * @param unknownAppKey the code of an application that is not known
     * @param timestamp     reads a timestamp; null = it is none
     */
    record Rules(SandboxOptions.Application application, Set<String> system, List<String> tokens, String unknownAppKey,
                 Function<String, Instant> timestamp) {
    }

    /** @param account null where no access token is needed and none came */
    record Admitted(Endpoint endpoint, Buyer account, Parameters parameters, byte[] file, String sign) {
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

    /**
     * @param signedPath what is signed in front of the parameters
     * @param endpoint   null when there is none of that name
     */
    Admitted admit(String signedPath, String verb, Map<String, String> parameters, byte[] file, Endpoint endpoint) {
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
        checkSystem(signedPath, parameters);
        Buyer account = account(parameters, endpoint);
        if (endpoint.file() != null && file == null) {
            throw Refusal.missing(endpoint.file());
        }
        return new Admitted(endpoint, account, business(parameters, endpoint), file, parameters.get("sign"));
    }

    private Buyer account(Map<String, String> parameters, Endpoint endpoint) {
        List<String> given = rules.tokens.stream().filter(parameters::containsKey).toList();
        if (given.size() > 1) {
            throw Refusal.invalid(given.get(1), "the access token is in " + given.get(0) + " already");
        }
        if (given.isEmpty() && !endpoint.authorized()) {
            return null;
        }
        return tokens.authenticate(required(parameters, given.isEmpty() ? rules.tokens.get(0) : given.get(0)));
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

    private void checkSystem(String signedPath, Map<String, String> parameters) {
        if (!required(parameters, "app_key").equals(rules.application.key())) {
            throw Refusal.gateway(rules.unknownAppKey, "The specified app key is invalid");
        }
        if (!required(parameters, "sign_method").equals("sha256")) {
            throw Refusal.gateway("InvalidParameter", "Invalid Sign Method");
        }
        Instant at = rules.timestamp.apply(required(parameters, "timestamp"));
        if (at == null || Math.abs(at.toEpochMilli() - clock.millis()) > SKEW.toMillis()) {
            throw Refusal.gateway("IllegalTimestamp", "The specified timestamp is not within 7200 seconds of this gateway's clock");
        }
        String expected = GatewaySigner.sign(signedPath, parameters, rules.application.secret());
        if (!GatewaySigner.same(expected, required(parameters, "sign"))) {
            throw Refusal.gateway("IncompleteSignature", "The request signature does not conform to platform standards");
        }
    }

    /** @return the time of 13 digits, or null */
    static Instant millis(String text) {
        return text.matches("\\d{13}") ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
    }

    private Parameters business(Map<String, String> parameters, Endpoint endpoint) {
        Map<String, String> business = new LinkedHashMap<>(parameters);
        business.keySet().removeAll(rules.system);
        endpoint.parameters().forEach((name, isRequired) -> {
            if (isRequired && !business.containsKey(name)) {
                throw Refusal.missing(name);
            }
        });
        for (String name : business.keySet()) {
            if (!endpoint.parameters().containsKey(name)) {
                throw Refusal.invalid(name, "unknown parameter");
            }
        }
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
