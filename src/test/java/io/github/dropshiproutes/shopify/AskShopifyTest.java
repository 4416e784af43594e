package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.errors.ThrottledException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class AskShopifyTest extends ShopCalls {

    @Test
    void aBucketThatFillsInMomentsIsWaitedFor() {
        walk.sandbox().shopify().plan(1_000, 1_000_000);
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
}
