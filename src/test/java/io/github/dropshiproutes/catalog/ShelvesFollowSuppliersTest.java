package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Catalogue;
import org.junit.jupiter.api.Test;

/** From the suppliers to the shop, with every stage at work: what changes there appears here within one interval. */
class ShelvesFollowSuppliersTest extends CatalogTestCase {

    @Test
    void stockOfBothSuppliersAppearsInTheShop() {
        oneInterval();

        assertThat(onShelf(CUP_VARIANT).get("quantity").asInt()).isEqualTo(CUPS);
        assertThat(onShelf(MAT_VARIANT).get("quantity").asInt()).isEqualTo(MATS);
        assertThat(onShelf(OPENER_VARIANT).get("quantity").asInt()).isEqualTo(OPENERS);
        // What is not linked is left alone.
        assertThat(onShelf("44000001").get("quantity").asInt()).isEqualTo(10);
    }

    @Test
    void anotherStockAndAnotherPriceAppearWithinOneInterval() {
        oneInterval();
        cupsAtSupplier(77);
        cupsCost("9.79");

        oneInterval();

        JsonNode cup = onShelf(CUP_VARIANT);
        assertThat(cup.get("quantity").asInt()).isEqualTo(77);
        // 39.90 at a cost of 8.90: the same margin of a cost ten percent higher.
        assertAmount(cup, "price", "43.89");
        assertAmount(cup, "cost", "9.79");
        assertThat(changes(CUP_VARIANT)).singleElement().satisfies(change -> assertThat(change).containsEntry("state", "written"));
    }

    @Test
    void aCostThatTheShopNeverKnewIsRecordedAndThePriceStays() {
        oneInterval();

        assertAmount(onShelf(OPENER_VARIANT), "cost", "7.45");
        assertAmount(onShelf(OPENER_VARIANT), "price", "12.00");
    }

    @Test
    void nothingIsWrittenWhereNothingHasChanged() {
        oneInterval();
        int before = calls(SET_STOCK).size() + calls(SET_PRICES).size();

        oneInterval();
        oneInterval();

        assertThat(calls(SET_STOCK).size() + calls(SET_PRICES).size()).isEqualTo(before);
    }

    @Test
    void aPushOfTheSupplierIsFollowedAtOnce() {
        oneInterval();
        cupsAtSupplier(5);

        sql("INSERT INTO product_event (supplier, product_id, kind, at) VALUES ('alibaba', ?, 'PRICE_CHANGE', dropship_now())",
                Catalogue.TRY_OUT);

        await().until(() -> onShelf(CUP_VARIANT).get("quantity").asInt() == 5);
        assertThat(ask("SELECT count(*) FROM product_event WHERE handled_at IS NULL", Integer.class)).isZero();
        awaitSettled();
    }
}
