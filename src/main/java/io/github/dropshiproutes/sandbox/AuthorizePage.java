package io.github.dropshiproutes.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The page on which a buyer consents: every account is a link that sends the browser back with a code, and so is the
 * refusal. With {@code account} (and {@code approve}) in the address the page is passed over, for scripts. What is wrong
 * with the request is said here and never to the {@code redirect_uri}, which cannot be trusted then.
 */
final class AuthorizePage implements HttpHandler {

    private static final int LONGEST = 2000;
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 10vh auto; padding: 0 1rem; color: #1f2328 }
            h1 { font-size: 1.25rem }
            a { display: block; margin: .5rem 0; padding: .75rem 1rem; border: 1px solid #8c959f; border-radius: .5rem;
                color: inherit; text-decoration: none }
            a:hover, a:focus { border-color: #ff6a00; outline: 2px solid #ff6a00 }
            small { display: block; color: #57606a }
            .error { color: #a40e26 }
            """;

    private final String platform;
    private final String appKey;
    private final Tokens tokens;

    /** @param platform the supplier's own name for itself */
    AuthorizePage(String platform, String appKey, Tokens tokens) {
        this.platform = platform;
        this.appKey = appKey;
        this.tokens = tokens;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            if (!exchange.getRequestMethod().equals("GET")) {
                throw new IllegalArgumentException("method: this page is only read, with GET");
            }
            Map<String, String> query = Http.query(exchange);
            check(query);
            String answer = answer(query);
            if (answer == null) {
                page(exchange, 200, "Which account may this application use?", choices(exchange.getHttpContext().getPath(), query));
            } else {
                exchange.getResponseHeaders().set("Location", back(query, answer));
                Http.send(exchange, 302, "text/html;charset=utf-8", new byte[0]);
            }
        } catch (IllegalArgumentException e) {
            page(exchange, 400, "This request cannot be granted", "<p class=\"error\">" + escape(e.getMessage()) + "</p>");
        }
    }

    private void check(Map<String, String> query) {
        query.forEach((name, value) -> {
            if (value.length() > LONGEST) {
                throw new IllegalArgumentException(name + ": longer than " + LONGEST + " characters");
            }
        });
        if (!"code".equals(query.get("response_type"))) {
            throw new IllegalArgumentException("response_type: expected code");
        }
        if (!appKey.equals(query.get("client_id"))) {
            throw new IllegalArgumentException("client_id: not the key of an application that is known here");
        }
        URI redirect = URI.create(query.getOrDefault("redirect_uri", ""));
        if (redirect.getHost() == null || !"http".equals(redirect.getScheme()) && !"https".equals(redirect.getScheme())
                || redirect.getRawFragment() != null || redirect.getRawUserInfo() != null) {
            throw new IllegalArgumentException("redirect_uri: expected an absolute http or https address without user and fragment");
        }
    }

    /** @return what the address itself answers for the buyer; null = nothing yet, so the page has to be shown */
    private String answer(Map<String, String> query) {
        String approve = query.get("approve");
        if (approve != null && !approve.equals("true") && !approve.equals("false")) {
            throw new IllegalArgumentException("approve: expected true or false");
        }
        if ("false".equals(approve)) {
            return "error=access_denied";
        }
        String account = query.get("account");
        if (account == null) {
            if (approve != null) {
                throw new IllegalArgumentException("account: missing, it says who approves");
            }
            return null;
        }
        Buyer buyer = tokens.buyer(account);
        return "code=" + tokens.authorize(buyer.name(), buyer.country(), query.get("client_id"));
    }

    private static String back(Map<String, String> query, String answer) {
        String redirect = query.get("redirect_uri");
        String state = query.containsKey("state") ? "&state=" + encode(query.get("state")) : "";
        return redirect + (URI.create(redirect).getRawQuery() == null ? "?" : "&") + answer + state;
    }

    private String choices(String path, Map<String, String> query) {
        StringBuilder links = new StringBuilder();
        for (Buyer buyer : tokens.buyers()) {
            links.append(link(path, query, "account", buyer.name(), "Approve as " + buyer.name(),
                    buyer.country().toUpperCase(Locale.ROOT) + ", " + buyer.peculiarity()));
        }
        return links + link(path, query, "approve", "false", "Deny", "go back without a code");
    }

    /** A link and no form: browsers hold a form's redirects to the policy of the page it stood on. */
    private static String link(String path, Map<String, String> query, String name, String value, String label, String remark) {
        Map<String, String> with = new LinkedHashMap<>(query);
        with.put(name, value);
        if (name.equals("account")) {
            with.put("approve", "true");
        }
        StringBuilder address = new StringBuilder(path);
        with.forEach((key, text) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                .append(encode(key)).append('=').append(encode(text)));
        return "<a href=\"" + escape(address.toString()) + "\">" + escape(label)
                + "<small>" + escape(remark) + "</small></a>\n";
    }

    private void page(HttpExchange exchange, int status, String title, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        String html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + platform + ", played by the sandbox</title>"
                + "<style>" + STYLE + "</style></head>\n<body><main><h1>" + escape(title)
                + "</h1>\n" + body + "<small>" + platform + ", played by the sandbox.</small></main></body></html>\n";
        Http.send(exchange, status, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
