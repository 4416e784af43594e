package io.github.dropshiproutes.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.commands.SetupCheck.Line;
import io.github.dropshiproutes.settings.Setting;
import io.github.dropshiproutes.suppliers.CallSignature;
import org.springframework.core.env.PropertyResolver;

/** Makes one call at each upstream that costs nothing and changes nothing, and reads what it says of our credentials. */
final class UpstreamCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Alibaba refuses timestamps two hours off; a clock that is a minute off is on its way there. */
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final ObjectMapper json = new ObjectMapper();

    private final PropertyResolver settings;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();

    UpstreamCheck(PropertyResolver settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** An answer of any status, and when the upstream says it was given. */
    private record Answer(int status, JsonNode body, Optional<Instant> at) {
    }

    /** @return what the order list says of key, secret and token, and how far our clock is off */
    List<Line> alibaba() {
        if (value(Setting.ALIBABA_APP_KEY).isEmpty()) {
            return List.of(new Line("Alibaba", null, "not used"));
        }
        if (value(Setting.ALIBABA_ACCESS_TOKEN).isEmpty()) {
            return List.of(new Line("Alibaba", null, "key and secret are set; they are proved once an account is connected at"
                    + " PUBLIC_URL/connect/alibaba or ALIBABA_ACCESS_TOKEN is set"));
        }
        List<Line> lines = new ArrayList<>();
        try {
            Answer answer = listOrders();
            String code = answer.body().path("code").asText("");
            if (code.equals("0")) {
                lines.add(new Line("Alibaba", null, "key, secret and token are accepted"));
            } else {
                lines.add(new Line("Alibaba", "answers " + (code.isEmpty() ? "HTTP " + answer.status() : code), remedy(code)));
            }
            answer.at().ifPresent(at -> lines.add(clock(at)));
        } catch (IOException e) {
            lines.add(new Line("Alibaba", "cannot be reached: " + e, "see that this machine may reach ALIBABA_BASE_URL"));
        }
        return lines;
    }

    // In the body of a POST, which the guide allows here: a token in a URL would end up in some log.
    private Answer listOrders() throws IOException {
        TreeMap<String, String> parameters = new TreeMap<>(Map.of("app_key", value(Setting.ALIBABA_APP_KEY),
                "access_token", value(Setting.ALIBABA_ACCESS_TOKEN), "sign_method", "sha256", "role", "buyer",
                "start_page", "0", "page_size", "1", "timestamp", Long.toString(clock.millis())));
        parameters.put("sign", CallSignature.sign("/alibaba/order/list", parameters, value(Setting.ALIBABA_APP_SECRET)));
        return send(HttpRequest.newBuilder(URI.create(value(Setting.ALIBABA_BASE_URL) + "/alibaba/order/list"))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
    }

    private static String remedy(String code) {
        return switch (code) {
            case "IllegalAccessToken", "InvalidAccessToken" -> "connect the account again, or correct ALIBABA_ACCESS_TOKEN";
            case "IncompleteSignature", "InvalidSignature" -> "correct ALIBABA_APP_SECRET";
            case "InvalidAppKey", "AppKeyNotExist" -> "correct ALIBABA_APP_KEY";
            case "IllegalTimestamp", "InvalidTimestamp" -> "synchronise this machine's clock";
            case "InsufficientPermission", "AppNotSubscribed" -> "ask Alibaba to grant the application the order APIs";
            default -> "look the code up in routes/errors/error-codes.yaml";
        };
    }

    /** @return whether the Admin API takes our token or credentials, and lets us read orders */
    List<Line> shopify() {
        if (value(Setting.SHOPIFY_SHOP).isEmpty()) {
            return List.of();
        }
        try {
            Answer scopes = graphql("{ currentAppInstallation { accessScopes { handle } } }", adminToken());
            if (scopes.status() != 200 || scopes.body().has("errors")) {
                return List.of(new Line("Shopify", "refuses the token (HTTP " + scopes.status() + ")",
                        "correct SHOPIFY_ACCESS_TOKEN, or SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET"));
            }
            List<String> granted = scopes.body().findValuesAsText("handle");
            return List.of(granted.contains("read_orders")
                    ? new Line("Shopify", null, "the token is accepted and may read orders")
                    : new Line("Shopify", "the token may not read orders", "grant the app the scope read_orders"));
        } catch (IOException e) {
            return List.of(new Line("Shopify", "cannot be reached: " + e, "correct SHOPIFY_SHOP, and see that this machine may reach it"));
        }
    }

    private String adminToken() throws IOException {
        if (!value(Setting.SHOPIFY_ACCESS_TOKEN).isEmpty()) {
            return value(Setting.SHOPIFY_ACCESS_TOKEN);
        }
        String credentials = form(Map.of("grant_type", "client_credentials", "client_id", value(Setting.SHOPIFY_CLIENT_ID),
                "client_secret", value(Setting.SHOPIFY_CLIENT_SECRET)));
        return send(HttpRequest.newBuilder(shop("/admin/oauth/access_token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(credentials))).body().path("access_token").asText("none");
    }

    private Answer graphql(String query, String token) throws IOException {
        return send(HttpRequest.newBuilder(shop("/admin/api/" + value(Setting.SHOPIFY_API_VERSION) + "/graphql.json"))
                .header("Content-Type", "application/json").header("X-Shopify-Access-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("query", query)))));
    }

    private URI shop(String path) {
        return URI.create(value(Setting.SHOPIFY_BASE_URL).replace("{shop}", value(Setting.SHOPIFY_SHOP)) + path);
    }

    private Line clock(Instant theirs) {
        Duration off = Duration.between(theirs, clock.instant()).abs();
        return off.compareTo(SKEW) <= 0 ? new Line("clock", null, "agrees with Alibaba's")
                : new Line("clock", "is " + off.toSeconds() + " s off", "synchronise this machine's clock (NTP)");
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<InputStream> response = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response.statusCode(), read(body.readNBytes(LONGEST_ANSWER)),
                        response.headers().firstValue("Date").flatMap(UpstreamCheck::time));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address that can be called", e);
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException notJson) {
            return json.createObjectNode();
        }
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String value(Setting setting) {
        return settings.getProperty(setting.key(), "").strip();
    }
}
