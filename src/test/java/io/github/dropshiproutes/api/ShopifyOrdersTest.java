package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyOrdersTest extends ApiTestCase {

    private static final String ID = "9007199254740993123";

    @BeforeEach
    void anOrderOfTwoLinesOneOfThemUnmapped() {
        jdbc.sql("INSERT INTO shop (domain) VALUES ('other.myshopify.com')").update();
        jdbc.sql("""
                INSERT INTO shopify_order (shop, order_id, name, state, payload)
                VALUES (:shop, :id, '#1001', 'buying', '{"email": "x@y"}')""").param("shop", SHOP).param("id", ID).update();
        jdbc.sql("""
                INSERT INTO shopify_order_line (shop, order_id, line_item_id, title, variant_id, sku, unit_revenue, current_quantity,
                                                wanted, supplier, product_id, reason_code)
                VALUES (:shop, :id, '11', 'Mug', '808950810', 'alibaba:1600191825486', 19.90, 2, 2, 'alibaba', '1600191825486', NULL),
                       (:shop, :id, '12', 'Cap "5″" <b>', '49148385', 'CAP-5', 5, 1, 0, NULL, NULL, 'UNMAPPED'),
                       (:shop, :id, '13', 'Card', NULL, NULL, 50, 1, 0, NULL, NULL, 'GIFT_CARD')""")
                .param("shop", SHOP).param("id", ID).update();
    }

    @Test
    void anOrderShowsItsPurchasesItsLinesAndWhatIsLeftToTheMerchant() {
        String purchase = PurchaseRow.in("paid").with("order_id", "'" + ID + "'").insert(jdbc);

        JsonNode order = get("/api/shopify-orders/" + ID).body();

        assertThat(order.path("id").textValue()).isEqualTo(ID);
        assertThat(order.path("shop").textValue()).isEqualTo(SHOP);
        assertThat(order.path("name").textValue()).isEqualTo("#1001");
        assertThat(order.path("purchases")).hasSize(1);
        assertThat(order.path("purchases").get(0).path("id").textValue()).isEqualTo(purchase);
        assertThat(order.path("purchases").get(0).path("state").textValue()).isEqualTo("paid");
        assertThat(order.path("lines")).hasSize(3);
        assertThat(order.path("lines").get(0).path("unit_revenue").textValue()).isEqualTo("19.90");
        assertThat(order.path("lines").get(2).path("reason_code").textValue()).isEqualTo("GIFT_CARD");
        assertThat(order.path("unmapped")).hasSize(1);
        JsonNode unmapped = order.path("unmapped").get(0);
        assertThat(unmapped.path("line_item_id").textValue()).isEqualTo("12");
        assertThat(unmapped.path("title").textValue()).isEqualTo("Cap \"5″\" <b>");
        assertThat(unmapped.path("sku").textValue()).isEqualTo("CAP-5");
        assertThat(unmapped.path("variant_id").textValue()).isEqualTo("49148385");
        assertThat(unmapped.path("reason_code").textValue()).isEqualTo("UNMAPPED");
    }

    @Test
    void anIgnoredOrderSaysWhyAndWhatAPersonCanDo() {
        jdbc.sql("UPDATE shopify_order SET state = 'ignored', reason_code = 'NOT_PAID', reason = 'The order is not paid (yet).'").update();

        JsonNode order = get("/api/shopify-orders?reason_code=NOT_PAID&state=ignored").body().path("items").get(0);

        assertThat(order.path("reason").textValue()).isEqualTo("The order is not paid (yet).");
        assertThat(order.path("hint").textValue()).contains("once Shopify says that it is paid");
        assertThat(get("/api/shopify-orders?state=buying").body().path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1001, 1", "cap-5, 1", "mug, 1", "UNMAPPED, 1", "9007199254740993123, 1", "shoe, 0", "%25, 0"})
    void ordersAreFoundByNameSkuOrTitle(String words, int found) {
        assertThat(get("/api/shopify-orders?q=" + words).body().path("items")).hasSize(found);
    }

    @Test
    void nothingOfTheCustomerIsShown() {
        assertThat(get("/api/shopify-orders/" + ID).response().body()).doesNotContain("x@y");
    }

    @Test
    void theSameIdInTwoShopsIsToldApartByTheShop() {
        jdbc.sql("INSERT INTO shopify_order (shop, order_id) VALUES ('other.myshopify.com', :id)").param("id", ID).update();

        isProblem(get("/api/shopify-orders/" + ID), 400, "name one with shop", SHOP, "other.myshopify.com");
        assertThat(get("/api/shopify-orders/" + ID + "?shop=other.myshopify.com").text("state")).isEqualTo("new");
        isProblem(get("/api/shopify-orders/" + ID + "?shop=third.myshopify.com"), 404, "no Shopify order");
    }

    @Test
    void ordersCreatedAtTheSameMomentAreEachListedOnce() {
        jdbc.sql("""
                INSERT INTO shopify_order (shop, order_id, created_at)
                SELECT s, n::text, '2026-11-22T10:00:00Z' FROM unnest(ARRAY['my-store.myshopify.com', 'other.myshopify.com']) AS s,
                    generate_series(1, 5) AS n""").update();

        Set<String> seen = new HashSet<>();
        String after = "";
        while (after != null) {
            JsonNode page = get("/api/shopify-orders?limit=3" + after).body();
            page.path("items").forEach(order -> assertThat(seen.add(order.path("shop").asText() + order.path("id").asText())).isTrue());
            after = page.path("next").isNull() ? null : "&after=" + page.path("next").asText();
        }

        assertThat(seen).hasSize(11);
    }

    @Test
    void anIdThatIsNoneIsNotFound() {
        isProblem(get("/api/shopify-orders/1"), 404, "no Shopify order");
        isProblem(get("/api/shopify-orders/" + encoded("1' OR '1'='1")), 404, "no Shopify order");
    }

    @Test
    void anOrderTellsItsRiskAndWhetherAPersonOverruledIt() {
        assertThat(get("/api/shopify-orders/" + ID).text("risk")).isNull();

        jdbc.sql("UPDATE shopify_order SET risk = 'INVESTIGATE', risk_accepted = 'INVESTIGATE' WHERE order_id = :id")
                .param("id", ID).update();

        assertThat(get("/api/shopify-orders/" + ID).text("risk")).isEqualTo("INVESTIGATE");
        assertThat(get("/api/shopify-orders/" + ID).text("risk_accepted")).isEqualTo("INVESTIGATE");
    }
}
