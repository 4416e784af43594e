package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.shopify.ShopTestCase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FulfilPurchaseTest extends ShopTestCase {

    @Test
    void aShopThatCannotBeAskedIsAskedAgainAndThePurchaseGoesOn() {
        Object id = paid(cups(1));
        awaitWriteBack(id, "waiting");
        walk.sandbox().faults().add(Fault.at("/shopify/OrderFulfilment", FaultAction.STATUS).withHttpStatus(503));
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        await().until(() -> "HTTP_5XX".equals(row(id).get("reason_code")));
        assertThat(row(id)).containsEntry("state", "due").containsEntry("waits", true);
        assertThat(purchase(id)).containsEntry("state", "shipped").containsEntry("reason_code", null);
        walk.move(Duration.ofMinutes(1));
        awaitWriteBack(id, "fulfilled");
    }

    @Test
    void whatTheShopRefusesAgainAndAgainWaitsForAPersonWithItsOwnWords() {
        Object id = paid(cups(1));
        awaitWriteBack(id, "waiting");
        walk.sandbox().faults().add(Fault.code(CREATED, "x", null).withReasonCode("Not today.").always());
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        for (int i = 0; i < 5 && !"held".equals(row(id).get("state")); i++) {
            int before = i;
            await().until(() -> (int) row(id).get("attempts") > before);
            walk.move(Duration.ofMinutes(3));
        }

        assertThat(awaitWriteBack(id, "held")).containsEntry("reason_code", "USER_ERROR");
        assertThat(row(id).get("reason").toString()).contains("Not today.");
        assertThat(fulfilled()).isEmpty();
    }
}
