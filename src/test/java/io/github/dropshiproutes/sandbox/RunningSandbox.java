package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.support.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox in memory for each test, on a clock that the test moves. */
abstract class RunningSandbox {

    final TestClock clock = new TestClock(Instant.parse("2026-11-22T10:00:00Z"));
    SandboxServer sandbox;
    SandboxClient alibaba;

    @BeforeEach
    void startSandbox() throws Exception {
        sandbox = SandboxServer.start(SandboxOptions.defaults().withClock(clock));
        alibaba = new SandboxClient(sandbox.alibabaBaseUrl(), clock);
    }

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    static String code(JsonNode answer) {
        return answer.path("code").asText();
    }

    static String message(JsonNode answer) {
        return answer.path("message").asText();
    }
}
