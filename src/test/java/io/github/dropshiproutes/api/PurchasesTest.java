package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchasesTest extends ApiTestCase {

    @Test
    void everyKeyOfTheContractIsThereAlsoWhenNothingIsKnownYet() {
        String id = PurchaseRow.in("planned").insert(jdbc);

        JsonNode purchase = get("/api/orders/" + id).body();

        assertThat(purchase.fieldNames()).toIterable().contains("id", "state", "held_from", "supplier", "shop", "shopify_order_id",
                "shopify_order_name", "reference", "trade_ids", "surplus_trade_ids", "dispatch_location", "carrier_code", "quoted_total",
                "actual_total", "currency", "pay_url", "tracking", "fulfilment", "reason_code", "reason", "hint", "attempts",
                "next_attempt_at", "created_at", "updated_at", "lines", "timeline");
        assertThat(purchase.path("held_from").isNull()).isTrue();
        assertThat(purchase.path("tracking").isArray()).isTrue();
    }

    @Test
    void idsAndAmountsAreTextAndTimesAreUtc() {
        String id = PurchaseRow.in("shipped").with("order_id", "'9007199254740993123'").with("quoted_total", "12.30")
                .with("actual_total", "12.300").with("created_at", "'2026-11-22T10:00:00.123456+02:00'").with("tracking",
                        "'[{\"carrier\":\"Ünïon\",\"number\":\"LX1\",\"url\":\"https://example.com/?a=1&b\",\"status\":\"IN_TRANSIT\"},"
                                + "{\"number\":\"LX2\"}]'").withTrade("234193410001028893").insert(jdbc);
        jdbc.sql("""
                INSERT INTO trade (supplier, environment, trade_id, purchase_id, role)
                VALUES ('alibaba', 'sandbox', '99', :id, 'surplus')""").param("id", id).update();
        jdbc.sql("""
                INSERT INTO purchase_line (purchase_id, line_item_id, product_id, sku_id, sku, quantity)
                VALUES (:id, '866550311766439020', '1600191825486', '12321', 'alibaba:1600191825486:12321', 3)""").param("id", id).update();

        JsonNode purchase = get("/api/orders/" + id).body();

        assertThat(purchase.path("shopify_order_id").textValue()).isEqualTo("9007199254740993123");
        assertThat(purchase.path("quoted_total").textValue()).isEqualTo("12.30");
        assertThat(purchase.path("actual_total").textValue()).isEqualTo("12.300");
        assertThat(purchase.path("created_at").textValue()).isEqualTo("2026-11-22T08:00:00.123456Z");
        assertThat(purchase.path("trade_ids")).isEqualTo(json("[\"234193410001028893\"]"));
        assertThat(purchase.path("surplus_trade_ids")).isEqualTo(json("[\"99\"]"));
        assertThat(purchase.path("tracking")).isEqualTo(json("""
                [{"carrier": "Ünïon", "number": "LX1", "url": "https://example.com/?a=1&b", "status": "IN_TRANSIT", "eta": null,
                  "pieces": null},
                 {"carrier": null, "number": "LX2", "url": null, "status": null, "eta": null, "pieces": null}]"""));
        assertThat(purchase.path("lines")).isEqualTo(json("""
                [{"line_item_id": "866550311766439020", "title": null, "product_id": "1600191825486", "sku_id": "12321", "sku_attr": null,
                  "sku": "alibaba:1600191825486:12321", "quantity": 3}]"""));
    }

    @Test
    void theTimelineStandsInTheSingleViewOnly() {
        String id = PurchaseRow.in("planned").with("what", "'planned'").insert(jdbc);
        jdbc.sql("UPDATE purchase SET state = 'quoted', what = 'quoted 12.30 USD' WHERE id = :id").param("id", id).update();

        assertThat(get("/api/orders").body().path("items").get(0).has("timeline")).isFalse();
        JsonNode timeline = get("/api/orders/" + id).body().path("timeline");
        assertThat(timeline).hasSize(2);
        assertThat(timeline.get(0).path("from").isNull()).isTrue();
        assertThat(timeline.get(1).path("from").asText()).isEqualTo("planned");
        assertThat(timeline.get(1).path("to").asText()).isEqualTo("quoted");
        assertThat(timeline.get(1).path("what").asText()).isEqualTo("quoted 12.30 USD");
        assertThat(timeline.get(1).path("at").asText()).endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "state=held                        | 1",
        "state=held,planned                | 1,2",
        "supplier=aliexpress               | 3",
        "supplier=aliexpress&state=held    | ''",
        "shop=other.myshopify.com          | 2",
        "shopify_order_id=77               | 1,2",
        "shopify_order_id=77&shop=my-store.myshopify.com | 1",
        "reason_code=130703                | 1",
        "q=dr-1234                         | 3",
        "q=T-777                           | 1",
        "q=%25                             | ''",
        "q=7&state=held                    | 1",
        "state=                            | 1,2,3",
        "unheard=of                        | 1,2,3",
    })
    void filtersNarrowTheList(String query, String expected) {
        jdbc.sql("INSERT INTO shop (domain) VALUES ('other.myshopify.com')").update();
        PurchaseRow.heldFrom("quoted").with("id", "'1'").with("order_id", "'77'").with("reason_code", "'130703'").withTrade("t-777")
                .insert(jdbc);
        PurchaseRow.in("planned").with("id", "'2'").with("order_id", "'77'").with("shop", "'other.myshopify.com'").insert(jdbc);
        PurchaseRow.in("paid").with("id", "'3'").with("supplier", "'aliexpress'").with("reference", "'DR-12345'").insert(jdbc);

        assertThat(ids(get("/api/orders?" + query).body())).containsExactlyInAnyOrderElementsOf(
                expected.isEmpty() ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void pagesGoFromNewToOldAndStayInPlaceWhileOrdersArrive() {
        for (int i = 0; i < 7; i++) {
            // Two of each moment: what is created at once has an order too.
            PurchaseRow.in("planned").with("id", "'old-" + i + "'").with("created_at", "'2026-11-22T10:00:00Z'::timestamptz + "
                    + i / 2 + " * interval '1 microsecond'").insert(jdbc);
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = get("/api/orders?limit=2" + after).body();
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            seen.addAll(ids(page));
            PurchaseRow.in("planned").insert(jdbc);
            after = page.path("next").isNull() ? null : "&after=" + page.path("next").asText();
            pages++;
        } while (after != null);

        assertThat(seen).containsExactly("old-6", "old-4", "old-5", "old-2", "old-3", "old-0", "old-1");
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void fiftyAreListedUnlessMoreAreAskedFor() {
        for (int i = 0; i < 51; i++) {
            PurchaseRow.in("planned").insert(jdbc);
        }

        assertThat(get("/api/orders").body().path("items")).hasSize(50);
        assertThat(get("/api/orders").body().path("next").isTextual()).isTrue();
        assertThat(get("/api/orders?limit=500").body().path("items")).hasSize(51);
        assertThat(get("/api/orders?limit=500").body().path("next").isNull()).isTrue();
        assertThat(get("/api/orders?limit=51").body().path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "99999999999999999999", "ten", "1.0", "", "%00", "٣"})
    void aLimitThatIsNoneIsRefusedByItsName(String limit) {
        isProblem(get("/api/orders?limit=" + (limit.equals("٣") ? encoded(limit) : limit)), 400, "limit must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!!!", "MQ", "bm9uc2Vuc2UKMQ", "OTk5OTk5OS0wMS0wMVQwMDowMDowMFoKeA",
        "KzEwMDAwMDAwMDAtMDEtMDFUMDA6MDA6MDBaCngK"})
    void aCursorThatIsNotOursIsRefused(String after) {
        isProblem(get("/api/orders?after=" + after), 400, "after is not a cursor");
    }

    @Test
    void aCursorWithANulOrOfAnotherListIsRefused() {
        isProblem(get("/api/orders?after=" + Cursor.of("2026-11-22T10:00:00Z", "a\0b")), 400, "after is not a cursor");
        isProblem(get("/api/messages?after=" + Cursor.of("2026-11-22T10:00:00Z", "a")), 400, "after is not a cursor");
        isProblem(get("/api/messages?after=" + Cursor.of("99999999999999999999")), 400, "after is not a cursor");
    }

    @ParameterizedTest
    @CsvSource({"state=hold, state is none of planned", "supplier=amazon, supplier is none of", "shop=a%00b, shop must be",
        "reason_code=%0a, reason_code must be"})
    void aFilterThatCannotMatchIsRefusedByItsName(String query, String words) {
        isProblem(get("/api/orders?" + query), 400, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE purchase; --", "x' OR '1'='1", "\0", "../../etc/passwd", "ü", "%"})
    void hostileIdsFindNothing(String id) {
        PurchaseRow.in("planned").insert(jdbc);

        assertThat(get("/api/orders/" + encoded(id)).status()).isBetween(400, 404);
        assertThat(get("/api/orders?shop=" + encoded(id)).status()).isIn(200, 400);
        assertThat(get("/api/orders").body().path("items")).hasSize(1);
    }

    @Test
    void withoutKeyOrSignInNothingIsTold() {
        isProblem(send(java.net.http.HttpRequest.newBuilder(uri("/api/orders"))), 401, "API_KEY");
        isProblem(send(request("/api/orders").setHeader("Authorization", "Bearer wrong")), 401, "API_KEY");
    }

    @Test
    void otherVerbsAndPathsAreProblems() {
        isProblem(delete("/api/orders"), 405);
        isProblem(get("/api/nothing"), 404);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
