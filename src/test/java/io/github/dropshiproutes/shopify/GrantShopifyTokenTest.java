package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import org.junit.jupiter.api.Test;

class GrantShopifyTokenTest extends ShopCalls {

    @Override
    boolean isGranted() {
        return true;
    }

    @Test
    void aGrantThatFailsGivesItsClaimBack() {
        fault(Fault.at("/shopify/token", FaultAction.STATUS).withHttpStatus(503));

        assertThat(failure(read("call-shopify")).getCode()).isEqualTo("HTTP_5XX");
        assertThat(read("call-shopify").getException()).isNull();
    }
}
