package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One reading of a supplier's product: what it says, what it does not say, and what each shop makes of it. */
class ReadSupplierProductTest extends CatalogTestCase {

    private static final String DESCRIPTION = "/eco/buyer/product/description";
    private static final String INVENTORY = "/eco/buyer/product/inventory";

    @BeforeEach
    void shelvesAreInLine() {
        oneInterval();
    }

    private Map<String, Object> product(String id) {
        return walk.jdbc().sql("SELECT *, next_read_at - dropship_now() > interval '0' AS waits FROM supplier_product WHERE product_id = ?")
                .param(id).query().singleRow();
    }

    private void readAgain() {
        sql("UPDATE supplier_product SET next_read_at = dropship_now()");
        await().until(() -> ask("SELECT NOT EXISTS (SELECT FROM supplier_product WHERE next_read_at <= dropship_now() OR claimed_until IS NOT NULL)",
                Boolean.class));
    }

    private void confirmed() {
        readAgain();
        readAgain();
        awaitSettled();
    }

    @ParameterizedTest
    @CsvSource({"aliexpress.ds.product.get,EMPTY_VALUE", "aliexpress.ds.product.get,MISSING_VALUE", "aliexpress.ds.product.get,GARBAGE",
        "aliexpress.ds.product.get,HTML", "aliexpress.ds.product.get,TRUNCATE", "aliexpress.ds.product.get,DROP_AFTER",
        INVENTORY + ",EMPTY_VALUE", INVENTORY + ",MISSING_VALUE", INVENTORY + ",GARBAGE", DESCRIPTION + ",EMPTY_VALUE",
        DESCRIPTION + ",MISSING_VALUE", DESCRIPTION + ",DROP_BEFORE"})
    void aReadingThatFailsOrIsEmptyNeverWritesAnything(String api, FaultAction action) {
        walk.sandbox().faults().add(Fault.at(api, action).always());
        int before = calls(SET_STOCK).size();

        readAgain();
        walk.move(Duration.ofMinutes(1));
        readAgain();
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");
        await().until(() -> ask("SELECT next_list_at > dropship_now() FROM shop_catalog", Boolean.class));

        assertThat(onShelf(CUP_VARIANT).get("quantity").asInt()).isEqualTo(CUPS);
        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(MATS);
        assertThat(calls(SET_STOCK)).hasSize(before);
        assertThat(ask("SELECT count(*) FROM linked_variant WHERE wanted_quantity = 0 OR event IS NOT NULL", Integer.class)).isZero();
    }

    @Test
    void aReadingThatFailedSaysWhyAndWhatToDoAndIsMadeAgain() {
        fail(MAT_READ, FaultAction.EMPTY_VALUE);

        readAgain();

        assertThat(walk.jdbc().sql("SELECT * FROM supplier_product WHERE reason_code IS NOT NULL").query().singleRow())
                .satisfies(row -> assertThat(row.get("hint")).isNotNull());
        walk.move(Duration.ofMinutes(2));
        await().until(() -> ask("SELECT count(*) FROM supplier_product WHERE reason_code IS NOT NULL", Integer.class) == 0);
    }

