package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes, token pairs and their rotation. */
class TokensTest extends RunningSandbox {

    @Test
    void exchangesACodeOnceWithinHalfAnHour() throws Exception {
        alibaba.accessToken = null;
        String code = sandbox.tokens().authorize(Tokens.DEFAULT_ACCOUNT, "us");
        String late = sandbox.tokens().authorize(Tokens.DEFAULT_ACCOUNT, "us");

        JsonNode answer = alibaba.get("/auth/token/create", "code", code);

        assertThat(code(answer)).isEqualTo("0");
        assertThat(answer.path("expires_in").isNumber()).isTrue();
        assertThat(answer.path("expires_in").asLong()).isEqualTo(864_000);
        assertThat(answer.at("/user_info/user_id").asText()).isEqualTo("200042362");
        assertThat(answer.path("account_platform").asText()).isEqualTo("buyApp");
        assertThat(code(alibaba.post("/auth/token/create", "code", code))).isEqualTo("InvalidCode");
        clock.move(Duration.ofMinutes(30));
        assertThat(code(alibaba.post("/auth/token/create", "code", late))).isEqualTo("InvalidCode");
    }

    @Test
    void keepsTheOldAccessTokenUntilTheNewOneIsUsed() throws Exception {
        JsonNode fresh = refresh(SandboxOptions.REFRESH_TOKEN);

        assertThat(listWith(SandboxOptions.ACCESS_TOKEN)).isEqualTo("0");
        assertThat(listWith(fresh.path("access_token").asText())).isEqualTo("0");
        assertThat(listWith(SandboxOptions.ACCESS_TOKEN)).isEqualTo("IllegalAccessToken");
    }

    @Test
    void keepsTheOldAccessTokenForTheGraceThatWasSet() throws Exception {
        sandbox.tokens().grace(Duration.ofSeconds(10));
        JsonNode fresh = refresh(SandboxOptions.REFRESH_TOKEN);
        listWith(fresh.path("access_token").asText());

        clock.move(Duration.ofSeconds(9));
        assertThat(listWith(SandboxOptions.ACCESS_TOKEN)).isEqualTo("0");
        clock.move(Duration.ofSeconds(1));
        assertThat(listWith(SandboxOptions.ACCESS_TOKEN)).isEqualTo("IllegalAccessToken");
    }

    @Test
    void letsALostPairBeAskedForAgain() throws Exception {
        JsonNode lost = refresh(SandboxOptions.REFRESH_TOKEN);
        JsonNode second = refresh(SandboxOptions.REFRESH_TOKEN);

        assertThat(second.path("access_token").asText()).isNotEqualTo(lost.path("access_token").asText());
        assertThat(listWith(second.path("access_token").asText())).isEqualTo("0");
        assertThat(code(refresh(SandboxOptions.REFRESH_TOKEN))).isEqualTo("IllegalRefreshToken");
    }

    @Test
    void takesNoOldRefreshTokenOnceTheNewPairWasUsedEvenAfterARestart(@TempDir Path dataDir) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withDataDir(dataDir);
        try (SandboxServer first = SandboxServer.start(options)) {
            alibaba = new SandboxClient(first.alibabaBaseUrl(), clock);
            listWith(refresh(SandboxOptions.REFRESH_TOKEN).path("access_token").asText());
        }
        try (SandboxServer second = SandboxServer.start(options)) {
            alibaba = new SandboxClient(second.alibabaBaseUrl(), clock);

            assertThat(code(refresh(SandboxOptions.REFRESH_TOKEN))).isEqualTo("IllegalRefreshToken");
        }
    }

    @Test
    void letsAPairThatWasLostOnTheWayBeAskedForAgain() throws Exception {
        sandbox.faults().add(Fault.at("/auth/token/refresh", FaultAction.DROP_AFTER));
        assertThatThrownBy(() -> refresh(SandboxOptions.REFRESH_TOKEN)).isInstanceOf(IOException.class);

        JsonNode second = refresh(SandboxOptions.REFRESH_TOKEN);

        assertThat(code(second)).isEqualTo("0");
        assertThat(second.path("refresh_token").asText()).isNotEqualTo(SandboxOptions.REFRESH_TOKEN);
        assertThat(listWith(second.path("access_token").asText())).isEqualTo("0");
        assertThat(code(refresh(SandboxOptions.REFRESH_TOKEN))).isEqualTo("IllegalRefreshToken");
    }

    @Test
    void refusesAnExpiredRefreshTokenWhileTheAccessTokenGoesOn() throws Exception {
        sandbox.tokens().expireRefreshToken(Tokens.DEFAULT_ACCOUNT);

        assertThat(code(refresh(SandboxOptions.REFRESH_TOKEN))).isEqualTo("IllegalRefreshToken");
        assertThat(listWith(SandboxOptions.ACCESS_TOKEN)).isEqualTo("0");
    }

    @Test
    void exchangesNoCodeOfAnotherApplication() throws Exception {
        String code = sandbox.tokens().authorize(Tokens.DEFAULT_ACCOUNT, "us", "another-app");
        alibaba.accessToken = null;

        assertThat(code(alibaba.get("/auth/token/create", "code", code))).isEqualTo("InvalidCode");
        assertThat(code(alibaba.get("/auth/token/create"))).isEqualTo("MissingParameter");
    }

    @Test
    void refusesAnExpiredAccessTokenAndTakesItsRefresh() throws Exception {
        sandbox.tokens().expireAccessToken();

        assertThat(listWith(SandboxOptions.ACCESS_TOKEN)).isEqualTo("IllegalAccessToken");
        assertThat(listWith(refresh(SandboxOptions.REFRESH_TOKEN).path("access_token").asText())).isEqualTo("0");
    }

    @Test
    void letsTokensLiveAsLongAsItWasTold() throws Exception {
        sandbox.tokens().accessLife(Duration.ofSeconds(60));
        sandbox.tokens().refreshLife(Duration.ZERO);
        JsonNode pair = refresh(SandboxOptions.REFRESH_TOKEN);
        String access = pair.path("access_token").asText();

        assertThat(pair.path("expires_in").asInt()).isEqualTo(60);
        assertThat(pair.path("refresh_expires_in").asInt()).isZero();
        assertThat(listWith(access)).isEqualTo("0");
        assertThat(code(refresh(pair.path("refresh_token").asText()))).isEqualTo("IllegalRefreshToken");
        clock.move(Duration.ofSeconds(60));
        assertThat(listWith(access)).isEqualTo("IllegalAccessToken");
    }

    @Test
    void keepsTheTokensInUseThroughAReset() throws Exception {
        String access = refresh(SandboxOptions.REFRESH_TOKEN).path("access_token").asText();
        sandbox.reset();

        assertThat(listWith(access)).isEqualTo("0");
        sandbox.tokens().restore();
        assertThat(listWith(SandboxOptions.ACCESS_TOKEN)).isEqualTo("0");
    }

    private JsonNode refresh(String token) throws Exception {
        alibaba.accessToken = null;
        return alibaba.post("/auth/token/refresh", "refresh_token", token);
    }

    private String listWith(String token) throws Exception {
        alibaba.accessToken = token;
        return code(alibaba.post(SandboxClient.LIST, "role", "buyer"));
    }
}
