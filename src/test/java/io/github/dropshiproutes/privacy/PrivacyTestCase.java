package io.github.dropshiproutes.privacy;

import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.PrivacyRequests;
import java.util.Map;

/** What the tests of the privacy routes share: Shopify's requests, and what they find of a customer afterwards. */
abstract class PrivacyTestCase extends StageTest {

    void redact(ShopifySamples order) {
        walk.send("customers/redact", PrivacyRequests.of(order));
    }

    Map<String, Object> requestRow() {
        return walk.jdbc().sql("SELECT * FROM privacy_request ORDER BY id DESC LIMIT 1").query().singleRow();
    }

    Map<String, Object> awaitRequest(String... states) {
        await().until(() -> walk.jdbc().sql("SELECT count(*) FROM privacy_request WHERE state = ANY (?)").param(states)
                .query(Integer.class).single() > 0);
        return requestRow();
    }

    /** @return how many rows of the tables that hold anything of customers contain the text, in whatever column */
    int traces(String text) {
        int found = 0;
        for (String table : new String[] {"inbox", "shopify_order", "shopify_order_line", "shopify_order_change", "ordered_line",
            "purchase", "purchase_line", "timeline", "fulfilment", "trade", "foreign_trade", "passed_link",
            "privacy_request", "api_call"}) {
            found += walk.jdbc().sql("SELECT count(*) FROM " + table + " AS r WHERE strpos(lower(r::text), lower(:text)) > 0")
                    .param("text", text).query(Integer.class).single();
        }
        // The bodies are bytes, which a row shows as digits.
        return found + walk.jdbc().sql("SELECT count(*) FROM inbox WHERE strpos(lower(convert_from(body, 'LATIN1')), lower(:text)) > 0")
                .param("text", text).query(Integer.class).single();
    }
}
