package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variants that are read in their shop again. */
class RereadVariantsTest extends CatalogTestCase {

    @BeforeEach
    void shelvesAreInLine() {
        oneInterval();
        pause("read-supplier-products", "plan-catalog-writes");
    }

    @Test
    void whatStandsThereIsKept() {
        changeByHand(MAT_VARIANT, "{'quantity': 4, 'price': '60.00', 'compareAtPrice': '80.00', 'cost': '20.00'}");
        sql("UPDATE linked_variant SET stale = true WHERE variant_id = ?", MAT_VARIANT);

        await().until(() -> Boolean.FALSE.equals(variant(MAT_VARIANT).get("stale")));

        assertThat(variant(MAT_VARIANT)).containsEntry("shop_quantity", 4).containsEntry("claimed_until", null);
        assertThat(ask("SELECT concat_ws(' ', shop_price, shop_compare_at, shop_cost) FROM linked_variant WHERE variant_id = '" + MAT_VARIANT
                + "'", String.class)).isEqualTo("60.00 80.00 20.00");
    }

    @Test
    void aReadingThatFailedSaysWhyAndIsMadeAgain() {
        fail(READ_VARIANTS, FaultAction.DROP_BEFORE);
        sql("UPDATE linked_variant SET stale = true WHERE variant_id = ?", MAT_VARIANT);
        await().until(() -> variant(MAT_VARIANT).get("reason_code") != null);
        assertThat(variant(MAT_VARIANT).get("hint")).isNotNull();

        walk.move(Duration.ofMinutes(5));

        await().until(() -> Boolean.FALSE.equals(variant(MAT_VARIANT).get("stale")));
    }

    @Test
    void whatBecameStaleOnceMoreMeanwhileIsNotTakenForRead() {
        pause("reread-shop-variants");
        sql("UPDATE linked_variant SET stale = true WHERE variant_id = ?", MAT_VARIANT);
        List<Map<String, Object>> claimed = claimed("claim-stale-variants");
        sql("UPDATE linked_variant SET stale = true, claim_id = NULL, claimed_until = NULL WHERE variant_id = ?", MAT_VARIANT);

        handed("reread-variants", claimed.get(0));

        assertThat(variant(MAT_VARIANT)).containsEntry("stale", true);
    }
}
