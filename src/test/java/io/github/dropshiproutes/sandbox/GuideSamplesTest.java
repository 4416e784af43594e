package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The guide's sample requests, in the order of one purchase, as {@code sandbox/guide-samples.json} keeps them: each is
 * taken, and each answer has every field of the guide's sample answer. Where the live gateway was seen to differ from the
 * guide (a country for descriptions, index and size for lists), the request is the one that works there.
 */
class GuideSamplesTest extends RunningSandbox {

    @Test
    void takesEverySampleAndAnswersInItsShape() throws Exception {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("{code}", sandbox.tokens().authorize(Tokens.DEFAULT_ACCOUNT, "us"));
        for (JsonNode sample : samples()) {
            if (sample.path("after_delivery").asBoolean()) {
                clock.move(Duration.ofSeconds(9));
            }
            JsonNode answer = call(sample, given);

            assertThat(code(answer)).as("%s: %s", sample.path("name").asText(), answer).isEqualTo("0");
            assertShape(sample.path("name").asText(), sample.path("answer"), answer);
            remember(answer, given);
        }
        assertThat(sandbox.ledger().paid()).hasSize(1);
    }

    private JsonNode call(JsonNode sample, Map<String, String> given) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        sample.path("parameters").fields().forEachRemaining(parameter -> {
            String value = parameter.getValue().asText();
            for (Map.Entry<String, String> known : given.entrySet()) {
                value = value.replace(known.getKey(), known.getValue());
            }
            parameters.put(parameter.getKey(), value);
        });
        alibaba.accessToken = sample.path("authorized").asBoolean(true) ? given.get("{access_token}") : null;
        String api = sample.path("api").asText();
        return Json.read(alibaba.send(sample.path("verb").asText(), api, alibaba.signed(api, parameters)).body());
    }

    private static void remember(JsonNode answer, Map<String, String> given) {
        for (String token : new String[] {"access_token", "refresh_token"}) {
            if (answer.has(token)) {
                given.put("{" + token + "}", answer.path(token).asText());
            }
        }
        if (answer.path("value").has("pay_url")) {
            given.put("{trade}", answer.at("/value/trade_id").asText());
        }
    }

    private static void assertShape(String path, JsonNode sample, JsonNode answer) {
        if (sample.isObject()) {
            assertThat(answer.isObject()).as(path).isTrue();
            sample.fields().forEachRemaining(field -> {
                assertThat(answer.has(field.getKey())).as(path + "." + field.getKey()).isTrue();
                assertShape(path + "." + field.getKey(), field.getValue(), answer.get(field.getKey()));
            });
        } else if (sample.isArray()) {
            assertThat(answer.isArray() && !answer.isEmpty()).as(path).isTrue();
            assertShape(path + "[0]", sample.get(0), answer.get(0));
        } else {
            assertThat(answer.isValueNode() && !answer.asText().isEmpty()).as(path).isTrue();
        }
    }

    private static JsonNode samples() throws Exception {
        try (InputStream file = GuideSamplesTest.class.getResourceAsStream("/sandbox/guide-samples.json")) {
            return Json.read(file.readAllBytes());
        }
    }
}
