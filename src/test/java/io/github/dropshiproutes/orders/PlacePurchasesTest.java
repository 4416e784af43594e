package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.LedgerEntry;
import java.math.BigDecimal;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PlacePurchasesTest extends StageTest {

    @Test
    void aPurchaseThatAnotherWorkerHasClaimedIsLeftToItUntilItsLeaseHasPassed() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        sql("UPDATE purchase SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + interval '20 seconds'");
        resume("place-purchases");
        walk.send("orders/paid", cups(2));
        Awaitility.await().until(() -> ledger().created().size() == 1);
        assertThat(purchase(id)).containsEntry("state", "quoted");

        walk.move(Duration.ofSeconds(21));

        walk.awaitPurchases(2, "paid");
        assertThat(ledger().created()).hasSize(2);
    }

    @Test
    void linesOfTheSameVariantAreOneProductOfTheOrder() {
        walk.send("orders/paid", walk.order().line(CUP, 1, "39.90").line(CUP, 2, "39.90").line(WHITE_CUP, 1, "39.90"));

        walk.awaitPurchase("paid");

        LedgerEntry create = ledger().calls(CREATE).get(0);
        assertThat(ledger().calls(CREATE)).hasSize(1);
        assertThat(create.code()).isEqualTo("0");
        assertThat(create.parameter("product_list").split("\"quantity\"")).hasSize(3);
    }

    @Test
    void anUpperLimitOfTheShopifyOrderHoldsAlsoWhereItIsSplitBetweenSellers() {
        walk.send("orders/paid", walk.order().line(LAMP, 25, "39.90").line(BAG, 90, "39.90"));

        Awaitility.await().until(() -> ask("SELECT coalesce(string_agg(state, ',' ORDER BY state), '') FROM purchase", String.class),
                "held,paid"::equals);

        assertThat(ask("SELECT reason_code FROM purchase WHERE state = 'held'", String.class)).isEqualTo("MAX_ORDER_COST");
        assertThat(reserved()).isLessThanOrEqualTo(new BigDecimal("500"));
        assertThat(ledger().paid()).hasSize(1);
    }

    @Test
    void whatBelongsToTheSuppliersOtherEnvironmentWaitsUntilThatOneIsSetAgain() {
        Object other = walkedTo("quoted", cups(1)).get("id");
        sql("UPDATE purchase SET environment = 'sandbox'");

        resume("place-purchases");
        walk.send("orders/paid", cups(1));

        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE state = 'paid'", Integer.class) == 1);
        assertThat(purchase(other)).containsEntry("state", "quoted").containsEntry("claim_id", null);
        assertThat(ledger().created()).hasSize(1);
    }
}
