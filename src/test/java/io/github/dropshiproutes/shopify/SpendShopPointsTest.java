package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.budgets.CostBudgets;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpendShopPointsTest extends ShopCalls {

    private CostBudgets budgets() {
        return walk.application().getBean(CostBudgets.class);
    }

    /** @return points that are left, by asking how long more would take at one point a second */
    private boolean holds(int points) {
        boolean there = budgets().take(SHOP, points).isZero();
        if (there) {
            budgets().settle(SHOP, points, 0, null);
        }
        return there;
    }

    @Test
    void anAnswersOwnFiguresAreBelieved() {
        walk.sandbox().shopify().plan(1_000, 1);
        walk.sandbox().shopify().drain(SHOP, 300);

        assertThat(read("spend-shop-points").getException()).isNull();

        // Two locations on a page cost four points.
        assertThat(holds(690)).isTrue();
        assertThat(holds(705)).isFalse();
    }

    @Test
    void whatTheShopDidNotChargeIsGivenBack() {
        walk.sandbox().shopify().plan(1_000, 1);
        read("spend-shop-points");
        int before = calls(LOCATIONS);

        for (int i = 0; i < 10; i++) {
            assertThat(read("spend-shop-points").getException()).isNull();
        }

        assertThat(calls(LOCATIONS)).isEqualTo(before + 10);
        assertThat(holds(900)).isTrue();
    }

    @Test
    void aCallThatWasNeverSentCostsNothing() {
        walk.sandbox().shopify().plan(1_000, 1);
        read("spend-shop-points");
        fault(Fault.at(LOCATIONS, FaultAction.DROP_BEFORE).always());
        for (int i = 0; i < 3; i++) {
            assertThat(read("spend-shop-points").getException()).isNotNull();
        }

        // Whether a lost answer was charged is not known, so it counts until the shop says otherwise.
        assertThat(budgets().take(SHOP, 999)).isGreaterThan(Duration.ZERO);
    }
}
