package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One change in a shop: what is sent, what becomes of lost answers, refusals, and of what people do there meanwhile. */
class WriteCatalogChangeTest extends CatalogTestCase {

    @BeforeEach
    void shelvesAreInLine() {
        oneInterval();
        pause("read-supplier-products");
    }

    /** The supplier has that many mats, as the next reading would find. */
    private void wantMats(int pieces) {
        sql("UPDATE linked_variant SET wanted_quantity = ? WHERE variant_id = ?", pieces, MAT_VARIANT);
    }

    private void wantPrice(String cost) {
        matsCost(cost);
        sql("UPDATE supplier_product SET next_read_at = dropship_now() WHERE product_id = ?", AliExpressCatalogue.GUIDE);
        resume("read-supplier-products");
        await().until(() -> !changes(MAT_VARIANT).isEmpty());
    }

    private Map<String, Object> write() {
        return walk.jdbc().sql("SELECT * FROM catalog_write ORDER BY created_at DESC, id LIMIT 1").query().singleRow();
    }

    private List<LedgerEntry> sets() {
        return ledger().ofKind("shop_stock");
    }

    private static String key(LedgerEntry call) {
        return call.json().replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_BEFORE", "DROP_AFTER", "GARBAGE", "TRUNCATE"})
    void stockWhoseAnswerWasLostIsSetByTheSameCallAgain(FaultAction action) {
        int before = sets().size();
        int calls = calls(SET_STOCK).size();
        fail(SET_STOCK, action);
        wantMats(42);
        await().until(() -> "unknown".equals(write().get("state")) && write().get("claimed_until") == null);
        assertThat(write().get("hint")).isNotNull();

        walk.move(Duration.ofMinutes(5));
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(42);
        assertThat(sets()).as("set once").hasSize(before + 1);
        assertThat(calls(SET_STOCK).stream().skip(calls).map(WriteCatalogChangeTest::key).distinct()).hasSize(1);
    }

    @Test
    void stockThatMovedMeanwhileIsReadAgainAndThenSet() {
        pause("plan-catalog-writes");
        wantMats(42);
        changeByHand(MAT_VARIANT, "{'quantity': 1990}");
        resume("plan-catalog-writes");

        await().until(() -> ask("SELECT EXISTS (SELECT FROM catalog_write WHERE reason_code = 'CHANGE_FROM_QUANTITY_STALE')", Boolean.class));
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(42);
        assertThat(calls(SET_STOCK).stream().map(WriteCatalogChangeTest::key)).doesNotHaveDuplicates();
    }

    @Test
    void oneVariantThatIsRefusedDoesNotStopTheOthersAndSaysWhy() {
        pause("plan-catalog-writes");
        wantMats(42);
        sql("UPDATE linked_variant SET wanted_quantity = 9 WHERE variant_id = ?", OPENER_VARIANT);
        ObjectNode emptied = (ObjectNode) json("{'variants': []}");
        walk.sandbox().shops().shelf().put(SHOP, emptied.put("id", OPENER_VARIANT));
        resume("plan-catalog-writes");

        await().until(() -> onShelf(MAT_VARIANT).get("quantity").asInt() == 42);
        await().until(() -> "INVALID_INVENTORY_ITEM".equals(variant(OPENER_VARIANT).get("reason_code")));
        assertThat(variant(OPENER_VARIANT).get("hint")).isNotNull();
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");
        await().until(() -> ask("SELECT count(*) FROM linked_variant WHERE variant_id = '" + OPENER_VARIANT + "'", Integer.class) == 0);
    }

    @Test
    void anEmptyBucketIsWaitedOutWithTheSameKey() {
        walk.sandbox().faults().add(Fault.waiting(SET_STOCK, FaultAction.THROTTLE, Duration.ofSeconds(30)));
        wantMats(42);
        await().until(() -> "THROTTLED".equals(write().get("reason_code")));

        walk.move(Duration.ofMinutes(3));
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(42);
    }

    @Test
    void aPermissionThatIsMissingIsShownAtTheVariant() {
        walk.sandbox().faults().add(Fault.code(SET_STOCK, "ACCESS_DENIED", "write_inventory is missing").always());
        wantMats(42);

        await().until(() -> "ACCESS_DENIED".equals(variant(MAT_VARIANT).get("reason_code")));
        assertThat(walk.get("/api/linked-variants?variant_id=" + MAT_VARIANT).at("/items/0/reason").asText()).contains("write_inventory");
        walk.sandbox().faults().clear();
        walk.move(Duration.ofMinutes(20));
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(42);
        assertThat(variant(MAT_VARIANT)).containsEntry("reason_code", null);
    }

    @Test
    void aPriceWhoseAnswerWasLostIsLookedForAndNotWrittenTwice() {
        fail(SET_PRICES, FaultAction.DROP_AFTER);
        wantPrice("26.24");
        await().until(() -> "unknown".equals(write().get("state")) && write().get("claimed_until") == null);
        assertThat(changes(MAT_VARIANT).get(0)).containsEntry("state", "writing");

        walk.move(Duration.ofMinutes(3));
        awaitSettled();

        assertAmount(onShelf(MAT_VARIANT), "price", "52.48");
        assertThat(changes(MAT_VARIANT).get(0)).containsEntry("state", "written");
        assertThat(calls(SET_PRICES).stream().filter(call -> call.json().contains("26.24"))).hasSize(1);
    }

    @Test
    void aPriceThatNeverArrivedIsWrittenOnceThatIsKnown() {
        fail(SET_PRICES, FaultAction.DROP_BEFORE);
        wantPrice("26.24");
        await().until(() -> "unknown".equals(write().get("state")) && write().get("claimed_until") == null);

        walk.move(Duration.ofMinutes(3));
        awaitSettled();

        assertAmount(onShelf(MAT_VARIANT), "price", "52.48");
        assertThat(changes(MAT_VARIANT)).extracting(change -> change.get("state")).containsExactly("written");
    }

    @Test
    void aCrossedOutPriceThatThePriceReachesIsTakenAway() {
        changeByHand(MAT_VARIANT, "{'compareAtPrice': '51.00'}");
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");
        await().until(() -> variant(MAT_VARIANT).get("shop_compare_at") != null);

        wantPrice("26.24");
        awaitSettled();

        assertAmount(onShelf(MAT_VARIANT), "price", "52.48");
        assertThat(onShelf(MAT_VARIANT).hasNonNull("compareAtPrice")).isFalse();
    }

    @Test
    void aPriceThatHadToWaitIsNotWrittenOverWhatAPersonSetMeanwhile() {
        walk.sandbox().faults().add(Fault.waiting(SET_PRICES, FaultAction.THROTTLE, Duration.ofSeconds(30)));
        wantPrice("26.24");
        await().until(() -> "THROTTLED".equals(write().get("reason_code")) && write().get("claimed_until") == null);
        changeByHand(MAT_VARIANT, "{'price': '74.97'}");

        walk.move(Duration.ofMinutes(3));
        awaitSettled();

        assertThat(changes(MAT_VARIANT)).extracting(change -> change.get("state")).startsWith("superseded");
        assertThat(onShelf(MAT_VARIANT).get("price").asDouble()).isGreaterThanOrEqualTo(74.97);
    }

    @Test
    void aPriceThatAPersonSetMeanwhileStaysAndTheMarginIsTheirs() {
        pause("plan-catalog-writes", "reread-shop-variants");
        wantPrice("27.49");
        changeByHand(MAT_VARIANT, "{'price': '74.97'}");
        resume("plan-catalog-writes", "reread-shop-variants");
        awaitSettled();

        assertThat(changes(MAT_VARIANT)).as("%s", changes(MAT_VARIANT)).extracting(change -> change.get("state"))
                .containsExactly("superseded", "written");
        // Three times the cost is what the person wanted.
        assertAmount(onShelf(MAT_VARIANT), "price", "82.47");
    }

    @Test
    void aPriceThatTheShopRefusesSaysWhyAndIsTriedAgainTheNextDay() {
        walk.sandbox().faults().add(Fault.code(SET_PRICES, "x", null).withReasonCode("PRODUCT_SUSPENDED"));
        wantPrice("26.24");
        await().until(() -> "refused".equals(changes(MAT_VARIANT).get(0).get("state")));
        assertThat(changes(MAT_VARIANT).get(0)).containsEntry("reason_code", "PRODUCT_SUSPENDED");
        oneInterval();
        assertThat(changes(MAT_VARIANT)).hasSize(1);

        walk.move(Duration.ofHours(25));
        oneInterval();

        assertAmount(onShelf(MAT_VARIANT), "price", "52.48");
    }

    @Test
    void aDraftWhoseAnswerWasLostIsMadeAgain() {
        fail("/shopify/ProductUpdate", FaultAction.DROP_BEFORE);
        sql("UPDATE linked_variant SET draft = true WHERE variant_id = ?", MAT_VARIANT);
        await().until(() -> "unknown".equals(write().get("state")) && write().get("claimed_until") == null);

        walk.move(Duration.ofMinutes(5));
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("status").asText()).isEqualTo("DRAFT");
    }
}
