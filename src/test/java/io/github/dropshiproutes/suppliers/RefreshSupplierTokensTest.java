package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.alibaba.Asked;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens are renewed before a call finds them ended. */
class RefreshSupplierTokensTest {

    private Walk walk;

    @BeforeEach
    void emptyWithATokenOfTenDays() {
        walk = Walk.shared();
        RefreshSupplierTokenTest.importTokens(walk);
    }

    @AfterEach
    void restoreLives() {
        walk.sandbox().tokens().accessLife(Duration.ofDays(10));
    }

    @Test
    void aTokenIsRenewedHalfAnHourBeforeItEnds() {
        assertThat(secondsBetween("refresh_at", "access_expires_at")).isEqualTo(Duration.ofMinutes(30).toSeconds());

        walk.move(Duration.ofSeconds(secondsBetween("dropship_now()", "refresh_at") + 1));

        await().untilAsserted(() -> assertThat(Asked.times(walk, Asked.REFRESH)).isEqualTo(1));
        await().untilAsserted(() -> assertThat(secondsBetween("dropship_now()", "refresh_at")).isGreaterThan(3600));
    }

    @Test
    void aTokenOfAShortLifeIsRenewedATenthBeforeItEnds() {
        walk.sandbox().tokens().accessLife(Duration.ofMinutes(100));
        walk.move(Duration.ofSeconds(secondsBetween("dropship_now()", "refresh_at") + 1));

        await().untilAsserted(() -> assertThat(secondsBetween("refresh_at", "access_expires_at")).isEqualTo(Duration.ofMinutes(10).toSeconds()));
    }

    private long secondsBetween(String from, String to) {
        return walk.jdbc().sql("SELECT CAST(round(extract(epoch FROM " + to + " - " + from + ")) AS bigint) FROM account WHERE supplier = 'alibaba'")
                .query(Long.class).single();
    }
}
