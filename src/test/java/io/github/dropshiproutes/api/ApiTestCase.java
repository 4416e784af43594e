package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.DropshipRoutesApplication;
import io.github.dropshiproutes.support.FreshHouse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application on real rows, called over HTTP; no route runs, so that a row stays as a test left it. */
@SpringBootTest(classes = DropshipRoutesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
    "camel.main.routes-include-pattern=file:routes/*.none",
    "shopify.shop=my-store.myshopify.com",
    "shopify.webhook-secrets=a-secret",
    "alibaba.app-key=a-key",
    "alibaba.app-secret=another-secret",
})
@AutoConfigureObservability(tracing = false)
@ContextConfiguration(initializers = FreshHouse.class)
abstract class ApiTestCase {

    static final String SHOP = "my-store.myshopify.com";
    static final ObjectMapper JSON = new ObjectMapper();

    final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void viewer(DynamicPropertyRegistry properties) {
        properties.add("console.users[0].username", () -> "vera");
        properties.add("console.users[0].role", () -> "viewer");
        properties.add("console.users[0].password", () -> new BCryptPasswordEncoder(4).encode("viewing"));
    }

    @BeforeEach
    void emptyTables() {
        jdbc.sql("TRUNCATE inbox, shopify_order, product_link, account, purchase, spend_day, buying, timeline, privacy_request, linked_variant, "
                + "price_change, catalog_write, catalog_notice, supplier_product, import_job, imported_product CASCADE").update();
        jdbc.sql("DELETE FROM shop WHERE domain <> :shop").param("shop", SHOP).update();
    }

    /** An answer: its status and, where there is a body, its JSON. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        String text(String field) {
            return body.path(field).isNull() ? null : body.path(field).asText();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
    }

    Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Answer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + FreshHouse.API_KEY);
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    Answer send(HttpRequest.Builder request) {
        return send(client, request);
    }

    static Answer send(HttpClient client, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : null, response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static void isProblem(Answer answer, int status, String... words) {
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(List.of(words)).allMatch(word -> answer.text("detail").contains(word), "in: " + answer.text("detail"));
    }

    /** A browser that has signed in by the form, as people do. */
    HttpClient signedIn(String user, String password) {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        send(browser, HttpRequest.newBuilder(uri("/login")).GET());
        String form = "username=" + encoded(user) + "&password=" + encoded(password) + "&_csrf=" + token(browser);
        Answer answer = send(browser, HttpRequest.newBuilder(uri("/login")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.response().headers().firstValue("Location").orElse("")).endsWith("/console");
        return browser;
    }

    /** @return what such a browser sends as {@code X-XSRF-TOKEN} */
    static String token(HttpClient browser) {
        return ((CookieManager) browser.cookieHandler().orElseThrow()).getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN")).map(HttpCookie::getValue).findFirst().orElseThrow();
    }
}
