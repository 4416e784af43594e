package io.github.dropshiproutes.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page on which a buyer consents, played by one who always does: it sends the browser back with a code at once. */
final class AlibabaAuthorizePage implements HttpHandler {

    static final String CONTEXT = "/alibaba/oauth/authorize";

    private final String appKey;
    private final Tokens tokens;

    AlibabaAuthorizePage(String appKey, Tokens tokens) {
        this.appKey = appKey;
        this.tokens = tokens;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            String back = back(Http.query(exchange));
            exchange.getResponseHeaders().set("Location", back);
            Http.send(exchange, 302, "text/html", new byte[0]);
        } catch (IllegalArgumentException e) {
            Http.send(exchange, 400, "text/plain;charset=utf-8", e.getMessage().getBytes(StandardCharsets.UTF_8));
        }
    }

    private String back(Map<String, String> query) {
        if (!"code".equals(query.get("response_type"))) {
            throw new IllegalArgumentException("response_type: expected code");
        }
        if (!appKey.equals(query.get("client_id"))) {
            throw new IllegalArgumentException("client_id: not the key of this application");
        }
        URI redirect = URI.create(query.getOrDefault("redirect_uri", ""));
        if (redirect.getHost() == null || !"http".equals(redirect.getScheme()) && !"https".equals(redirect.getScheme())) {
            throw new IllegalArgumentException("redirect_uri: expected an absolute http or https address");
        }
        String state = query.containsKey("state") ? "&state=" + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8) : "";
        return redirect + (redirect.getRawQuery() == null ? "?" : "&") + "code=" + tokens.authorize(Tokens.DEFAULT_ACCOUNT, "us") + state;
    }
}
