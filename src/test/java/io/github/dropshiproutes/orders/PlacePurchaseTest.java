package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PlacePurchaseTest extends StageTest {

    @Test
    void aWrongMappingAtManyTimesThePriceIsHeldBeforeAnythingIsBought() {
        walk.send("orders/paid", walk.order().line(LAMP, 20, "0.50"));

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "MARGIN_TOO_SMALL").containsEntry("held_from", "quoted");
        assertThat((String) held.get("reason")).contains("revenue of the lines 10.00");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }

    @Test
    void approvalBuysAtExactlyTheTotalShown() {
        walk.send("orders/paid", walk.order().line(LAMP, 20, "0.50"));
        Map<String, Object> held = walk.awaitPurchase("held");

        act("approve", held.get("id"));

        walk.awaitPurchase("paid");
        assertThat(new BigDecimal(ledger().paid().get(0).text("total"))).isEqualByComparingTo((BigDecimal) held.get("quoted_total"));
    }

    @Test
    void anApprovalEndsWhenTheOrderChanges() {
        ShopifySamples order = walk.order().line(LAMP, 20, "0.50");
        walk.send("orders/paid", order);
        Object id = walk.awaitPurchase("held").get("id");
        pause("place-purchases");
        act("approve", id);

        plan("orders/updated", withPieces(order, 21));
        resume("place-purchases");

        Awaitility.await().until(() -> "MARGIN_TOO_SMALL".equals(purchase(id).get("reason_code")));
        assertThat(ledger().calls(CREATE)).isEmpty();
    }

    @Test
    void aQuoteThatGrewTooOldIsTakenAgainFirst() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        Object quoted = purchase(id).get("quoted_at");
        walk.move(Duration.ofMinutes(31));

        resume("place-purchases");

        assertThat(walk.awaitPurchase("paid").get("quoted_at")).isNotEqualTo(quoted);
        assertThat(timeline(id)).contains("planned: quoted anew: the quote is too old");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void anOrderThatLacksACustomsCodeGoesOnWhenTheMerchantHasAddedIt() {
        ShopifySamples order = cups(1).country("KR", "South Korea").addressField("province", "Seoul").addressField("province_code", "KR-11")
                .addressField("zip", "04524");
        walk.send("orders/paid", order);
        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "CLEARANCE_CODE_MISSING");
        assertThat(ledger().created()).isEmpty();

        walk.send("orders/updated", changed(order).set("note_attributes",
                List.of(Map.of("name", "clearance_code", "value", "P123456789012"))));

        walk.awaitPurchase("paid");
        assertThat(ledger().calls(CREATE).get(0).json()).contains("P123456789012");
    }

    @Test
    void anOrderAboveWhatTheSupplierTakesIsSplitAndStillMeetsTheLimitOfTheShopifyOrder() {
        String machine = ShopifySamples.alibabaSku(Catalogue.GRAND, Catalogue.GRAND_SKU);
        walk.send("orders/paid", walk.order().line(machine, 2, "9000.00").line(machine, 1, "9000.00"));

        walk.awaitPurchases(2, "held");

        assertThat(walk.purchases()).extracting(row -> row.get("reason_code")).containsOnly("MAX_ORDER_COST");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }
}
