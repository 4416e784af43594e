package io.github.dropshiproutes.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import io.github.dropshiproutes.support.FreshHouse;
import io.github.dropshiproutes.support.TestClock;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

/** Every kind of caller against every kind of path, over real HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "camel.main.routes-include-pattern=file:src/test/resources/*.camel.yaml",
        // htpasswd -nbBC 4 vic viewer-word, and ope operator-word
        "console.users[0].username=vic", "console.users[0].role=viewer",
        "console.users[0].password=" + AccessTest.VIEWER_HASH,
        "console.users[1].username=ope", "console.users[1].role=operator",
        "console.users[1].password=" + AccessTest.OPERATOR_HASH})
@AutoConfigureObservability(tracing = false)
@ContextConfiguration(initializers = FreshHouse.class)
class AccessTest {

    static final String VIEWER_HASH = "$2a$04$PNw.U4rRVHyHi58sRPnTWuJrrb964Q7DTmjPcwtsYwlShGN/5skOG";
    static final String OPERATOR_HASH = "$2a$04$P6xVs4cOkrlHjoo9OAzW4.dG13mPnnWCWUHwCVGIpxhjmPQHtSeg2";

    private static final String BEARER = "Bearer " + FreshHouse.API_KEY;
    private static final String ADMIN = basic(FreshHouse.USERNAME, FreshHouse.PASSWORD);
    private static final String VIEWER = basic("vic", "viewer-word");
    private static final String OPERATOR = basic("ope", "operator-word");

    private static final TestClock clock = new TestClock(Instant.parse("2026-11-22T12:00:00Z"));

    @TestConfiguration
    static class Paths {

        @Bean
        Clock testClock() {
            return clock;
        }

        @Bean
        RouteBuilder paths() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    for (String path : new String[] {"/webhook/shopify", "/api/orders", "/api/aliexpress/orders", "/console/page"}) {
                        from("platform-http:" + path).routeId(path).removeHeaders("*").setBody(constant("reached"));
                    }
                }
            };
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private CamelContext camel;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final HttpClient program = HttpClient.newHttpClient();

    /** The wrong passwords of one test are no matter for the next. */
    @BeforeEach
    void aMinuteLater() {
        clock.move(Duration.ofMinutes(2));
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return program.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient client, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString("{}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void webhooksNeedNoSignIn() throws Exception {
        HttpResponse<String> answer = post(program, "/webhook/shopify");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("reached");
        assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthIsOpenAndSaysNothingButTheStatus(String path) throws Exception {
        HttpResponse<String> answer = get(path, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"UP\"").doesNotContain("components", "details");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/aliexpress/orders", "/api/nothing", "/openapi.json", "/console/page", "/connect/alibaba",
            "/actuator", "/actuator/prometheus", "/actuator/hawtio", "/actuator/hawtio/", "/actuator/hawtio/jolokia",
            "/actuator/jolokia", "/actuator/jolokia/list", "/actuator/env", "/anything"})
    void everythingElseIsClosedToStrangersAndToWrongWords(String path) throws Exception {
        assertThat(get(path, "").statusCode()).isEqualTo(401);
        assertThat(get(path, "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(get(path, "Bearer ").statusCode()).isEqualTo(401);
        assertThat(get(path, basic(FreshHouse.USERNAME, FreshHouse.API_KEY)).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/api/orders,false", "/api/aliexpress/orders,true"})
    void anUnauthorisedCallOfTheApiIsAProblem(String path, boolean guided) throws Exception {
        HttpResponse<String> answer = get(path, "");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("www-authenticate")).hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(answer.body()).contains("\"title\":\"Unauthorized\"", "\"status\":401");
        assertThat(answer.body().contains("\"success\":false")).isEqualTo(guided);
    }

    @Test
    void theBearerKeyReadsAndActsOnTheApiAndReadsTheMetrics() throws Exception {
        assertThat(get("/api/orders", BEARER).body()).isEqualTo("reached");
        assertThat(get("/api/orders", "bearer " + FreshHouse.API_KEY).statusCode()).isEqualTo(200);
        assertThat(post(program, "/api/orders", "Authorization", BEARER).body()).isEqualTo("reached");
        assertThat(get("/actuator/prometheus", BEARER).body()).contains("jvm_memory_used_bytes", "camel_routes_running_routes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/page", "/actuator/hawtio/", "/actuator/jolokia", "/connect/alibaba"})
    void theBearerKeyIsNoSignIn(String path) throws Exception {
        assertThat(get(path, BEARER).statusCode()).isEqualTo(403);
    }

    @Test
    void rolesGoAsFarAsTheySay() throws Exception {
        assertThat(get("/api/orders", VIEWER).statusCode()).isEqualTo(200);
        assertThat(get("/console/page", VIEWER).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus", VIEWER).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/hawtio/", OPERATOR).statusCode()).isEqualTo(403);
        assertThat(get("/actuator/jolokia/version", OPERATOR).statusCode()).isEqualTo(403);
        assertThat(get("/actuator/hawtio/", ADMIN).body()).contains("Hawtio");
        assertThat(get("/actuator/jolokia/version", ADMIN).statusCode()).isEqualTo(200);
        assertThat(get("/api/orders", ADMIN).statusCode()).isEqualTo(200);
    }

    @Test
    void aBrowserIsShownTheFormAndActsOnlyWithItsCsrfToken() throws Exception {
        HttpResponse<String> closed = browser.send(request("/console/page").header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(closed.statusCode()).isEqualTo(302);
        assertThat(closed.headers().firstValue("location")).hasValueSatisfying(location -> assertThat(location).endsWith("/login"));

        assertThat(signIn("ope", "operator-word")).endsWith("/console/page");
        assertThat(cookies.getCookieStore().getCookies()).filteredOn(cookie -> cookie.getName().equals("JSESSIONID"))
                .singleElement().matches(HttpCookie::isHttpOnly);
        assertThat(post(browser, "/api/orders").statusCode()).isEqualTo(403);
        assertThat(post(browser, "/api/orders").headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(post(browser, "/api/orders", "X-XSRF-TOKEN", csrf()).body()).isEqualTo("reached");
    }

    @Test
    void aViewerReadsAndDoesNotAct() throws Exception {
        signIn("vic", "viewer-word");
        assertThat(post(browser, "/api/orders", "X-XSRF-TOKEN", csrf()).statusCode()).isEqualTo(403);
        assertThat(browser.send(request("/api/orders").build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void theSessionCookieStaysWithItsSite() throws Exception {
        HttpResponse<String> page = program.send(request("/console/page").header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.headers().allValues("set-cookie")).filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
                .singleElement().asString().contains("HttpOnly", "SameSite=Lax");
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("x-frame-options")).hasValue("DENY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/%2e%2e/x", "/webhook/nothing"})
    void whatIsNotThereIsAProblemAndNeverAPage(String path) throws Exception {
        HttpResponse<String> answer = get(path, BEARER);
        assertThat(answer.statusCode()).isBetween(400, 405);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("<html", "Exception", "at org.");
    }

    @Test
    void readinessWaitsForEveryRoute() {
        assertThat(camel.getStatus()).isEqualTo(ServiceStatus.Started);
        assertThat(camel.getRoutes()).hasSize(4);
    }

    private String signIn(String name, String password) throws Exception {
        browser.send(request("/login").header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        String form = "username=" + name + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&_csrf=" + csrf();
        HttpResponse<String> answer = browser.send(request("/login").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
        browser.send(request("/login").header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        return answer.headers().firstValue("location").orElse("");
    }

    private String csrf() {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue).findFirst().orElseThrow();
    }
}
