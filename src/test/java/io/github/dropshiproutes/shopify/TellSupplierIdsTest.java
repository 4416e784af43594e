package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TellSupplierIdsTest extends ShopTestCase {

    @Test
    void theSuppliersOrderNumberStandsOnTheOrderOnceItIsPaid() {
        ShopifySamples order = cups(1);
        Object id = paid(order);
        awaitWriteBack(id, "waiting");

        JsonNode shown = shopOrder(order);
        assertThat(shown.get("tags").toString()).contains("alibaba:" + tradeId(id));
        assertThat(shown.at("/metafields/0/value").asText()).isEqualTo("alibaba:" + tradeId(id));
        assertThat(shown.at("/metafields/0/namespace").asText()).isEqualTo("dropship_routes");
    }

    @Test
    void numbersThatTheShopRefusesKeepNoTrackingNumberFromTheCustomer() {
        walk.sandbox().faults().add(Fault.at("/shopify/SupplierOrderNote", FaultAction.STATUS).withHttpStatus(200).withBody("""
                {"data":{"metafieldsSet":{"userErrors":[{"field":["metafields"],"message":"Access to this namespace is denied."}]},
                "tagsAdd":{"userErrors":[]}}}""").always());
        ShopifySamples order = cups(1);
        Object id = paid(order);
        await().until(() -> row(id).get("reason_code"), "USER_ERROR"::equals);

        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        await().until(() -> shopOrder(order).at("/fulfillments/0/trackingInfo/0/number").asText(), "LP1"::equals);
        await().until(() -> row(id).get("reason_code"), "USER_ERROR"::equals);
    }

    @Test
    void aLostAnswerIsFoundOnTheOrder() {
        fail("SupplierOrderNote", FaultAction.DROP_AFTER);
        Object id = paid(cups(1));
        awaitWriteBack(id, "unknown");

        walk.move(Duration.ofSeconds(11));

        awaitWriteBack(id, "waiting");
        assertThat(ledger().calls("/shopify/SupplierOrderNote")).hasSize(1);
    }
}
