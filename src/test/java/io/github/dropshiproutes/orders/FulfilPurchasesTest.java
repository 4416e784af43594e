package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.shopify.ShopTestCase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FulfilPurchasesTest extends ShopTestCase {

    @Test
    void whatIsPaidWaitsForTheSupplierAndIsTakenUpWhenItShips() {
        ShopifySamples order = cups(1);
        Object id = paid(order);
        assertThat(awaitWriteBack(id, "waiting").get("next_attempt_at")).isNull();

        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        assertThat(awaitWriteBack(id, "fulfilled").get("next_attempt_at")).isNull();
        assertThat(fulfilled()).hasSize(1);
    }

    @Test
    void whatADeadWorkerLeftIsTakenUpWhenItsLeaseHasEnded() {
        Object id = paid(cups(1));
        awaitWriteBack(id, "waiting");
        pause("fulfil-purchases");
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));
        sql("UPDATE fulfilment SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + interval '20 seconds'");
        resume("fulfil-purchases");
        assertThat(fulfilled()).isEmpty();

        walk.move(Duration.ofSeconds(21));

        awaitWriteBack(id, "fulfilled");
    }
}
