package io.github.dropshiproutes.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.aliexpress.AliExpressCall;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the console to the supplier's page and back, and every way back that is not one. */
class ConnectTest {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private Walk walk;

    @BeforeEach
    @AfterEach
    void onlyTheImportedAccount() {
        walk = Walk.shared();
        walk.jdbc().sql("DELETE FROM account WHERE NOT is_default").update();
        walk.jdbc().sql("UPDATE account SET user_id = NULL").update();
        walk.jdbc().sql("TRUNCATE oauth_state").update();
    }

    private HttpResponse<String> visit(URI page, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(page).GET();
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> signedIn(String path, String cookie) {
        String operator = "Basic " + Base64.getEncoder().encodeToString("operator:operator-password".getBytes(StandardCharsets.UTF_8));
        return cookie == null ? visit(walk.url().resolve(path), "Authorization", operator)
                : visit(walk.url().resolve(path), "Authorization", operator, "Cookie", cookie);
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("dropship_connect=")).findFirst()
                .orElseThrow();
    }

    /** Sets out, lets the buyer consent at the supplier, and comes back to where the supplier sends the browser. */
    private String connect(String buyer, String query) {
        return connect("alibaba", buyer, query);
    }

    private String connect(String supplier, String buyer, String query) {
        HttpResponse<String> departure = signedIn("/connect/" + supplier + query, null);
        assertThat(departure.statusCode()).isEqualTo(302);
        HttpResponse<String> consent = visit(URI.create(location(departure) + "&account=" + buyer + "&approve=true"));
        URI back = location(consent);
        return how(signedIn(back.getPath() + "?" + back.getRawQuery(), cookie(departure).split(";")[0]));
    }

    private static String how(HttpResponse<String> arrival) {
        assertThat(arrival.statusCode()).isEqualTo(303);
        URI end = location(arrival);
        assertThat(end.getPath()).isEqualTo("/console");
        return URLDecoder.decode(end.getRawFragment(), StandardCharsets.UTF_8);
    }

    @Test
    void twoAccountsAreConnectedAndEachShopBuysByItsOwn() {
        assertThat(connect("buyer2", "")).startsWith("/accounts?connected=alibaba-production-");
        Map<String, Object> second = walk.jdbc().sql("SELECT * FROM account WHERE NOT is_default").query().singleRow();
        assertThat(second.get("country")).isEqualTo("sg");

        walk.call("PUT", "/api/accounts/" + second.get("id"), "{\"shops\": [\"" + SandboxOptions.SHOP + "\"]}");
        walk.send("orders/paid", walk.order());

        assertThat(walk.awaitPurchase("paid")).containsEntry("account_id", second.get("id"));
        assertThat(walk.sandbox().ledger().created().get(0).text("account")).isEqualTo("buyer2");
    }

