package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class RenewShopifyTokenTest extends ShopCalls {

    @Override
    boolean isGranted() {
        return true;
    }

    @Test
    void theFirstTokenIsAskedForByItselfAndUsedUntilItEnds() {
        assertThat(read("call-shopify").getException()).isNull();
        assertThat(read("call-shopify").getException()).isNull();
        assertThat(calls("/shopify/token")).isEqualTo(1);

        walk.move(Duration.ofHours(24));

        assertThat(read("call-shopify").getException()).isNull();
        assertThat(calls("/shopify/token")).isEqualTo(2);
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() {
        read("call-shopify");
        walk.sandbox().shopify().tokens().expire();

        assertThat(read("call-shopify").getException()).isNull();
        assertThat(calls("/shopify/token")).isEqualTo(2);
    }

    @Test
    void manyCallsAtOnceRenewItOnce() {
        read("call-shopify");
        walk.sandbox().shopify().tokens().expire();

        List<Exchange> calls = IntStream.range(0, 8).parallel().mapToObj(i -> read("call-shopify")).toList();

        assertThat(calls).allMatch(call -> call.getException() == null
                || failure(call).getCode().equals("SHOP_TOKEN_BEING_RENEWED"));
        assertThat(calls("/shopify/token")).isEqualTo(2);
    }

    @Test
    void theTokenIsNotReadableAtRest() {
        read("call-shopify");

        assertThat(walk.jdbc().sql("SELECT access_token FROM shop WHERE domain = ?").param(SHOP).query(String.class).single())
                .doesNotContain("shpat_");
    }
}
