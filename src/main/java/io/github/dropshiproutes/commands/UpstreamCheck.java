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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.alibaba.AlibabaEnvelope;
import io.github.dropshiproutes.aliexpress.AliExpressEnvelope;
import io.github.dropshiproutes.commands.SetupCheck.Line;
import io.github.dropshiproutes.settings.Setting;
import io.github.dropshiproutes.suppliers.CallSignature;
import io.github.dropshiproutes.suppliers.Envelope;
import io.github.dropshiproutes.suppliers.Refusal;
import org.springframework.core.env.PropertyResolver;

/** Makes one call at each upstream that costs nothing and changes nothing, and reads what it says of our credentials. */
final class UpstreamCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** The suppliers refuse timestamps two hours off; a clock that is a minute off is on its way there. */
    private static final Duration SKEW = Duration.ofMinutes(1);
    /** What is printed of an answer; anything else could forge a line. */
    private static final Pattern CODE = Pattern.compile("[\\w.-]{1,100}");
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

    /**
     * How one supplier is tried.
     *
     * @param prefix   of its variables
     * @param envelope reads what it refuses
     * @param accepted a refusal that only a caller with a good key, secret and token hears, or null
     * @param base     the address that is named when nobody answers
     * @param ask      makes the call
     */
    private record Trial(String name, String prefix, Setting key, Setting token, Envelope envelope, String accepted, Setting base,
                         Question ask) {
    }

    private interface Question {
        Answer ask() throws IOException;
    }

    /** @return what each supplier says of key, secret and token, and how far our clock is off */
    List<Line> suppliers() {
        List<Line> lines = new ArrayList<>();
        List<Line> clocks = new ArrayList<>();
        for (Trial trial : List.of(
                new Trial("Alibaba", "ALIBABA", Setting.ALIBABA_APP_KEY, Setting.ALIBABA_ACCESS_TOKEN, new AlibabaEnvelope(), null,
                        Setting.ALIBABA_BASE_URL, this::listAlibabaOrders),
                new Trial("AliExpress", "ALIEXPRESS", Setting.ALIEXPRESS_APP_KEY, Setting.ALIEXPRESS_ACCESS_TOKEN, new AliExpressEnvelope(),
                        "isv.insufficient-permission", Setting.ALIEXPRESS_BASE_URL, this::lookForAliExpressOrder))) {
            lines.add(trial(trial, clocks));
        }
        lines.addAll(clocks.subList(0, Math.min(1, clocks.size())));
        return lines;
    }

    private Line trial(Trial trial, List<Line> clocks) {
        if (value(trial.key()).isEmpty()) {
            return new Line(trial.name(), null, "not used");
        }
        if (value(trial.token()).isEmpty()) {
            return new Line(trial.name(), null, "key and secret are set; they are proved once an account is connected at"
                    + " PUBLIC_URL/connect/" + trial.envelope().supplier() + " or " + trial.token() + " is set");
        }
        try {
            Answer answer = trial.ask().ask();
            answer.at().ifPresent(at -> clocks.add(clock(trial.name(), at)));
            Refusal refusal = trial.envelope().gatewayRefusal(answer.body());
            if (answer.status() >= 400 && refusal == null || answer.body().isEmpty()) {
                return new Line(trial.name(), "answers HTTP " + answer.status() + " without a word of its gateway",
                        "correct " + trial.base() + ", and see what stands between this machine and it");
            }
            if (refusal == null || trial.accepted() != null && trial.accepted().equals(refusal.subCode())) {
                return new Line(trial.name(), null, "key, secret and token are accepted");
            }
            String code = refusal.code() == null || !CODE.matcher(refusal.code()).matches() ? "no readable code" : refusal.code();
            return new Line(trial.name(), "answers " + code, remedy(trial.prefix(), code));
        } catch (IOException e) {
            return new Line(trial.name(), "cannot be reached: " + e, "see that this machine may reach " + trial.base());
        }
    }

    private Answer listAlibabaOrders() throws IOException {
        return call(Setting.ALIBABA_BASE_URL, "/alibaba/order/list", "/alibaba/order/list", Setting.ALIBABA_APP_SECRET, new TreeMap<>(Map.of(
                "app_key", value(Setting.ALIBABA_APP_KEY), "access_token", value(Setting.ALIBABA_ACCESS_TOKEN), "role", "buyer",
                "start_page", "0", "page_size", "1")));
    }

    /** AliExpress lists no orders; asking for one that cannot exist proves the token, too. */
    private Answer lookForAliExpressOrder() throws IOException {
        return call(Setting.ALIEXPRESS_BASE_URL, "/sync", "", Setting.ALIEXPRESS_APP_SECRET, new TreeMap<>(Map.of(
                "app_key", value(Setting.ALIEXPRESS_APP_KEY), "session", value(Setting.ALIEXPRESS_ACCESS_TOKEN),
                "method", "aliexpress.trade.ds.order.get", "single_order_query", "{\"order_id\":\"1\"}")));
    }

    // In the body of a POST, which both allow here: a token in a URL would end up in some log.
    private Answer call(Setting base, String path, String signedPath, Setting secret, TreeMap<String, String> parameters) throws IOException {
        parameters.put("sign_method", "sha256");
        parameters.put("timestamp", Long.toString(clock.millis()));
        parameters.put("sign", CallSignature.sign(signedPath, parameters, value(secret)));
        return send(HttpRequest.newBuilder(URI.create(value(base) + path))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
    }

    private static String remedy(String prefix, String code) {
        return switch (code) {
            case "IllegalAccessToken", "InvalidAccessToken", "27", "26" -> "connect the account again, or correct " + prefix + "_ACCESS_TOKEN";
            case "IncompleteSignature", "InvalidSignature", "25" -> "correct " + prefix + "_APP_SECRET";
            case "InvalidAppKey", "InvalidAppkey", "AppKeyNotExist" -> "correct " + prefix + "_APP_KEY";
            case "IllegalTimestamp", "InvalidTimestamp" -> "synchronise this machine's clock";
            case "InsufficientPermission", "AppNotSubscribed", "11" -> "ask the supplier to grant the application the order APIs";
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

    private Line clock(String whose, Instant theirs) {
        Duration off = Duration.between(theirs, clock.instant()).abs();
        return off.compareTo(SKEW) <= 0 ? new Line("clock", null, "agrees with " + whose + "'s")
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
