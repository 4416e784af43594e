package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The product over HTTP, with a recorder in the gateway's place. One for all classes of a JVM. */
abstract class FacadeTestCase {

    static final ObjectMapper JSON = new ObjectMapper();

    static final GatewayRecorder gateway;
    static final Walk walk;

    static {
        try {
            gateway = new GatewayRecorder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        walk = Walk.started(Map.of("alibaba.base-url", gateway.baseUrl(), "calls.timeout", "2000", "walk.look-interval", "3600000",
                "walk.slow-look-interval", "3600000"));
    }

    /** What one test was refused must not keep the next one from calling. */
    @BeforeEach
    void forgetBans() {
        walk.jdbc().sql("TRUNCATE call_ban").update();
    }

    /** An answer over HTTP. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        String problemOf(int expected) {
            assertThat(status).as(response.body()).isEqualTo(expected);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(body.path("type").asText()).isEqualTo("about:blank");
            assertThat(body.path("title").asText()).isNotBlank();
            assertThat(body.path("status").asInt()).isEqualTo(expected);
            return body.path("detail").asText();
        }

        JsonNode ok() {
            assertThat(status).as(response.body()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            return body;
        }
    }

    static Answer get(String path) {
        return answer(walk.call("GET", "/api/alibaba" + path, null));
    }

    static Answer post(String path, String body) {
        return answer(walk.call("POST", "/api/alibaba" + path, body));
    }

    static Answer answer(HttpResponse<String> response) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError(response.statusCode() + " " + response.body(), e);
        }
    }

    /** @return the only request that reached the gateway */
    static GatewayRecorder.Request sent() {
        assertThat(gateway.requests()).hasSize(1);
        return gateway.requests().get(0);
    }

    /** @return the JSON in a parameter of the latest request */
    static JsonNode sentJson(String parameter) {
        GatewayRecorder.Request latest = gateway.requests().get(gateway.requests().size() - 1);
        return json(latest.parameters().get(parameter));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
