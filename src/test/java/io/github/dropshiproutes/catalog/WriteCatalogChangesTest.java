package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who makes the changes, and what becomes of those whose worker is gone. */
class WriteCatalogChangesTest extends CatalogTestCase {

    private Map<String, Object> planned() {
        oneInterval();
        pause("read-supplier-products", "write-catalog-changes");
        sql("UPDATE linked_variant SET wanted_quantity = 42 WHERE variant_id = ?", MAT_VARIANT);
        await().until(() -> variant(MAT_VARIANT).get("write_id") != null);
        return claimed("claim-catalog-writes").get(0);
    }

    @Test
    void aChangeIsTakenByOneWorkerOnly() {
        Map<String, Object> row = planned();

        assertThat(row).containsEntry("kind", "stock").containsEntry("state", "due");
        assertThat(claimed("claim-catalog-writes")).isEmpty();
    }

    @Test
    void whoLostTheClaimSendsNothing() {
        Map<String, Object> row = planned();
        int before = calls(SET_STOCK).size();
        sql("UPDATE catalog_write SET claim_id = gen_random_uuid()");

        handed("write-catalog-change", row);

        assertThat(calls(SET_STOCK)).hasSize(before);
        assertThat(variant(MAT_VARIANT).get("write_id")).isNotNull();
    }

    @Test
    void theChangeOfADeadWorkerIsMadeByTheSameCall() {
        planned();
        sql("UPDATE catalog_write SET state = 'unknown', claimed_until = dropship_now() - interval '1 second' WHERE state = 'due'");

        resume("write-catalog-changes");
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(42);
        assertThat(variant(MAT_VARIANT)).containsEntry("write_id", null).containsEntry("shop_quantity", 42);
    }
}
