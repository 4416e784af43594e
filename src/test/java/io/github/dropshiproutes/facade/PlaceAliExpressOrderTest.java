package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order placed by a call and the same order's webhook are one purchase, whichever comes first and however often. */
class PlaceAliExpressOrderTest extends StageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAT = "1005001234567890";
    private static final String BLUE = "14:193#Blue";
    private static final String RED = "14:29#Red";
    private static final String BLUE_MAT = "aliexpress:" + MAT + ":" + BLUE;

    @BeforeEach
    void planOnly() {
        pause("quote-purchases");
    }

    /** @param products product, variant (or null) and pieces, in threes */
    private static ObjectNode body(ShopifySamples order, Object... products) {
        ObjectNode body = JSON.createObjectNode().put("shopify_order_id", String.valueOf(order.id()));
        for (int i = 0; i < products.length; i += 3) {
            body.withArray("products").addObject().put("product_id", (String) products[i]).put("quantity", (Integer) products[i + 2])
                    .put("sku_attr", (String) products[i + 1]);
        }
        JsonNode to = order.json().path("shipping_address");
        ObjectNode address = body.putObject("shipping_address")
                .put("name", to.path("first_name").asText() + "  " + to.path("last_name").asText())
                .put("state", to.path("province_code").asText()).put("country", to.path("country_code").asText());
        for (String field : List.of("address1", "city", "zip", "phone")) {
            address.put(field, to.path(field).asText().toUpperCase());
        }
        if (!to.path("address2").asText("").isEmpty() && !to.path("address2").isNull()) {
            address.put("address2", to.path("address2").asText());
        }
        return body;
    }

    private HttpResponse<String> call(JsonNode body) {
        return walk.call("POST", "/api/aliexpress/orders/place", body.toString());
    }

    private JsonNode placed(JsonNode body) {
        HttpResponse<String> answer = call(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode placed = read(answer);
        assertThat(placed.path("success").asBoolean()).isTrue();
        assertThat(placed.path("message").asText()).isEqualTo("Order placement initiated");
        assertThat(placed.path("shopify_order_id")).isEqualTo(body.path("shopify_order_id"));
        assertThat(placed.path("purchases")).isNotEmpty();
        return placed;
    }

    private JsonNode refused(int status, JsonNode body) {
        HttpResponse<String> answer = call(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = read(answer);
        assertThat(problem.path("success").isBoolean() && !problem.path("success").asBoolean()).isTrue();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** @return what is bought, as {@code product variant pieces line} of every purchase that counts */
    private String bought() {
        return ask("""
                SELECT coalesce(string_agg(concat_ws(' ', l.product_id, l.sku_attr, l.quantity,
                    CASE WHEN l.line_item_id LIKE 'api:%' THEN l.line_item_id ELSE 'line' END),
                    ', ' ORDER BY l.product_id, l.sku_attr), 'none')
                FROM purchase AS p JOIN purchase_line AS l ON l.purchase_id = p.id WHERE p.counts""", String.class);
    }

    @Test
    void anOrderNobodyKnowsIsBoughtAsItIsHere() {
        ShopifySamples order = walk.order();

        JsonNode placed = placed(body(order, MAT, BLUE, 2));

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 2 api:1");
        JsonNode purchase = walk.get("/api/orders/" + placed.path("purchases").get(0).path("id").asText());
        assertThat(purchase.path("shopify_order_id").asText()).isEqualTo(String.valueOf(order.id()));
        assertThat(purchase.path("supplier").asText()).isEqualTo("aliexpress");
        assertThat(purchase.path("shop").asText()).isEqualTo(SandboxOptions.SHOP);
        assertThat(walk.get("/api/shopify-orders/" + order.id()).path("state").asText()).isEqualTo("buying");
        JsonNode to = read(ask("SELECT CAST(ship_to AS text) FROM purchase", String.class));
        assertThat(to.path("province").asText()).isEqualTo("California");
        assertThat(to.path("countryCode").asText()).isEqualTo("US");
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void theSameCallFromManySidesAtOnceIsOnePurchase() {
        ObjectNode body = body(walk.order(), MAT, BLUE, 1);

        List<String> ids = IntStream.range(0, 20).parallel().mapToObj(i -> placed(body).path("purchases").get(0).path("id").asText())
                .distinct().toList();

        assertThat(ids).hasSize(1);
        assertThat(walk.purchases()).hasSize(1);
    }

    @Test
    void anotherQuantityOrAddressIsRefused() {
        ShopifySamples order = walk.order();
        placed(body(order, MAT, BLUE, 1));

        assertThat(refused(409, body(order, MAT, BLUE, 2)).path("detail").asText()).contains("quantity 1");
        ObjectNode moved = body(order, MAT, BLUE, 1);
        ((ObjectNode) moved.path("shipping_address")).put("address1", "1 Other Street");
        assertThat(refused(409, moved).path("detail").asText()).contains("another shipping_address");
        assertThat(refused(409, body(order, MAT, null, 1)).path("detail").asText()).contains("with a sku_attr");
        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 api:1");
    }

    @Test
    void anotherVariantOfTheSameOrderIsAnotherPurchase() {
        ShopifySamples order = walk.order();
        placed(body(order, MAT, BLUE, 1));

        placed(body(order, MAT, BLUE, 1, MAT, RED, 3, "1005009", null, 1));
        placed(body(order, MAT, RED, 3));

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 api:1, " + MAT + " " + RED + " 3 api:2, 1005009 1 api:3");
        assertThat(walk.purchases()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {BLUE_MAT, MAT, "aliexpress:" + MAT, "aliexpress:" + MAT + ":14:193"})
    void theWebhookAfterTheCallBuysNothingMore(String sku) {
        ShopifySamples order = walk.order().line(sku, 2, "39.90");
        placed(body(order, MAT, BLUE, 2));

        plan("orders/paid", order);
        plan("orders/updated", changed(order).set("tags", "vip"));
        placed(body(order, MAT, BLUE, 2));

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 2 line");
        assertThat(walk.purchases()).hasSize(1);
        assertThat(walk.purchase()).containsEntry("state", "planned").containsEntry("order_name", order.json().path("name").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {BLUE_MAT, MAT})
    void theCallAfterTheWebhookBuysNothingMore(String sku) {
        ShopifySamples order = walk.order().line(sku, 2, "39.90");
        plan("orders/paid", order);

        JsonNode placed = placed(body(order, MAT, BLUE, 2));
        placed(body(order, MAT, BLUE, 2));

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 2 line");
        assertThat(placed.path("purchases").get(0).path("id").asText()).isEqualTo(walk.purchase().get("id"));
    }

    @Test
    void callAndWebhookAtTheSameMomentAreOnePurchase() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 8; round++) {
                ShopifySamples order = walk.order().line(BLUE_MAT, 1, "39.90");
                byte[] paid = order.body();
                ObjectNode body = body(order, MAT, BLUE, 1);
                Callable<Object> hook = () -> {
                    walk.send("orders/paid", paid);
                    return null;
                };
                Callable<Object> place = () -> placed(body);
                for (Future<Object> done : threads.invokeAll(List.of(place, hook, place, hook, place, hook))) {
                    done.get();
                }
            }
        } finally {
            threads.shutdown();
        }
        awaitPlanned();

        assertThat(walk.purchases()).hasSize(8);
        assertThat(ask("SELECT count(DISTINCT order_id) FROM purchase WHERE counts", Integer.class)).isEqualTo(8);
        assertThat(ask("SELECT sum(quantity) FROM purchase_line", Integer.class)).isEqualTo(8);
        assertThat(ask("SELECT count(*) FROM purchase_line WHERE line_item_id LIKE 'api:%'", Integer.class)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineForWhichNoProductIsKnownBecomesWhatTheCallOrders(boolean callFirst) {
        ShopifySamples order = walk.order().line("MAT-BLUE", 2, "39.90").line(CUP, 1, "39.90");
        if (callFirst) {
            placed(body(order, MAT, BLUE, 2));
        }
        plan("orders/paid", order);
        placed(body(order, MAT, BLUE, 2));
        plan("orders/updated", changed(order).set("tags", "vip"));
        placed(body(order, MAT, BLUE, 2));

        assertThat(ask("SELECT count(*) FROM purchase WHERE supplier = 'aliexpress'", Integer.class)).isEqualTo(1);
        assertThat(ask("SELECT count(*) FROM purchase WHERE supplier = 'alibaba'", Integer.class)).isEqualTo(1);
        assertThat(bought()).contains(MAT + " " + BLUE + " 2 line");
        assertThat(lineRows(order)).extracting(line -> line.get("supplier")).containsExactlyInAnyOrder("aliexpress", "alibaba");
        assertThat(lineRows(order)).allSatisfy(line -> assertThat(line.get("reason_code")).isNull());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheOrderHasNoLineForIsNotBought(boolean callFirst) {
        ShopifySamples order = walk.order().line(CUP, 1, "39.90");
        if (callFirst) {
            placed(body(order, MAT, BLUE, 1));
        }
        plan("orders/paid", order);

        assertThat(refused(409, body(order, MAT, BLUE, 1)).path("detail").asText()).contains("has no line for product " + MAT);
        assertThat(ask("SELECT count(*) FROM purchase WHERE counts AND supplier = 'aliexpress'", Integer.class)).isZero();
        assertThat(pieces()).isEqualTo("planned 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOrderThatIsNotPaidIsNotBoughtUntilItIs(boolean callFirst) {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "39.90");
        if (callFirst) {
            placed(body(order, MAT, BLUE, 1));
        }
        plan("orders/create", order.financialStatus("pending"));
        assertThat(refused(409, body(order, MAT, BLUE, 1)).path("detail").asText()).contains("is not bought");
        assertThat(pieces()).isEqualTo("none");

        plan("orders/paid", changed(order).financialStatus("paid"));
        placed(body(order, MAT, BLUE, 1));

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line");
    }

    @Test
    void onceTheWebhookHasComeTheOrderSaysHowManyAndWhere() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 3, "39.90");
        placed(body(order, MAT, BLUE, 2));

        plan("orders/paid", order.addressField("address1", "9 New Road"));

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 3 line");
        assertThat((Object) read(ask("SELECT CAST(ship_to AS text) FROM purchase", String.class)).path("address1").asText())
                .isEqualTo("9 New Road");

        plan("orders/cancelled", changed(order).cancelledAt(walk.now()));
        assertThat(pieces()).isEqualTo("none");
    }

    @Test
    void aCallForAnOrderTakenInNamesItsAddressAndItsQuantity() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 2, "39.90");
        plan("orders/paid", order);

        assertThat(refused(409, body(order, MAT, BLUE, 1)).path("detail").asText()).contains("has 2 of product");
        ObjectNode moved = body(order, MAT, BLUE, 2);
        ((ObjectNode) moved.path("shipping_address")).put("zip", "10001");
        assertThat(refused(409, moved).path("detail").asText()).contains("address it has in Shopify");
    }

    @Test
    void whatIsPlacedAlreadyIsNotCancelledForAnAddressThatIsWrittenDifferently() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "39.90");
        placed(body(order, MAT, BLUE, 1));
        sql("UPDATE purchase SET state = 'placed', next_attempt_at = NULL, actual_total = 10");

        plan("orders/paid", order);
        plan("orders/updated", changed(order).set("tags", "vip"));

        assertThat(walk.purchase()).containsEntry("state", "placed").containsEntry("cancelling", false).containsEntry("reason_code", null);
        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line");
    }

    @Test
    void piecesOfTwoLinesWithTheSameProductAreSharedOut() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "39.90").line(BLUE_MAT, 2, "39.90");
        placed(body(order, MAT, BLUE, 3));
        sql("UPDATE purchase SET state = 'placed', next_attempt_at = NULL, actual_total = 10");

        plan("orders/paid", order);

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line, " + MAT + " " + BLUE + " 2 line");
        assertThat(walk.purchase()).containsEntry("cancelling", false);
    }

    @Test
    void whatAPersonCancelledIsBoughtAgainOnlyByARetry() {
        ShopifySamples order = walk.order();
        ObjectNode body = body(order, MAT, BLUE, 1);
        Object id = placed(body).path("purchases").get(0).path("id").asText();
        act("cancel", id);

        assertThat(refused(409, body).path("detail").asText()).contains("cancelled").contains("/retry");
        act("retry", id);
        awaitPlanned();

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 api:1");
        assertThat(placed(body).path("purchases").get(0).path("id").asText()).isNotEqualTo(id);
        assertThat(walk.purchases()).hasSize(2);
    }

    @Test
    void anEditThatComesBeforeTheOrderChangesNothing() {
        ShopifySamples order = walk.order();
        placed(body(order, MAT, BLUE, 1));
        sql("UPDATE shopify_order SET replan = true");
        awaitPlanned();

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 api:1");
        assertThat(orderRow(order)).containsEntry("state", "buying").containsEntry("reason_code", null);
    }

    @Test
    void severalShopsAreToldApart() {
        sql("INSERT INTO shop (domain) VALUES ('other.myshopify.com')");
        try {
            ShopifySamples order = walk.order();
            ObjectNode body = body(order, MAT, BLUE, 1);
            assertThat(refused(400, body).path("field").asText()).isEqualTo("shop");
            assertThat(refused(400, body.deepCopy().put("shop", "third.myshopify.com")).path("field").asText()).isEqualTo("shop");

            placed(body.deepCopy().put("shop", "other.myshopify.com"));
            placed(body.deepCopy().put("shop", SandboxOptions.SHOP));

            assertThat(walk.purchases()).extracting(p -> p.get("shop"))
                    .containsExactlyInAnyOrder("other.myshopify.com", SandboxOptions.SHOP);
        } finally {
            sql("DELETE FROM purchase");
            sql("DELETE FROM shopify_order");
            sql("DELETE FROM shop WHERE domain = 'other.myshopify.com'");
        }
    }

    @Test
    void aNumberForCustomsGoesWithThePurchase() {
        placed(body(walk.order(), MAT, BLUE, 1).put("clearance_code", "123.456.789-09"));

        assertThat(walk.purchase()).containsEntry("clearance_code", "123.456.789-09");
    }

    @Test
    void ShopifysGlobalIdIsTheSameOrder() {
        ObjectNode body = body(walk.order(), MAT, BLUE, 1);
        placed(body);
        body.put("shopify_order_id", "gid://shopify/Order/" + body.path("shopify_order_id").asText());

        assertThat(read(call(body)).path("shopify_order_id").asText()).doesNotContain("gid");
        assertThat(walk.purchases()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`\"shopify_order_id\":\"%s\",` | `` | shopify_order_id",
        "`\"shopify_order_id\":\"%s\"` | `\"shopify_order_id\":\"0012\"` | shopify_order_id",
        "`\"shopify_order_id\":\"%s\"` | `\"shopify_order_id\":\"#1001\"` | shopify_order_id",
        "`\"quantity\":1` | `\"quantity\":0` | products[0].quantity",
        "`\"quantity\":1` | `\"quantity\":1.5` | products[0].quantity",
        "`\"product_id\":\"1005001234567890\"` | `\"product_id\":\"X\"` | products[0].product_id",
        "`\"sku_attr\"` | `\"sku\"` | products[0].sku", "`\"country\":\"US\"` | `\"country\":\"Atlantis\"` | shipping_address.country",
        "`\"city\"` | `\"town\"` | shipping_address.city", "`\"products\"` | `\"account\":\"a\",\"products\"` | account"})
    void aMistakeNamesItsField(String what, String by, String field) {
        ShopifySamples order = walk.order();
        String body = body(order, MAT, BLUE, 1).toString();
        String wrong = body.replace(what.replace("%s", String.valueOf(order.id())), by);
        assertThat(wrong).isNotEqualTo(body);

        assertThat(refused(400, read(wrong)).path("field").asText()).isEqualTo(field);
        assertThat(walk.purchases()).isEmpty();
    }

    @Test
    void aVariantIsNamedOnce() {
        ShopifySamples order = walk.order();

        assertThat(refused(400, body(order, MAT, BLUE, 1, MAT, "14:193", 1)).path("field").asText()).isEqualTo("products[1].product_id");
        assertThat(refused(400, body(order, MAT, BLUE, 1, MAT, null, 1)).path("field").asText()).isEqualTo("products[1].product_id");
        assertThat(walk.purchases()).isEmpty();
    }

    @Test
    void theWebhookOfAnOrderThatIsPlacedAtAliExpressCreatesNoSecondOne() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "69.90");
        ObjectNode body = body(order, MAT, BLUE, 1);
        ((ObjectNode) body.path("shipping_address")).put("name", "Jane Roe");
        Object id = placed(body).path("purchases").get(0).path("id").asText();
        resume("quote-purchases");
        awaitState(id, "held");
        assertThat(purchase(id)).containsEntry("reason_code", "PAY_BY_HAND").containsEntry("held_from", "placed");

        plan("orders/paid", order);
        placed(body);

        assertThat(purchase(id)).containsEntry("state", "held").containsEntry("reason_code", "PAY_BY_HAND");
        assertThat(ledger().created()).hasSize(1);
        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line");
        JsonNode status = walk.get("/api/aliexpress/orders/" + tradeId(id) + "/status").path("data");
        assertThat(status.path("order_status").asText()).isEqualTo("PLACE_ORDER_SUCCESS");
        assertThat(status.path("order_id").asText()).isEqualTo(tradeId(id));
    }

    @Test
    void noShopsRevenueStandsAgainstAnOrderNobodyKnows() {
        placed(body(walk.order(), MAT, BLUE, 1));
        resume("quote-purchases");
        await().until(() -> !"planned".equals(walk.purchase().get("state")));

        assertThat(Map.of("code", String.valueOf(walk.purchase().get("reason_code")))).doesNotContainValue("MARGIN_TOO_SMALL");
    }

    /** What the privacy room leaves of an order that came to its end. */
    private void itsContentIsRemoved() {
        sql("UPDATE purchase SET state = 'delivered', held_from = NULL, next_attempt_at = NULL, what = 'delivered'");
        sql("UPDATE shopify_order SET payload = NULL, payload_removed_at = dropship_now()");
    }

    @Test
    void anOrderWhoseContentIsRemovedIsNotOneThatShopifyNeverToldOf() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "69.90");
        ObjectNode body = body(order, MAT, BLUE, 1);
        Object id = placed(body).path("purchases").get(0).path("id").asText();
        plan("orders/paid", order);
        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line");
        itsContentIsRemoved();

        assertThat(placed(body).path("purchases").get(0).path("id").asText()).isEqualTo(id);
        sql("UPDATE shopify_order SET replan = true");
        awaitPlanned();

        assertThat(walk.purchases()).hasSize(1);
        assertThat(orderRow(order)).containsEntry("state", "buying").containsEntry("reason_code", null);
    }

    @Test
    void whatAWebhookBoughtIsNotBoughtAgainByACallOnceTheOrdersContentIsRemoved() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "69.90");
        plan("orders/paid", order);
        itsContentIsRemoved();

        placed(body(order, MAT, BLUE, 1));
        assertThat(refused(409, body(order, AliExpressCatalogue.OTHER_STORE, null, 1)).path("detail").asText()).contains("has no line");

        assertThat(walk.purchases()).hasSize(1);
        assertThat(ask("SELECT count(*) FROM ordered_line", Integer.class)).isZero();
    }

    @Test
    void whatIsClosedIsNotBoughtAnewOnceTheOrdersContentIsRemoved() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "69.90");
        plan("orders/paid", order);
        itsContentIsRemoved();
        sql("UPDATE purchase SET state = 'closed', what = 'closed'");
        Object id = walk.purchase().get("id");

        assertThat(walk.call("POST", "/api/orders/" + id + "/retry", "").statusCode()).isEqualTo(409);
        assertThat(refused(409, body(order, MAT, BLUE, 1)).path("detail").asText()).doesNotContain("retry");
    }

    @Test
    void namingTheVariantReleasesNoRiskyOrder() {
        ShopifySamples order = walk.order().line(MAT, 1, "69.90");
        plan("orders/paid", order);
        sql("UPDATE shopify_order SET risk = 'INVESTIGATE', replan = true");
        awaitPlanned();
        assertThat(walk.purchase()).containsEntry("state", "held").containsEntry("reason_code", "ORDER_RISK");

        placed(body(order, MAT, BLUE, 1));

        assertThat(walk.purchase()).containsEntry("state", "held").containsEntry("reason_code", "ORDER_RISK");
        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line");
    }

    @Test
    void theVariantThatACallNamedIsNotForgottenWhenItsPurchaseIsPlannedAnew() {
        ShopifySamples order = walk.order().line(MAT, 1, "69.90").set("financial_status", "pending");
        ObjectNode body = body(order, MAT, BLUE, 1);
        placed(body);
        plan("orders/create", order);
        assertThat(bought()).isEqualTo("none");

        plan("orders/paid", changed(order.set("financial_status", "paid")));

        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line");
        placed(body);
        assertThat(bought()).isEqualTo(MAT + " " + BLUE + " 1 line");
    }

    @Test
    void aNumberForCustomsStaysWhenTheOrderHasNone() {
        ShopifySamples order = walk.order().line(BLUE_MAT, 1, "69.90");
        placed(body(order, MAT, BLUE, 1).put("clearance_code", "123.456.789-09"));
        plan("orders/paid", order);
        assertThat(walk.purchase()).containsEntry("clearance_code", "123.456.789-09");

        ShopifySamples known = walk.order().line(BLUE_MAT, 1, "69.90");
        plan("orders/paid", known);
        placed(body(known, MAT, BLUE, 1).put("clearance_code", "987.654.321-00"));

        assertThat(walk.jdbc().sql("SELECT clearance_code FROM purchase WHERE order_id = ?").param(String.valueOf(known.id()))
                .query(String.class).list()).containsExactly("987.654.321-00");
        assertThat(walk.purchases()).hasSize(2);
    }
}
