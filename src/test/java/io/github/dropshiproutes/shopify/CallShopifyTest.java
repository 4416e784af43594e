package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class CallShopifyTest extends ShopCalls {

    @Test
    void aStaticTokenThatIsRefusedWaitsForAPerson() {
        walk.sandbox().shopify().tokens().revokeStatic();

        assertThat(failure(read("call-shopify")).getCode()).isEqualTo("SHOP_TOKEN_REFUSED");
    }

    @Test
    void aCallIsAnswered() {
        assertThat(read("call-shopify").getException()).isNull();
    }
}
