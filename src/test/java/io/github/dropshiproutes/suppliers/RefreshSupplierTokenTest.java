package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.Asked;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of a refresh token: what a refusal means for the account and its orders, and what a failure does not. */
class RefreshSupplierTokenTest {

    private Walk walk;

    @BeforeEach
    void emptyWithAnEndedToken() {
        walk = Walk.shared();
        walk.sandbox().tokens().expireAccessToken();
    }

    @AfterEach
    void connectAgain() {
        walk.sandbox().faults().clear();
        importTokens(walk);
    }

    /** What a start with changed variables does: the well-known pair is valid again and taken in as new. */
    static void importTokens(Walk walk) {
        walk.sandbox().tokens().restore();
        walk.jdbc().sql("UPDATE account SET imported_from = 'another pair' WHERE supplier = 'alibaba'").update();
        walk.application().getBean(SupplierAccounts.class).importFromSettings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IllegalRefreshToken", "InvalidRefreshToken", "InvalidCode", "AUTH_TYPE_UNSUPPORTED"})
    void aRefusedRefreshTokenNeedsAPersonAndItsOrdersGoOnByThemselvesAfterwards(String code) {
        walk.sandbox().faults().add(Fault.code(Asked.REFRESH, code, "said the supplier").always());
        walk.send("orders/paid", walk.order());

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "NEEDS_AUTHORISATION").containsEntry("held_from", "planned");
        assertThat(held.get("hint")).asString().startsWith("Open the link in the reason");
        assertThat(held.get("reason")).asString().endsWith("/connect/alibaba?account=alibaba-production");
        assertThat(accountState()).isEqualTo("needs_authorisation");
        // Once for each pair that is known.
        assertThat(Asked.times(walk, Asked.REFRESH)).isBetween(1, 2);

        importTokens(walk);
        walk.awaitPurchase("paid");
        assertThat(accountState()).isEqualTo("connected");
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void aRefreshWithoutAnAnswerKeepsTheOldPairAndIsAskedForAgain() {
        walk.sandbox().faults().add(Fault.at(Asked.REFRESH, FaultAction.DROP_AFTER));
        walk.send("orders/paid", walk.order());

        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(walk.purchase()).containsEntry("reason_code", "CONNECTION_LOST"));
        assertThat(accountState()).isEqualTo("connected");

        // The claim of the lost refresh ends with its lease; then the old refresh token still works.
        walk.move(Duration.ofMinutes(1));
        walk.awaitPurchase("paid");
        assertThat(Asked.times(walk, Asked.REFRESH)).isEqualTo(2);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    private String accountState() {
        return walk.jdbc().sql("SELECT state FROM account WHERE supplier = 'alibaba'").query(String.class).single();
    }
}
