package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shop wants of its stock and prices, the variants that follow, and the changes that wait for a decision. */
class ShopCatalogTest extends ApiTestCase {

    private static final String CATALOG = "/api/shops/" + SHOP + "/catalog";

    @BeforeEach
    void emptyCatalogue() {
        jdbc.sql("DELETE FROM shop_catalog").update();
        jdbc.sql("INSERT INTO shop_catalog (shop) SELECT domain FROM shop").update();
    }

    private void variant(String id, String reason) {
        jdbc.sql("""
                INSERT INTO linked_variant (shop, variant_id, shop_product_id, inventory_item_id, sku, tracked, supplier, product_id, country,
                    shop_quantity, shop_price, shop_cost, shop_read_at, seen_at, reason_code)
                VALUES (:shop, :id, '9', '8', 'alibaba:1', true, 'alibaba', '1', 'US', 4, 39.90, 8.9, now(), now(), :reason)""")
                .param("shop", SHOP).param("id", id).param("reason", reason).update();
        jdbc.sql("INSERT INTO supplier_product (supplier, product_id, country, next_read_at) VALUES ('alibaba', '1', 'US', 'infinity') "
                + "ON CONFLICT DO NOTHING").update();
    }

    private String change(String state) {
        return jdbc.sql("""
                INSERT INTO price_change (shop, variant_id, shop_product_id, inventory_item_id, sku, supplier, product_id, supplier_price,
                    supplier_currency, currency, old_cost, new_cost, old_price, new_price, state)
                VALUES (:shop, '7', '9', '8', 'alibaba:1', 'alibaba', '1', 12.10, 'USD', 'USD', 8.90, 12.10, 39.90, 54.25, :state)
                RETURNING id""").param("shop", SHOP).param("state", state).query(String.class).single();
    }

    @Test
    void withoutAWishStockAndPricesFollowAndBigChangesWait() {
        Answer answer = get(CATALOG);

        assertThat(answer.text("on_stock")).isEqualTo("update");
        assertThat(answer.text("on_sold_out")).isEqualTo("zero");
        assertThat(answer.text("price_rule")).isEqualTo("same-margin");
        assertThat(answer.body().get("approve_above").asInt()).isEqualTo(20);
        assertThat(answer.text("location_id")).isNull();
    }

