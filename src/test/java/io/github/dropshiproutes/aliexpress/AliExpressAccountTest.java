package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dropshiproutes.security.TokenCipher;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AliExpress's tokens through the vault that all suppliers share: connected, renewed in time, and ended. */
class AliExpressAccountTest {

    private static final String ID = "aliexpress-production-2637900000";
    private static final String REFUSED = "{\"type\":\"ISV\",\"code\":\"IllegalRefreshToken\",\"message\":\"invalid or expired\",\"request_id\":\"r\"}";

    private final Wire wire = Wire.shared();

    @BeforeEach
    @AfterEach
    void onlyTheImportedAccounts() {
        wire.walk().jdbc().sql("DELETE FROM account WHERE NOT is_default").update();
    }

    private static String pair(String access, String refresh, String more) {
        return "{\"access_token\":\"" + access + "\"" + (refresh == null ? "" : ",\"refresh_token\":\"" + refresh + "\"")
                + ",\"user_id\":\"2637900000\",\"account_platform\":\"buyerApp\",\"sp\":\"ae\",\"code\":\"0\"" + more + "}";
    }

    private Exchange connect(String answer) {
        wire.gateway().answer(GatewayRecorder.json(answer));
        Map<String, Object> variables = new HashMap<>(Map.of("supplier", "aliexpress", "code", "3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26"));
        variables.put("expectedAccount", null);
        return wire.send("direct:connect-supplier-account", variables);
    }

    private Exchange refresh(String... answers) {
        wire.gateway().answer(Arrays.stream(answers).map(GatewayRecorder::json).toArray(GatewayRecorder.Answer[]::new));
        wire.walk().jdbc().sql("UPDATE account SET claim_id = :claim WHERE id = :id").param("claim", UUID.randomUUID()).param("id", ID).update();
        return wire.send("direct:refresh-supplier-token", Map.of(), account());
    }

    private Map<String, Object> account() {
        return wire.walk().jdbc().sql("SELECT * FROM account WHERE id = :id").param("id", ID).query().singleRow();
    }

    private String kept(String column) {
        return wire.walk().application().getBean(TokenCipher.class).decrypt((String) account().get(column), ID);
    }

    private Instant at(String column) {
        return account().get(column) == null ? null : ((Timestamp) account().get(column)).toInstant();
    }

    @Test
    void theCodeIsExchangedAtTheSystemGatewayWithoutAUuid() {
        Exchange exchange = connect(pair("a-1", "r-1", ",\"expires_in\":2592000,\"refresh_expires_in\":5183988"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getVariable("account")).isEqualTo(ID);
        GatewayRecorder.Request sent = wire.gateway().requests().get(0);
        assertThat(sent.target()).isEqualTo("/rest/auth/token/create");
        assertThat(sent.parameters()).containsOnlyKeys("app_key", "code", "sign", "sign_method", "timestamp");
        assertThat(account()).containsEntry("supplier", "aliexpress").containsEntry("environment", "production")
                .containsEntry("is_default", false).containsEntry("state", "connected");
        assertThat(account().get("access_token")).asString().doesNotContain("a-1");
    }

    @ParameterizedTest
    @CsvSource({"86400,PT30M", "2592000,PT24H", "3600,PT6M"})
    void everyLifeIsRenewedInTime(int seconds, Duration ahead) {
        connect(pair("a-1", "r-1", ",\"expires_in\":" + seconds + ",\"refresh_expires_in\":" + 2 * seconds));

        // A share of the life that is left when the row is written, which is a moment later.
        assertThat(at("refresh_at")).isCloseTo(at("access_expires_at").minus(ahead), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void aRefreshThatGivesNoNewRefreshTokenKeepsTheOldOneAndItsEnd() {
        connect(pair("a-1", "r-1", ",\"expires_in\":86400,\"refresh_expires_in\":172800"));
        Instant end = at("refresh_expires_at");

        assertThat(refresh(pair("a-2", null, ",\"expires_in\":86400,\"refresh_expires_in\":999999")).getException()).isNull();

        assertThat(kept("access_token")).isEqualTo("a-2");
        assertThat(kept("refresh_token")).isEqualTo("r-1");
        assertThat(at("refresh_expires_at")).isEqualTo(end);
    }

    @Test
    void anEndThatAliExpressNamesIsTheOneShown() {
        connect(pair("a-1", "r-1", ",\"expires_in\":86400,\"refresh_expires_in\":172800"));
        Instant said = wire.walk().now().plus(Duration.ofHours(40)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

        refresh(pair("a-2", "r-2", ",\"expires_in\":86400,\"refresh_expires_in\":172800,\"refresh_token_valid_time\":"
                + said.toEpochMilli()));

        assertThat(kept("refresh_token")).isEqualTo("r-2");
        assertThat(at("refresh_expires_at")).isEqualTo(said);
    }

    @Test
    void whenTheAnswerOfARefreshWasLostThePairBeforeIsTriedToo() {
        connect(pair("a-1", "r-1", ",\"expires_in\":86400,\"refresh_expires_in\":172800"));
        refresh(pair("a-2", "r-2", ",\"expires_in\":86400"));

        assertThat(refresh(REFUSED, pair("a-3", "r-3", ",\"expires_in\":86400")).getException()).isNull();

        assertThat(wire.gateway().requests()).extracting(request -> request.parameters().get("refresh_token")).containsExactly("r-2", "r-1");
        assertThat(kept("access_token")).isEqualTo("a-3");
    }

    @Test
    void anEndedRefreshTokenNeedsAPersonAndSaysWhere() {
        connect(pair("a-1", "r-1", ",\"expires_in\":86400,\"refresh_expires_in\":172800"));
        wire.walk().jdbc().sql("UPDATE account SET access_expires_at = dropship_now() WHERE id = :id").param("id", ID).update();

        Exchange ended = refresh(REFUSED);

        assertThat(Wire.failure(ended).getCode()).isEqualTo("NEEDS_AUTHORISATION");
        assertThat(Wire.failure(ended)).hasMessageEndingWith("/connect/aliexpress?account=" + ID);
        assertThat(account()).containsEntry("state", "needs_authorisation");
    }

    @Test
    void anApplicationThatMayNotRefreshIsSaidSo() {
        connect(pair("a-1", "r-1", ",\"expires_in\":86400,\"refresh_expires_in\":0"));

        assertThat(account()).containsEntry("refresh_at", null).containsEntry("refresh_expires_at", null);
    }

    @Test
    void theImportedTokensAreTheDefaultAccountOfTheirOwnSupplier() {
        wire.gateway().answer(GatewayRecorder.json("{\"aliexpress_ds_category_get_response\":{\"resp_result\":{\"resp_code\":200}}}"));

        assertThat(wire.call(AliExpressCall.read("aliexpress.ds.category.get", Map.of())).getException()).isNull();

        assertThat(wire.walk().jdbc().sql("SELECT id FROM account WHERE is_default ORDER BY id").query(String.class).list())
                .containsExactly("alibaba-production", "aliexpress-production");
        assertThat(wire.gateway().requests().get(0).parameters()).containsEntry("session", Wire.ACCESS_TOKEN);
    }
}
