package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dropshiproutes.budgets.CostBudgets.ThrottleStatus;
import io.github.dropshiproutes.support.TestPostgres;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shopify's cost bucket as all replicas see it: learned from its answers, never configured. */
class CostBudgetsTest {

    private static final String SHOP = "my-store.myshopify.com";

    private final SetTime time = new SetTime();
    private final DataSource database = TestPostgres.dataSource(TestPostgres.freshDatabase());
    private final CostBudgets costs = new CostBudgets(new Buckets(database, time), new CallBans(JdbcClient.create(database)));
    private final CostBudgets otherReplica = new CostBudgets(new Buckets(database, time), new CallBans(JdbcClient.create(database)));

    private static ThrottleStatus left(double points) {
        return new ThrottleStatus(2000, points, 100);
    }

    @Test
    void aShopThatHasNotAnsweredYetIsNotLimited() {
        assertThat(costs.take(SHOP, 900)).isZero();
        costs.settle(SHOP, 900, 0, null);
        assertThat(costs.take(SHOP, 1_000_000)).isZero();
    }

    @Test
    void theWaitIsExactlyUntilTheMissingPointsHaveComeBack() {
        costs.settle(SHOP, 0, 0, left(300));

        assertThat(costs.take(SHOP, 500)).isEqualTo(Duration.ofSeconds(2));
        time.move(Duration.ofMillis(1999));
        assertThat(costs.take(SHOP, 500)).isPositive();
        time.move(Duration.ofMillis(1));
        assertThat(costs.take(SHOP, 500)).isZero();
        assertThat(costs.take(SHOP, 100)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatOneReplicaTakesTheOtherLacks() {
        costs.settle(SHOP, 0, 0, left(1000));

        assertThat(otherReplica.take(SHOP, 900)).isZero();
        assertThat(costs.take(SHOP, 600)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatACallWasNotChargedIsGivenBack() {
        costs.settle(SHOP, 0, 0, left(1000));
        costs.take(SHOP, 1000);

        costs.settle(SHOP, 1000, 40, left(960));

        assertThat(costs.take(SHOP, 960)).isZero();
        assertThat(costs.take(SHOP, 1)).isPositive();
    }

    @Test
    void whoeverElseUsesUpTheShopsPointsIsBelieved() {
        costs.settle(SHOP, 0, 0, left(2000));
        costs.take(SHOP, 10);

        costs.settle(SHOP, 10, 10, left(200));

        assertThat(costs.take(SHOP, 300)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void callsStillUnderWayAreNotForgottenOverAnAnswer() {
        costs.settle(SHOP, 0, 0, left(2000));
        costs.take(SHOP, 1500);
        costs.take(SHOP, 100);

        costs.settle(SHOP, 100, 100, left(1900));

        assertThat(costs.take(SHOP, 500)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aThrottledCallCostsNothingAndSaysWhatIsLeft() {
        costs.settle(SHOP, 0, 0, left(2000));
        costs.take(SHOP, 600);

        costs.settle(SHOP, 600, 0, left(100));

        assertThat(costs.take(SHOP, 600)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anotherPlanIsFollowedAtOnceByBothReplicas() {
        costs.settle(SHOP, 0, 0, left(0));
        assertThat(costs.take(SHOP, 1000)).isEqualTo(Duration.ofSeconds(10));

        otherReplica.settle(SHOP, 0, 0, new ThrottleStatus(20000, 0, 1000));

        assertThat(costs.take(SHOP, 1000)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aQueryThatNeverFitsIsRefusedWithTheRemedy() {
        costs.settle(SHOP, 0, 0, left(2000));

        assertThatThrownBy(() -> costs.take(SHOP, 2001)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2000").hasMessageContaining("ask for less at once");
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1, 1", "0, 0, 100", "2000, 3000, 100", "2000, 100, 0", "1e300, 1, 100", "2000, 100, Infinity"})
    void figuresThatMakeNoSenseChangeNothing(double most, double left, double rate) {
        costs.settle(SHOP, 0, 0, left(100));

        costs.settle(SHOP, 0, 0, new ThrottleStatus(most, left, rate));

        assertThat(costs.take(SHOP, 200)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aShopThatIsLeftAloneIsSoForEveryReplicaAndNoOtherShopIs() {
        costs.rest(SHOP, Duration.ofHours(1));
        costs.rest(SHOP, Duration.ofMinutes(1));

        assertThat(otherReplica.rests(SHOP)).isGreaterThan(Duration.ofMinutes(59));
        assertThat(otherReplica.rests("second.myshopify.com")).isZero();
    }
}
