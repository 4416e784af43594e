package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.Asked;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused access token is renewed once, by one worker, and the call made again. */
class RenewSupplierTokenTest {

    private Walk walk;

    @BeforeEach
    void empty() {
        walk = Walk.shared();
    }

    private static Fault refusing(String code) {
        return code.startsWith("HTTP_") ? Fault.at(Asked.CREATE, FaultAction.STATUS).withHttpStatus(401)
                : Fault.code(Asked.CREATE, code, "The specified access token is invalid or expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IllegalAccessToken", "InvalidAccessToken", "27", "HTTP_401"})
    void aCreateThatWasRefusedForItsTokenIsMadeAgainExactlyOnce(String code) {
        walk.sandbox().faults().add(refusing(code));

        walk.send("orders/paid", walk.order());

        walk.awaitPurchase("paid");
        assertThat(Asked.times(walk, Asked.REFRESH)).isEqualTo(1);
        assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(2);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IllegalAccessToken", "InvalidAccessToken", "27", "HTTP_401"})
    void aTokenThatIsRefusedAfterItsRenewalTooHoldsTheOrder(String code) {
        walk.sandbox().faults().add(refusing(code).always());

        walk.send("orders/paid", walk.order());

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", code).containsEntry("held_from", "quoted");
        assertThat(held.get("hint")).isEqualTo("The refreshed token was refused too. Connect the account again.");
        assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(2);
        assertThat(Asked.times(walk, Asked.REFRESH)).isEqualTo(1);
    }

    @Test
    void ordersThatFindTheTokenEndedAtTheSameTimeRenewItOnce() {
        walk.sandbox().tokens().expireAccessToken();

        for (int i = 0; i < 4; i++) {
            walk.send("orders/paid", walk.order());
        }

        // Whoever comes while another renews waits a moment and goes on with the new pair.
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(walk.purchases()).hasSize(4)
                .allMatch(purchase -> purchase.get("state").equals("paid") || "TOKEN_BEING_REFRESHED".equals(purchase.get("reason_code"))));
        walk.move(java.time.Duration.ofSeconds(10));
        walk.awaitPurchases(4, "paid");
        assertThat(Asked.times(walk, Asked.REFRESH)).isEqualTo(1);
        assertThat(walk.sandbox().ledger().created()).hasSize(4);
    }

    @Test
    void theTokenIsKeptEncryptedAndTheOldOneBesideIt() {
        String before = access();
        walk.sandbox().tokens().expireAccessToken();

        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("paid");

        assertThat(access()).isNotEqualTo(before).doesNotContain("sandbox-access");
        assertThat(walk.jdbc().sql("SELECT previous_access_token FROM account WHERE supplier = 'alibaba'").query(String.class).single()).isEqualTo(before);
    }

    private String access() {
        return walk.jdbc().sql("SELECT access_token FROM account WHERE supplier = 'alibaba'").query(String.class).single();
    }
}
