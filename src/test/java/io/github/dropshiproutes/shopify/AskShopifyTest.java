package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.budgets.CostBudgets;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class AskShopifyTest extends ShopCalls {

    @Test
    void aBucketThatFillsInMomentsIsWaitedFor() {
        // More than a second, so that a busy machine does not see it filled before it is asked.
        walk.sandbox().shopify().plan(1_000, 40);
        walk.sandbox().shopify().drain(SHOP, 1_000);

        Exchange exchange = read("ask-shopify");

        assertThat(exchange.getException()).isNull();
        assertThat(calls(LOCATIONS)).isEqualTo(2);
    }

    @Test
    void aLongerWaitIsLeftToTheRowAsLongAsTheBucketNeeds() {
        walk.sandbox().shopify().plan(1_000, 1);
        walk.sandbox().shopify().drain(SHOP, 1_000);

        Exchange exchange = read("ask-shopify");

        assertThat(failure(exchange)).isInstanceOf(ThrottledException.class);
        assertThat(failure(exchange).getSaidWait()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(1_000));
        assertThat(calls(LOCATIONS)).isEqualTo(1);
    }

    @Test
    void whatTheBucketIsKnownToLackIsWaitedForWithoutAskingTheShop() {
        walk.sandbox().shopify().plan(2_000, 100);
        assertThat(read("ask-shopify").getException()).isNull();
        budgets().settle(SHOP, 0, 0, new CostBudgets.ThrottleStatus(2_000, 0, 1));
        int before = calls(LOCATIONS);

        Exchange exchange = read("ask-shopify");

        assertThat(failure(exchange)).isInstanceOf(ThrottledException.class);
        assertThat(failure(exchange).getCode()).isEqualTo("SHOP_POINTS");
        assertThat(failure(exchange).getSaidWait()).isGreaterThan(Duration.ofSeconds(30));
        assertThat(calls(LOCATIONS)).isEqualTo(before);
    }

    @Test
    void aShopThatDidNotAnswerInTimeIsLeftAloneForAWhileAndAskedAgainAfterwards() {
        fault(Fault.waiting(LOCATIONS, FaultAction.LATE, Duration.ofSeconds(12)));
        assertThat(failure(read("ask-shopify")).getCode()).isEqualTo("TIMEOUT");
        int before = calls(LOCATIONS);

        assertThat(failure(read("ask-shopify")).getCode()).isEqualTo("SHOP_SILENT");
        assertThat(calls(LOCATIONS)).isEqualTo(before);

        walk.move(Duration.ofSeconds(30));
        assertThat(read("ask-shopify").getException()).isNull();
    }

    private CostBudgets budgets() {
        return walk.application().getBean(CostBudgets.class);
    }
}