    @Test
    void aReadingThatSaysNothingOfTheStockDoesNotUndoASale() {
        changeByHand(MAT_VARIANT, "{'quantity': 3}");
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");
        await().until(() -> Integer.valueOf(3).equals(variant(MAT_VARIANT).get("shop_quantity")));
        walk.sandbox().faults().add(Fault.code(MAT_READ, "605", "ITEM_ID_NOT_FOUND").when("product_id", AliExpressCatalogue.GUIDE));

        readAgain();
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(3);
        readAgain();
        awaitSettled();
        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).as("by what the supplier says again").isEqualTo(MATS);
    }

    @Test
    void soldOutIsBelievedAtOnceAndSaidOnce() {
        matsAtSupplier(0);
        readAgain();
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isZero();
        assertThat(variant(MAT_VARIANT)).containsEntry("event", "sold-out");
        readAgain();
        matsAtSupplier(3);
        readAgain();
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(3);
        assertThat(notices()).containsExactly("sold-out " + MAT_VARIANT, "back " + MAT_VARIANT);
    }

    @Test
    void aProductThatIsGoneIsBelievedWhenItWasSaidTwice() {
        walk.sandbox().faults().add(Fault.code(MAT_READ, "605", "ITEM_ID_NOT_FOUND").when("product_id", AliExpressCatalogue.GUIDE).always());

        readAgain();
        assertThat(variant(MAT_VARIANT)).containsEntry("absences", 1).containsEntry("event", null).containsEntry("reason_code", "605");
        assertThat(ask("SELECT next_read_at - read_at = interval '5 minutes' FROM supplier_product WHERE product_id = '"
                + AliExpressCatalogue.GUIDE + "'", Boolean.class)).as("looked at again soon").isTrue();
        readAgain();
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isZero();
        assertThat(variant(MAT_VARIANT)).containsEntry("event", "gone");
        assertThat(onShelf(CUP_VARIANT).get("quantity").asInt()).isEqualTo(CUPS);
    }

    @Test
    void aVariantThatIsGoneIsEmptiedAndItsSistersAreNot() {
        sql("INSERT INTO product_link (shop, variant_id, supplier, product_id, sku_attr) VALUES (?, ?, 'aliexpress', ?, '14:1#Nowhere')", SHOP,
                OPENER_VARIANT, AliExpressCatalogue.GUIDE);
        oneInterval();
        wasFoundOnce(OPENER_VARIANT);
        confirmed();

        assertThat(onShelf(OPENER_VARIANT).get("quantity").asInt()).isZero();
        assertThat(variant(OPENER_VARIANT)).containsEntry("reason_code", "SKU_NOT_FOUND");
        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(MATS);
    }

    private void wasFoundOnce(String variantId) {
        sql("UPDATE linked_variant SET supplier_quantity = 7, supplier_price = 7 WHERE variant_id = ?", variantId);
    }

    @Test
    void whatTheSupplierNeverHadIsNotGone() {
        sql("INSERT INTO product_link (shop, variant_id, supplier, product_id, sku_attr) VALUES (?, '44000001', 'aliexpress', ?, '14:1#Nowhere')",
                SHOP, AliExpressCatalogue.GUIDE);
        oneInterval();
        confirmed();
        oneInterval();

        assertThat(onShelf("44000001").get("quantity").asInt()).isEqualTo(10);
        assertThat(variant("44000001")).containsEntry("reason_code", "SKU_NOT_FOUND").containsEntry("event", null);
    }

    @Test
    void aProductThatIsOfflineIsGoneByTheSuppliersOwnWord() {
        sql("INSERT INTO product_link (shop, variant_id, supplier, product_id, sku_id) VALUES (?, ?, 'alibaba', ?, ?)", SHOP, CUP_VARIANT,
                Catalogue.OFFLINE, Catalogue.OFFLINE_SKU);
        oneInterval();
        wasFoundOnce(CUP_VARIANT);
        confirmed();

        assertThat(onShelf(CUP_VARIANT).get("quantity").asInt()).isZero();
        assertThat(variant(CUP_VARIANT)).containsEntry("reason_code", "PRODUCT_OFFLINE");
    }

    @Test
    void whoWantsNothingDoneOrOnlyToBeToldKeepsTheStock() {
        policy("on_sold_out = 'notify', on_stock = 'nothing'");
        matsAtSupplier(0);
        cupsAtSupplier(3);
        readAgain();
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(MATS);
        assertThat(onShelf(CUP_VARIANT).get("quantity").asInt()).isEqualTo(CUPS);
        assertThat(notices()).containsExactly("sold-out " + MAT_VARIANT);
    }

    @Test
    void whoWantsToBeToldOfStockIsToldOfEachChangeOnce() {
        policy("on_stock = 'notify'");
        cupsAtSupplier(3);
        readAgain();
        readAgain();
        awaitSettled();

        assertThat(notices()).containsExactly("stock " + CUP_VARIANT);
    }

    @Test
    void aProductAllOfWhichIsSoldOutBecomesADraft() {
        policy("on_sold_out = 'draft'");
        matsAtSupplier(0);
        readAgain();
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("status").asText()).isEqualTo("DRAFT");
        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isZero();
        assertThat(onShelf(CUP_VARIANT).get("status").asText()).isEqualTo("ACTIVE");
        assertThat(ledger().ofKind("shop_status")).hasSize(1);
    }

    @Test
    void bufferAndFloorAreTakenOff() {
        policy("buffer = 5, floor = 3");
        matsAtSupplier(12);
        cupsAtSupplier(7);
        readAgain();
        awaitSettled();

        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(7);
        assertThat(onShelf(CUP_VARIANT).get("quantity").asInt()).as("2 are fewer than 3").isZero();
    }

    @Test
    void aProductIsReadOnceHoweverManyVariantsAreLinkedToIt() {
        ObjectNode product = (ObjectNode) json("{'id': '990', 'variants': []}");
        for (int n = 1; n <= 20; n++) {
            product.withArray("variants").addObject().put("id", "9900" + n).put("sku", AliExpressCatalogue.GUIDE + "").put("price", "49.98")
                    .put("cost", "24.99").put("quantity", 1);
        }
        walk.sandbox().shops().shelf().put(SHOP, product);
        for (int n = 1; n <= 20; n++) {
            sql("INSERT INTO product_link (shop, variant_id, supplier, product_id, sku_attr) VALUES (?, ?, 'aliexpress', ?, ?)", SHOP, "9900" + n,
                    AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE);
        }
        sql("UPDATE supplier_product SET next_read_at = 'infinity'");
        int before = calls(MAT_READ).size();
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");

        await().until(() -> onShelf("99001").get("quantity").asInt() == MATS && onShelf("990020").get("quantity").asInt() == MATS);

        assertThat(calls(MAT_READ)).hasSize(before + 1);
        awaitSettled();
    }

    @Test
    void aChangeBeyondTheThresholdWaitsForAPerson() {
        matsCost("34.99");
        readAgain();
        awaitSettled();

        assertAmount(onShelf(MAT_VARIANT), "price", "49.98");
        assertAmount(onShelf(MAT_VARIANT), "cost", "24.99");
        Map<String, Object> change = changes(MAT_VARIANT).get(0);
        assertThat(change).containsEntry("state", "waiting");
        assertThat((BigDecimal) change.get("new_price")).isEqualByComparingTo("69.98");
        assertThat(change.get("reason").toString()).contains("20 %");
        readAgain();
        assertThat(changes(MAT_VARIANT)).as("not proposed again").hasSize(1);

        assertThat(walk.call("POST", "/api/price-changes/" + change.get("id") + "/approve", "").statusCode()).isEqualTo(200);
        awaitSettled();

        assertAmount(onShelf(MAT_VARIANT), "price", "69.98");
        assertAmount(onShelf(MAT_VARIANT), "cost", "34.99");
        assertThat(notices()).containsExactly("approval " + MAT_VARIANT);
    }

    @Test
    void whatAPersonRejectedIsLeftAndNotProposedAgain() {
        matsCost("34.99");
        readAgain();
        assertThat(walk.call("POST", "/api/price-changes/" + changes(MAT_VARIANT).get(0).get("id") + "/reject", "").statusCode()).isEqualTo(200);
        readAgain();
        awaitSettled();

        assertAmount(onShelf(MAT_VARIANT), "price", "49.98");
        assertThat(changes(MAT_VARIANT)).extracting(change -> change.get("state")).containsExactly("rejected");
        matsCost("26.24");
        readAgain();
        awaitSettled();
        assertAmount(onShelf(MAT_VARIANT), "price", "52.48");
    }

    @Test
    void aWaitingChangeGivesWayToNewerWords() {
        matsCost("34.99");
        readAgain();
        matsCost("24.99");
        readAgain();
        awaitSettled();

        assertThat(changes(MAT_VARIANT)).extracting(change -> change.get("state")).containsExactly("superseded");
        assertAmount(onShelf(MAT_VARIANT), "price", "49.98");
    }

    @Test
    void aCostInACurrencyWithoutARateLeavesThePriceAndSaysSo() {
        sql("INSERT INTO product_link (shop, variant_id, supplier, product_id) VALUES (?, ?, 'aliexpress', ?)", SHOP, OPENER_VARIANT,
                AliExpressCatalogue.EUR_ONLY);
        oneInterval();

        assertThat(variant(OPENER_VARIANT)).containsEntry("reason_code", "NO_EXCHANGE_RATE");
        assertThat(variant(OPENER_VARIANT).get("reason").toString()).contains("EUR");
        assertAmount(onShelf(OPENER_VARIANT), "price", "12.00");
        assertThat(onShelf(OPENER_VARIANT).get("quantity").asInt()).as("its stock is kept all the same").isEqualTo(200);
    }

    @Test
    void whoWantsNoPricesKeepsThemAndWhoWantsToBeToldIs() {
        policy("on_cost = 'nothing'");
        matsCost("25.99");
        readAgain();
        assertThat(changes(MAT_VARIANT)).isEmpty();
        policy("on_cost = 'notify'");
        readAgain();
        readAgain();
        awaitSettled();

        assertAmount(onShelf(MAT_VARIANT), "price", "49.98");
        assertThat(changes(MAT_VARIANT)).extracting(change -> change.get("state")).containsExactly("noted");
        assertThat(notices()).containsExactly("cost " + MAT_VARIANT);
    }
}
