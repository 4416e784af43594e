package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.errors.SupplierException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a code to an account: the exchange on the wire, every shape of its answer, and whose account it becomes. */
class ConnectSupplierAccountTest {

    private final Wire wire = Wire.shared();

    @BeforeEach
    @AfterEach
    void onlyTheImportedAccount() {
        wire.walk().jdbc().sql("DELETE FROM account WHERE NOT is_default").update();
    }

    private Exchange connect(String answer, String expected) {
        wire.gateway().answer(GatewayRecorder.json(answer));
        Map<String, Object> variables = new HashMap<>(Map.of("supplier", "alibaba", "code", "3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26"));
        variables.put("expectedAccount", expected);
        return wire.send("direct:connect-supplier-account", variables);
    }

    private static String pair(String user) {
        return "{\"access_token\":\"an-access-token\",\"refresh_token\":\"a-refresh-token\",\"expires_in\":\"864000\","
                + "\"refresh_expires_in\":5184000,\"account_platform\":\"buyApp\",\"country\":\"sg\",\"havana_id\":\"17379911544\","
                + "\"code\":\"0\"," + user + "}";
    }

    private Map<String, Object> account(Object id) {
        return wire.walk().jdbc().sql("SELECT * FROM account WHERE id = ?").param(id).query().singleRow();
    }

    @Test
    void theCodeIsExchangedWithoutATokenAndTheAccountIsKeptEncrypted() {
        Exchange exchange = connect(pair("\"user_info\":{\"user_id\":\"200042362\"}"), null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getVariable("account")).isEqualTo("alibaba-production-200042362");
        Map<String, String> sent = wire.gateway().requests().get(0).parameters();
        assertThat(sent).containsEntry("code", "3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26").doesNotContainKey("access_token");
        Map<String, Object> account = account("alibaba-production-200042362");
        assertThat(account).containsEntry("user_id", "200042362").containsEntry("havana_id", "17379911544").containsEntry("country", "sg")
                .containsEntry("account_platform", "buyApp").containsEntry("is_default", false).containsEntry("state", "connected");
        assertThat(account.get("access_token")).asString().doesNotContain("an-access-token");
        assertThat(account.get("refresh_token")).asString().doesNotContain("a-refresh-token");
        assertThat(((Timestamp) account.get("refresh_at")).toInstant()).isEqualTo(
                ((Timestamp) account.get("access_expires_at")).toInstant().minus(Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`\"user_info\":{\"user_id\":42}`", "`\"country_user_info\":[{\"user_id\":\"42\"}]`", "`\"country_user_info_list\":[{\"user_id\":\"42\"}]`",
        "`\"user_id\":\"42\"`", "`\"user_info\":{},\"account_id\":\"42\"`"})
    void theUserStandsInOneOfSeveralPlaces(String user) {
        assertThat(connect(pair(user), null).getVariable("account")).isEqualTo("alibaba-production-42");
    }

    @Test
    void theSameUserIsTheSameAccountWithNewTokens() {
        connect(pair("\"user_id\":\"42\""), null);
        Object before = account("alibaba-production-42").get("access_token");
        wire.walk().jdbc().sql("UPDATE account SET state = 'needs_authorisation' WHERE user_id = '42'").update();

        assertThat(connect(pair("\"user_id\":\"42\""), "alibaba-production-42").getVariable("account")).isEqualTo("alibaba-production-42");

        assertThat(account("alibaba-production-42")).containsEntry("state", "connected").containsEntry("version", 2);
        assertThat(account("alibaba-production-42").get("access_token")).isNotEqualTo(before);
    }

    @Test
    void anotherUserThanTheExpectedOneIsRefusedAndNothingIsKept() {
        connect(pair("\"user_id\":\"42\""), null);

        SupplierException refusal = Wire.failure(connect(pair("\"user_id\":\"43\""), "alibaba-production-42"));

        assertThat(refusal.getError().code()).isEqualTo("ANOTHER_ACCOUNT");
        assertThat(account("alibaba-production-42")).containsEntry("version", 1);
        assertThat(wire.walk().jdbc().sql("SELECT count(*) FROM account WHERE user_id = '43'").query(Integer.class).single()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`{\"code\":\"InvalidCode\",\"message\":\"Invalid authorization code\"}` | InvalidCode", "`{\"code\":\"0\"}` | UNREADABLE_TOKEN",
        "`{\"code\":\"0\",\"access_token\":\"t\"}` | UNREADABLE_TOKEN"})
    void anAnswerWithoutAPairKeepsNothing(String answer, String code) {
        assertThat(Wire.failure(connect(answer, null)).getError().code()).isEqualTo(code);
        assertThat(wire.walk().jdbc().sql("SELECT count(*) FROM account").query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void anAccountThatCannotBeRefreshedSaysSo() {
        connect(pair("\"user_id\":\"42\"").replace("5184000", "\"0\""), null);

        assertThat(account("alibaba-production-42")).containsEntry("refresh_at", null).containsEntry("refresh_expires_at", null);
    }

    @Test
    void aCallIsMadeWithTheAccountThatTheVariableNames() {
        connect(pair("\"user_id\":\"42\""), null);
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"trade_id\":\"77\",\"trade_status\":\"unpay\"}}"));

        wire.send("direct:read-alibaba-order", Map.of("tradeId", "77", "account", "alibaba-production-42"));
        wire.send("direct:read-alibaba-order", Map.of("tradeId", "77"));

        assertThat(wire.gateway().requests()).extracting(request -> request.parameters().get("access_token"))
                .containsExactly("an-access-token", Wire.ACCESS_TOKEN);
    }

    @Test
    void anAccountOfTheOtherEnvironmentNeverMeetsThisHost() {
        connect(pair("\"user_id\":\"42\""), null);
        wire.walk().jdbc().sql("UPDATE account SET environment = 'sandbox' WHERE user_id = '42'").update();
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\"}"));

        Exchange exchange = wire.send("direct:read-alibaba-order", Map.of("tradeId", "77", "account", "alibaba-production-42"));

        assertThat(Wire.failure(exchange).getError().code()).isEqualTo("NOT_CONNECTED");
        assertThat(wire.gateway().requests()).isEmpty();
    }
}
