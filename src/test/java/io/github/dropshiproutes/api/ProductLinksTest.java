package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductLinksTest extends ApiTestCase {

    private static final String CAP = """
            {"shop": "my-store.myshopify.com", "sku": "CAP-5", "supplier": "alibaba", "product_id": "1600191825486", "sku_id": "12321",
             "countries": ["de", "UK", "DE"], "priority": 2}""";

    @Test
    void aLinkIsKeptAsItWasSaid() {
        Answer added = post("/api/product-links", CAP);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.response().body()).isEqualTo("{\"id\":\"" + added.text("id") + "\",\"shop\":\"my-store.myshopify.com\","
                + "\"variant_id\":null,\"sku\":\"CAP-5\",\"supplier\":\"alibaba\",\"product_id\":\"1600191825486\",\"sku_id\":\"12321\","
                + "\"sku_attr\":null,\"countries\":[\"DE\",\"GB\"],\"priority\":2}");
        assertThat(get("/api/product-links?shop=" + SHOP + "&sku=CAP-5").body().path("items").get(0)).isEqualTo(added.body());
        assertThat(get("/api/product-links?variant_id=1").body().path("items")).isEmpty();
    }

    @Test
    void aLinkIsChangedAndRemoved() {
        String path = "/api/product-links/" + post("/api/product-links", CAP).text("id");

        Answer changed = put(path, """
                {"shop": "my-store.myshopify.com", "variant_id": "49148385", "supplier": "aliexpress", "product_id": "1005001",
                 "sku_attr": "14:193#Black;5:361386"}""");

        assertThat(changed.text("sku")).isNull();
        assertThat(changed.text("variant_id")).isEqualTo("49148385");
        assertThat(changed.text("sku_attr")).isEqualTo("14:193#Black;5:361386");
        assertThat(changed.body().path("priority").intValue()).isEqualTo(1);
        assertThat(changed.body().path("countries")).isEmpty();
        assertThat(delete(path).status()).isEqualTo(204);
        isProblem(delete(path), 404, "no product link");
        isProblem(put(path, CAP), 404, "no product link");
    }

    @Test
    void twoLinksOfTheSamePriorityAreRefused() {
        post("/api/product-links", CAP);
        String other = post("/api/product-links", CAP.replace("\"priority\": 2", "\"priority\": 3")).text("id");

        isProblem(post("/api/product-links", CAP), 409, "priority 2");
        isProblem(put("/api/product-links/" + other, CAP), 409, "priority 2");
    }

    @ParameterizedTest
    @CsvSource({"CAP-5, 1, true", "OTHER, 49148385, false", "CAP-5, 1, false"})
    void ordersThatWaitedForTheLinkArePlannedAnew(String sku, String variant, boolean unmapped) {
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, state) VALUES (:shop, '1', 'ignored')").param("shop", SHOP).update();
        jdbc.sql("""
                INSERT INTO shopify_order_line (shop, order_id, line_item_id, sku, variant_id, reason_code)
                VALUES (:shop, '1', '11', :sku, :variant, :reason)""")
                .param("shop", SHOP).param("sku", sku).param("variant", variant)
                .param("reason", unmapped ? "UNMAPPED" : "NOTHING_LEFT").update();

        post("/api/product-links", CAP);

        assertThat(jdbc.sql("SELECT replan FROM shopify_order").query(Boolean.class).single()).isEqualTo(unmapped);
    }

    @ParameterizedTest
    @CsvSource({"planned, , true", "quoted, , true", "held, quoted, true", "placed, , false", "held, placed, false", "cancelled, , false"})
    void ordersWhosePiecesAreNotPlacedYetArePlannedAnewWhenTheLinkIsRemoved(String state, String heldFrom, boolean anew) {
        String id = post("/api/product-links", CAP).text("id");
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, state) VALUES (:shop, '1', 'buying')").param("shop", SHOP).update();
        jdbc.sql("INSERT INTO shopify_order_line (shop, order_id, line_item_id, sku) VALUES (:shop, '1', '11', 'CAP-5')")
                .param("shop", SHOP).update();
        jdbc.sql("""
                INSERT INTO purchase (id, shop, order_id, supplier, environment, reference, state, held_from, counts, reason_code, what)
                VALUES ('p-1', :shop, '1', 'alibaba', 'production', 'DR-1', :state, :heldFrom, :state <> 'cancelled', 'X', 'test')""")
                .param("shop", SHOP).param("state", state).param("heldFrom", heldFrom).update();
        jdbc.sql("""
                INSERT INTO purchase_line (purchase_id, line_item_id, product_id, sku_id, quantity)
                VALUES ('p-1', '11', '1600191825486', '12321', 1)""").update();

        delete("/api/product-links/" + id);

        assertThat(jdbc.sql("SELECT replan FROM shopify_order").query(Boolean.class).single()).isEqualTo(anew);
    }

    @Test
    void anOrderWithAnUnmappedVariantIsPlannedAnewWhenItsLinkChanges() {
        String id = post("/api/product-links", CAP).text("id");
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, state) VALUES (:shop, '1', 'ignored')").param("shop", SHOP).update();
        jdbc.sql("""
                INSERT INTO shopify_order_line (shop, order_id, line_item_id, variant_id, reason_code)
                VALUES (:shop, '1', '11', '49148385', 'UNMAPPED')""").param("shop", SHOP).update();

        put("/api/product-links/" + id, CAP.replace("\"sku\": \"CAP-5\"", "\"variant_id\": \"49148385\""));

        assertThat(jdbc.sql("SELECT replan FROM shopify_order").query(Boolean.class).single()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"CAP-5\"                  | 5                            | sku must be",
        "\"CAP-5\"                  | \" CAP-5\"                   | sku must be",
        "\"CAP-5\"                  | \"a\\u0000b\"                | sku must be",
        "\"sku\"                    | \"skew\"                     | Unknown key skew",
        "\"sku\": \"CAP-5\",        | \"\": 1,                     | Unknown key",
        "\"sku\": \"CAP-5\",        | ``                           | Either variant_id or sku",
        "\"sku\"                    | \"variant_id\": \"1\", \"sku\" | not both",
        "\"alibaba\"                | \"amazon\"                   | supplier must be one of alibaba, aliexpress",
        "\"1600191825486\"          | 1600191825486                | product_id must be",
        "\"1600191825486\"          | \"abc\"                      | product_id must be",
        "\"product_id\": \"1600191825486\", | ``                   | product_id is missing",
        "\"12321\"                  | \"1 OR 1\"                   | sku_id must be",
        "\"sku_id\"                 | \"sku_attr\": \"1:2\", \"sku_id\" | exclude each other",
        "\"sku_id\"                 | \"sku_attr\"                 | for alibaba use sku_id",
        "my-store.myshopify.com     | evil.example.com             | shop must be",
        "\"de\"                     | \"Germany\"                  | countries[0] must be",
        "[\"de\", \"UK\", \"DE\"]   | \"DE\"                       | countries must be",
        "\"priority\": 2            | \"priority\": 0              | priority must be",
        "\"priority\": 2            | \"priority\": 1.5            | priority must be",
        "\"priority\": 2            | \"priority\": \"2\"          | priority must be",
        "\"priority\": 2            | \"priority\": 99999999999    | priority must be",
    })
    void whatIsWrongIsRefusedByItsName(String part, String instead, String words) {
        assertThat(CAP).contains(part);

        isProblem(post("/api/product-links", CAP.replace(part, instead == null ? "" : instead)), 400, words);

        assertThat(get("/api/product-links").body().path("items")).isEmpty();
    }
}