    @Test
    void anAccountThatWasRevokedIsConnectedAgainAndItsOrderGoesOn() {
        walk.sandbox().tokens().expireAccessToken();
        walk.jdbc().sql("UPDATE account SET state = 'needs_authorisation'").update();
        walk.send("orders/paid", walk.order());
        String link = String.valueOf(walk.awaitPurchase("held").get("reason")).replaceAll(".*(/connect/alibaba\\?account=\\S+).*", "$1");

        assertThat(connect("buyer", link.substring("/connect/alibaba".length()))).isEqualTo("/accounts?connected=alibaba-production");

        walk.awaitPurchase("paid");
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void anAliExpressAccountIsConnectedAtItsPresentPageAndItsTokenWorks() {
        HttpResponse<String> departure = signedIn("/connect/aliexpress", null);
        assertThat(location(departure).getRawQuery()).contains("response_type=code", "force_auth=true", "client_id=sandbox-aliexpress-key",
                "redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fconnect%2Faliexpress%2Fcallback", "view=web", "sp=ae", "state=")
                .doesNotContain("uuid", "secret");

        assertThat(connect("aliexpress", "buyer2", "")).startsWith("/accounts?connected=aliexpress-production-");

        Map<String, Object> second = walk.jdbc().sql("SELECT * FROM account WHERE NOT is_default").query().singleRow();
        assertThat(second).containsEntry("supplier", "aliexpress").containsEntry("environment", "production").containsEntry("state", "connected")
                .containsEntry("account_platform", "buyerApp");
        assertThat(second.get("id")).isEqualTo("aliexpress-production-" + second.get("user_id"));
        Exchange answered = walk.camel().createProducerTemplate().send("direct:call-aliexpress", exchange -> {
            exchange.setVariable("account", second.get("id"));
            exchange.setVariable("call", AliExpressCall.read("aliexpress.ds.category.get", Map.of()));
        });
        assertThat(answered.getException()).isNull();
    }

    @Test
    void aCodeThatWasCarriedTooLongIsRefused() {
        HttpResponse<String> departure = signedIn("/connect/aliexpress", null);
        URI back = location(visit(URI.create(location(departure) + "&account=buyer2&approve=true")));
        walk.move(Duration.ofMinutes(3).plusSeconds(1));

        assertThat(how(signedIn(back.getPath() + "?" + back.getRawQuery(), cookie(departure).split(";")[0])))
                .contains("refused=").contains("InvalidCode");
    }

    @Test
    void theStateIsGoodOnceAndOnlyInTheBrowserThatSetOut() {
        HttpResponse<String> departure = signedIn("/connect/alibaba", null);
        URI back = location(visit(URI.create(location(departure) + "&account=buyer2&approve=true")));
        String path = back.getPath() + "?" + back.getRawQuery();

        assertThat(how(signedIn(path, null))).contains("refused=").contains("another browser");
        assertThat(how(signedIn(path, "dropship_connect=guessed"))).contains("refused=");
        assertThat(how(signedIn(path, cookie(departure).split(";")[0]))).contains("connected=");
        assertThat(how(signedIn(path, cookie(departure).split(";")[0]))).contains("refused=");
    }

    @Test
    void theStateEndsAfterTenMinutes() {
        HttpResponse<String> departure = signedIn("/connect/alibaba", null);
        URI back = location(visit(URI.create(location(departure) + "&account=buyer2&approve=true")));
        walk.move(Duration.ofMinutes(10));

        assertThat(how(signedIn(back.getPath() + "?" + back.getRawQuery(), cookie(departure).split(";")[0]))).contains("10 minutes");
    }

    @Test
    void theCookieIsForThisWayAloneAndTheAddressHoldsNoSecret() {
        HttpResponse<String> departure = signedIn("/connect/alibaba", null);

        assertThat(cookie(departure)).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/connect/alibaba").contains("Max-Age=600");
        assertThat(location(departure).getRawQuery()).contains("response_type=code").contains("client_id=").contains("state=")
                .doesNotContain("secret");
        assertThat(departure.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void nobodyConnectsWithoutSigningIn() {
        assertThat(visit(walk.url().resolve("/connect/alibaba")).statusCode()).isEqualTo(401);
        HttpResponse<String> page = visit(walk.url().resolve("/connect/alibaba"), "Accept", "text/html");
        assertThat(location(page).getPath()).isEqualTo("/login");
        assertThat(signedIn("/connect/ebay", null).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=%3Cscript%3E", "error=access_denied", "error=%3Cb%3E", "code=", ""})
    void aWayBackWithoutACodeSaysSo(String query) {
        HttpResponse<String> departure = signedIn("/connect/alibaba", null);
        String state = location(departure).getRawQuery().replaceAll(".*state=([^&]*).*", "$1");

        assertThat(how(signedIn("/connect/alibaba/callback?state=" + state + "&" + query, cookie(departure).split(";")[0])))
                .contains("without a code").doesNotContain("<");
    }

    @Test
    void anInventedCodeIsRefusedWithTheSuppliersWord() {
        HttpResponse<String> departure = signedIn("/connect/alibaba", null);
        String state = location(departure).getRawQuery().replaceAll(".*state=([^&]*).*", "$1");

        assertThat(how(signedIn("/connect/alibaba/callback?code=invented&state=" + state, cookie(departure).split(";")[0])))
                .contains("refused=").contains("InvalidCode");
    }
}
