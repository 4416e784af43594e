package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox for each test, and a caller of AliExpress. */
abstract class RunningAliExpress extends RunningSandbox {

    AliExpressClient aliExpress;

    /** @return code of a refusal by the gateway, in an envelope or without */
    static String code(JsonNode answer) {
        return answer.has("error_response") ? answer.at("/error_response/code").asText() : RunningSandbox.code(answer);
    }

    static String message(JsonNode answer) {
        return answer.has("error_response") ? answer.at("/error_response/msg").asText() : RunningSandbox.message(answer);
    }

    @BeforeEach
    void reachAliExpress() {
        aliExpress = new AliExpressClient(sandbox.aliExpressBaseUrl(), clock);
    }
}
