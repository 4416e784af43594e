package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.support.Walk;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Single calls to the shop's Admin API, with a static token or with client credentials. */
abstract class ShopCalls {

    static final String SHOP = SandboxOptions.SHOP;
    static final String LOCATIONS = "/shopify/Locations";
    private static Walk granted;

    Walk walk;

    @BeforeEach
    void start() {
        walk = isGranted() ? granted() : Walk.shared();
        walk.reset();
        walk.jdbc().sql("UPDATE shop SET access_token = NULL, token_expires_at = NULL, token_version = 0, token_claim_id = NULL,"
                + " token_claimed_until = NULL").update();
    }

    @AfterEach
    void mend() {
        walk.sandbox().faults().clear();
    }

    /** @return whether the app has client credentials instead of a static token */
    boolean isGranted() {
        return false;
    }

    private static synchronized Walk granted() {
        if (granted == null) {
            granted = Walk.started(Map.of("shopify.access-token", "", "shopify.client-id", SandboxOptions.SHOPIFY_CLIENT_ID,
                    "shopify.client-secret", SandboxOptions.SHOPIFY_CLIENT_SECRET));
        }
        return granted;
    }

    void fault(Fault fault) {
        walk.sandbox().faults().add(fault);
    }

    /** @return the exchange after a read through that route; its exception is the call's */
    Exchange read(String route) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("call", ShopifyCall.of(SHOP, new ShopifyDocuments().find("locations"), JsonNodeFactory.instance.objectNode()));
        walk.application().getBean(ShopTokens.class).read(exchange);
        walk.camel().createProducerTemplate().send("direct:" + route, exchange);
        return exchange;
    }

    static SupplierException failure(Exchange exchange) {
        return SupplierException.in(exchange.getException());
    }

    int calls(String api) {
        return walk.sandbox().ledger().calls(api).size();
    }
}