    @Test
    void whatIsLeftOutStaysAndEverythingIsReadAtOnce() {
        variant("7", null);
        put(CATALOG, "{\"buffer\": 5, \"location_id\": \"gid://shopify/Location/71000002\", \"on_gone\": \"draft\"}");

        Answer answer = put(CATALOG, "{\"floor\": 3, \"price_rule\": \"markup\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("buffer").asInt()).isEqualTo(5);
        assertThat(answer.body().get("floor").asInt()).isEqualTo(3);
        assertThat(answer.text("location_id")).isEqualTo("71000002");
        assertThat(answer.text("on_gone")).isEqualTo("draft");
        assertThat(answer.text("next_list_at")).isNotNull();
        assertThat(jdbc.sql("SELECT next_read_at <= dropship_now() FROM supplier_product").query(Boolean.class).single()).isTrue();
        assertThat(put(CATALOG, "{\"location_id\": \"primary\"}").text("location_id")).isNull();
    }

    @Test
    void aShopsOwnMarkupStaysUntilNullTakesItAway() {
        assertThat(put(CATALOG, "{\"markup_percentage\": 55.5}").body().get("markup_percentage").decimalValue()).isEqualByComparingTo("55.5");
        assertThat(put(CATALOG, "{\"floor\": 1}").body().get("markup_percentage").decimalValue()).isEqualByComparingTo("55.5");

        assertThat(put(CATALOG, "{\"markup_percentage\": null}").body().get("markup_percentage").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"buffer\": -1}|buffer", "{\"floor\": 1.5}|floor", "{\"on_gone\": \"update\"}|on_gone",
        "{\"on_cost\": \"zero\"}|on_cost", "{\"approve_above\": \"20\"}|approve_above", "{\"location_id\": \"here\"}|location_id",
        "{\"country\": \"usa\"}|country", "{\"price_rule\": \"cheap\"}|price_rule", "{\"markup_percentage\": -1}|markup_percentage",
        "{\"markup_percentage\": \"40\"}|markup_percentage", "{\"bufer\": 1}|bufer"})
    void aWishThatIsNoneNamesItsField(String body, String field) {
        isProblem(put(CATALOG, body), 400, field);
        assertThat(get(CATALOG).body().get("buffer").asInt()).isZero();
    }

    @Test
    void aShopThatIsNotConnectedHasNoCatalogue() {
        isProblem(get("/api/shops/other.myshopify.com/catalog"), 404);
        isProblem(put("/api/shops/other.myshopify.com/catalog", "{\"buffer\": 1}"), 404);
        isProblem(post("/api/shops/other.myshopify.com/catalog/read"), 404);
    }

    @Test
    void readingNowMakesShopAndSuppliersDue() {
        variant("7", null);

        assertThat(post(CATALOG + "/read").status()).isEqualTo(200);

        assertThat(jdbc.sql("SELECT next_list_at <= dropship_now() FROM shop_catalog").query(Boolean.class).single()).isTrue();
        assertThat(jdbc.sql("SELECT next_read_at <= dropship_now() FROM supplier_product").query(Boolean.class).single()).isTrue();
    }

    @Test
    void variantsAreFoundByWhatStandsInTheirWayAndPageByPage() {
        variant("7", null);
        variant("71", "STOCK_NOT_TRACKED");
        variant("72", null);

        assertThat(get("/api/linked-variants?reason_code=STOCK_NOT_TRACKED").body().findValuesAsText("variant_id")).containsExactly("71");
        Answer page = get("/api/linked-variants?limit=2");
        assertThat(page.body().findValuesAsText("variant_id")).containsExactly("7", "71");
        assertThat(page.body().at("/items/0/shop_price").asText()).isEqualTo("39.90");
        assertThat(get("/api/linked-variants?limit=2&after=" + page.text("next")).body().findValuesAsText("variant_id")).containsExactly("72");
    }

    @Test
    void variantsAreFoundByTheirStateAndByAnyText() {
        variant("7", null);
        variant("71", "STOCK_NOT_TRACKED");
        variant("72", null);
        jdbc.sql("UPDATE linked_variant SET event = 'gone' WHERE variant_id = '72'").update();

        assertThat(get("/api/linked-variants").body().findValuesAsText("state")).containsExactly("following", "stuck", "gone");
        assertThat(get("/api/linked-variants?state=stuck,gone").body().findValuesAsText("variant_id")).containsExactly("71", "72");
        assertThat(get("/api/linked-variants?q=not_tracked").body().findValuesAsText("variant_id")).containsExactly("71");
        assertThat(get("/api/linked-variants?q=" + encoded("' OR true")).body().path("items")).isEmpty();
        isProblem(get("/api/linked-variants?state=odd"), 400, "state");
    }

    @Test
    void oneChangeIsShownByItsIdAndFoundByAnyText() {
        String id = change("waiting");

        assertThat(get("/api/price-changes/" + id).text("old_cost")).isEqualTo("8.90");
        assertThat(get("/api/price-changes?q=ALIBABA:1").body().findValuesAsText("id")).containsExactly(id);
        assertThat(get("/api/price-changes?q=mug").body().path("items")).isEmpty();
        isProblem(get("/api/price-changes/999999"), 404);
    }

    @Test
    void anApprovedChangeIsDueAndTheShopIsReadBefore() {
        variant("7", null);
        String id = change("waiting");

        Answer answer = post("/api/price-changes/" + id + "/approve");

        assertThat(answer.text("state")).isEqualTo("due");
        assertThat(answer.text("decided_at")).isNotNull();
        assertThat(jdbc.sql("SELECT stale FROM linked_variant").query(Boolean.class).single()).isTrue();
        isProblem(post("/api/price-changes/" + id + "/reject"), 409, "due");
    }

    @Test
    void aRejectedChangeIsOver() {
        variant("7", null);
        String id = change("waiting");

        assertThat(post("/api/price-changes/" + id + "/reject").text("state")).isEqualTo("rejected");

        isProblem(post("/api/price-changes/" + id + "/approve"), 409, "rejected");
        isProblem(post("/api/price-changes/999999/approve"), 404);
        isProblem(post("/api/price-changes/x/approve"), 404);
    }

    @Test
    void theHistoryIsNewestFirstAndFilteredByState() {
        String written = change("written");
        String waiting = change("waiting");

        assertThat(get("/api/price-changes").body().findValuesAsText("id")).containsExactly(waiting, written);
        Answer answer = get("/api/price-changes?state=waiting,due");
        assertThat(answer.body().findValuesAsText("id")).containsExactly(waiting);
        assertThat(answer.body().at("/items/0/new_price").asText()).isEqualTo("54.25");
        isProblem(get("/api/price-changes?state=open"), 400, "state");
    }

    @Test
    void noticesAreNewestFirst() {
        jdbc.sql("INSERT INTO catalog_notice (shop, variant_id, sku, supplier, product_id, kind, words) VALUES (:shop, '7', 's', 'alibaba', '1', "
                + "'gone', 'It is gone.'), (:shop, '7', 's', 'alibaba', '1', 'back', 'It is back.')").param("shop", SHOP).update();

        assertThat(get("/api/catalog-notices").body().findValuesAsText("kind")).containsExactly("back", "gone");
        assertThat(get("/api/catalog-notices?kind=gone").body().findValuesAsText("words")).containsExactly("It is gone.");
        assertThat(get("/api/catalog-notices?q=BACK").body().findValuesAsText("kind")).containsExactly("back");
        isProblem(get("/api/catalog-notices?kind=odd"), 400, "kind");
    }
}
