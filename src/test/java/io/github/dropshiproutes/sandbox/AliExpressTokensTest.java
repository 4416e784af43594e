package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AliExpress's tokens: consent, codes of three minutes, and a refresh that prolongs the access only. */
class AliExpressTokensTest extends RunningAliExpress {

    @BeforeEach
    void askWithoutAToken() {
        aliExpress.session = null;
    }

    @Test
    void answersACodeFlat() throws Exception {
        JsonNode answer = create(consent("buyer"));

        assertThat(answer.path("code").asText()).isEqualTo("0");
        assertThat(answer.path("expires_in").isNumber()).isTrue();
        assertThat(answer.path("expires_in").asLong()).isEqualTo(30 * 86_400);
        assertThat(answer.path("refresh_expires_in").asLong()).isEqualTo(60 * 86_400);
        assertThat(answer.path("expire_time").asLong()).isEqualTo(clock.millis() + Duration.ofDays(30).toMillis());
        assertThat(answer.path("refresh_token_valid_time").asLong()).isEqualTo(clock.millis() + Duration.ofDays(60).toMillis());
        assertThat(answer.path("account_platform").asText()).isEqualTo("buyerApp");
        assertThat(answer.path("sp").asText()).isEqualTo("ae");
        aliExpress.session = answer.path("access_token").asText();
        assertThat(aliExpress.product(AliExpressCatalogue.GUIDE, "US").has("result")).isTrue();
    }

    @Test
    void takesACodeOnceWithinThreeMinutesAndWithoutAUuid() throws Exception {
        String once = consent("buyer");
        create(once);
        assertThat(create(once).path("code").asText()).isEqualTo("InvalidCode");
        String late = consent("buyer");
        clock.move(Duration.ofMinutes(3));
        assertThat(create(late).path("code").asText()).isEqualTo("InvalidCode");
        assertThat(aliExpress.rest("/auth/token/create", "code", consent("buyer"), "uuid", "1").path("code").asText())
                .isEqualTo("InvalidCode");
    }

    @Test
    void prolongsTheAccessAndNotTheRefresh() throws Exception {
        JsonNode first = create(consent("buyer"));
        clock.move(Duration.ofDays(29));
        JsonNode second = refresh(first);

        assertThat(second.path("access_token").asText()).isNotEqualTo(first.path("access_token").asText());
        assertThat(second.path("refresh_token_valid_time").asLong()).isEqualTo(first.path("refresh_token_valid_time").asLong());
        assertThat(second.path("refresh_expires_in").asLong()).isEqualTo(31 * 86_400);
        assertThat(second.path("expires_in").asLong()).isEqualTo(30 * 86_400);
        clock.move(Duration.ofDays(31));
        assertThat(refresh(second).path("code").asText()).isEqualTo("IllegalRefreshToken");
    }

    @Test
    void writesNumbersAsTextForOneBuyer() throws Exception {
        JsonNode answer = create(consent("buyer2"));

        assertThat(answer.path("expires_in").isTextual()).isTrue();
        assertThat(answer.path("refresh_token_valid_time").isTextual()).isTrue();
    }

    @Test
    void leavesTheRefreshTokenOutForOneBuyerAndGoesOnTakingTheOldOne() throws Exception {
        JsonNode first = create(consent("buyer-keeps"));
        JsonNode second = refresh(first);

        assertThat(second.has("refresh_token")).isFalse();
        assertThat(second.path("access_token").asText()).isNotEqualTo(first.path("access_token").asText());
        JsonNode third = refresh(first);
        assertThat(third.path("access_token").asText()).isNotEqualTo(second.path("access_token").asText());
        aliExpress.session = third.path("access_token").asText();
        assertThat(aliExpress.product(AliExpressCatalogue.GUIDE, "US").has("result")).isTrue();
    }

    @Test
    void hasABuyerWhoseTokenCannotBeRefreshed() throws Exception {
        JsonNode answer = create(consent("buyer-once"));

        assertThat(answer.path("refresh_expires_in").asInt(-1)).isZero();
        assertThat(refresh(answer).path("code").asText()).isEqualTo("IllegalRefreshToken");
    }

    @Test
    void livesAsShortAsForAnApplicationInTest() throws Exception {
        sandbox.aliExpress().tokens().accessLife(Duration.ofDays(1));
        sandbox.aliExpress().tokens().refreshLife(Duration.ofDays(2));
        JsonNode answer = create(consent("buyer"));

        assertThat(answer.path("expires_in").asLong()).isEqualTo(86_400);
        assertThat(answer.path("refresh_expires_in").asLong()).isEqualTo(172_800);
        clock.move(Duration.ofDays(1));
        aliExpress.session = answer.path("access_token").asText();
        assertThat(code(aliExpress.call(AliExpressClient.PRODUCT, "product_id", "1", "ship_to_country", "US")))
                .isEqualTo("IllegalAccessToken");
    }

    @Test
    void keepsTheOldRefreshTokenThroughARestart(@TempDir Path dataDir) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withDataDir(dataDir);
        JsonNode first;
        try (SandboxServer before = SandboxServer.start(options)) {
            aliExpress = new AliExpressClient(before.aliExpressBaseUrl(), clock);
            aliExpress.session = null;
            first = create(before.aliExpress().tokens().authorize("buyer-keeps", "us"));
            refresh(first);
        }
        try (SandboxServer after = SandboxServer.start(options)) {
            aliExpress = new AliExpressClient(after.aliExpressBaseUrl(), clock);
            aliExpress.session = null;
            assertThat(refresh(first).path("code").asText()).isEqualTo("0");
        }
    }

    @Test
    void asksForConsentAtBothAddresses() throws Exception {
        for (String page : new String[] {sandbox.aliExpressAuthorizeUrl(), sandbox.aliExpressFormerAuthorizeUrl()}) {
            String question = page + "?response_type=code&force_auth=true&view=web&sp=ae&state=s1&client_id="
                    + SandboxOptions.ALIEXPRESS_APP_KEY + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fconnect%2Faliexpress%2Fcallback";
            HttpResponse<String> shown = open(question);
            assertThat(shown.body()).contains("AliExpress, played by the sandbox", "Approve as buyer-keeps<",
                    "href=\"" + URI.create(page).getPath() + "?");
            String location = open(question + "&account=buyer2&approve=true").headers().firstValue("Location").orElseThrow();
            assertThat(location).endsWith("&state=s1");
            assertThat(create(location.replaceAll(".*code=([^&]*).*", "$1")).path("user_nick").asText()).isEqualTo("buyer2");
        }
        assertThat(open(sandbox.aliExpressAuthorizeUrl() + "?response_type=code&client_id=" + SandboxOptions.APP_KEY
                + "&redirect_uri=http%3A%2F%2Flocalhost%2Fback").statusCode()).isEqualTo(400);
    }

    private String consent(String account) {
        return sandbox.aliExpress().tokens().authorize(account, "us");
    }

    private JsonNode create(String code) throws Exception {
        return aliExpress.rest("/auth/token/create", "code", code);
    }

    private JsonNode refresh(JsonNode pair) throws Exception {
        return aliExpress.rest("/auth/token/refresh", "refresh_token", pair.path("refresh_token").asText());
    }

    private static HttpResponse<String> open(String address) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
