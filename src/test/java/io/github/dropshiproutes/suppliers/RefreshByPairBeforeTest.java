package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.security.TokenCipher;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refresh whose answer was lost: both pairs are tried before a person is asked, and a token that is still good is used. */
class RefreshByPairBeforeTest {

    private static final String REFUSED = "{\"code\":\"IllegalRefreshToken\",\"message\":\"no longer good\"}";
    private static final String PAIR = "{\"code\":\"0\",\"access_token\":\"new-access\",\"refresh_token\":\"new-refresh\","
            + "\"expires_in\":864000,\"refresh_expires_in\":5184000}";

    private final Wire wire = Wire.shared();
    private final UUID claim = UUID.randomUUID();

    @BeforeEach
    void accountWithTwoPairs() {
        TokenCipher cipher = wire.walk().application().getBean(TokenCipher.class);
        wire.walk().jdbc().sql("""
                INSERT INTO account (id, supplier, environment, access_token, refresh_token, previous_refresh_token, access_expires_at,
                                     refresh_at, claim_id)
                VALUES ('two-pairs', 'alibaba', 'production', :access, :refresh, :before, dropship_now() + interval '1 hour',
                        dropship_now(), :claim)""")
                .param("access", cipher.encrypt("access", "two-pairs")).param("refresh", cipher.encrypt("refresh-2", "two-pairs"))
                .param("before", cipher.encrypt("refresh-1", "two-pairs")).param("claim", claim).update();
    }

    @AfterEach
    void remove() {
        wire.walk().jdbc().sql("DELETE FROM account WHERE id = 'two-pairs'").update();
    }

    private Exchange refresh(String... answers) {
        wire.gateway().answer(List.of(answers).stream().map(GatewayRecorder::json).toArray(GatewayRecorder.Answer[]::new));
        Map<String, Object> row = wire.walk().jdbc().sql("SELECT * FROM account WHERE id = 'two-pairs'").query().singleRow();
        return wire.send("direct:refresh-supplier-token", Map.of(), row);
    }

    private Map<String, Object> account() {
        return wire.walk().jdbc().sql("SELECT *, refresh_at IS NULL AS lasts FROM account WHERE id = 'two-pairs'").query().singleRow();
    }

    @Test
    void thePairBeforeIsTriedWhenTheLatestIsRefused() {
        assertThat(refresh(REFUSED, PAIR).getException()).isNull();

        assertThat(wire.gateway().requests()).extracting(request -> request.parameters().get("refresh_token"))
                .containsExactly("refresh-2", "refresh-1");
        assertThat(account()).containsEntry("state", "connected").containsEntry("version", 2).containsEntry("claim_id", null);
    }

    @Test
    void aTokenThatIsStillGoodIsUsedUntilItEndsAndTheAccountSaysThatNothingFollows() {
        assertThat(refresh(REFUSED, REFUSED).getException()).isNull();

        assertThat(account()).containsEntry("state", "connected").containsEntry("lasts", true).containsEntry("claim_id", null);
    }

    @Test
    void anEndedTokenNeedsAPersonAtOnce() {
        wire.walk().jdbc().sql("UPDATE account SET access_expires_at = dropship_now(), previous_refresh_token = NULL WHERE id = 'two-pairs'")
                .update();

        assertThat(Wire.failure(refresh(REFUSED)).getError().code()).isEqualTo("NEEDS_AUTHORISATION");

        assertThat(account()).containsEntry("state", "needs_authorisation");
        assertThat(wire.gateway().requests()).hasSize(1);
    }
}
