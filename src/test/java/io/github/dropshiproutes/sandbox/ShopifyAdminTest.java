package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stand-in of the shops' Admin API insists on. */
class ShopifyAdminTest extends RunningSandbox {

    private static final String SHOP = SandboxOptions.SHOP;
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SET = "mutation Set($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) %s"
            + " { userErrors { code message } } }";

    private ShopifySamples order;
    private String line;

    @BeforeEach
    void orderOfThreePieces() {
        order = ShopifySamples.paidOrder(clock.instant()).line("alibaba:1", 3, "39.90");
        line = order.json().at("/line_items/0/id").asText();
        sandbox.shops().take(SHOP, order.body());
    }

    @Test
    void anOrderThatWasSentHasAFulfilmentOrderWithEveryPiece() throws Exception {
        JsonNode lines = read().at("/fulfillmentOrders/nodes/0/lineItems/nodes");

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("remainingQuantity").asInt()).isEqualTo(3);
        assertThat(lines.at("/0/lineItem/id").asText()).isEqualTo("gid://shopify/LineItem/" + line);
    }

    @Test
    void piecesAreFulfilledOnceAndInTheLedger() throws Exception {
        assertThat(fulfil(2, "LP1").at("/data/fulfillmentCreate/userErrors")).isEmpty();

        assertThat(read().at("/fulfillmentOrders/nodes/0/lineItems/nodes/0/remainingQuantity").asInt()).isEqualTo(1);
        assertThat(read().at("/fulfillments/0/trackingInfo/0/number").asText()).isEqualTo("LP1");
        assertThat(sandbox.ledger().ofKind("shop_fulfilled")).singleElement()
                .satisfies(entry -> assertThat(entry.data().at("/lines/0/line_item_id").asText()).isEqualTo(line));
    }

    @Test
    void moreThanRemainsIsRefused() throws Exception {
        assertThat(fulfil(4, "LP1").at("/data/fulfillmentCreate/userErrors/0/message").asText()).contains("quantity");
        assertThat(sandbox.ledger().ofKind("shop_fulfilled")).isEmpty();
    }

    @Test
    void aFulfilmentOrderOnHoldIsRefused() throws Exception {
        sandbox.shops().hold(SHOP, id(), "High risk of fraud");

        assertThat(fulfil(1, "LP1").at("/data/fulfillmentCreate/userErrors/0/message").asText()).contains("not in an open state");
        sandbox.shops().release(SHOP, id());
        assertThat(fulfil(1, "LP1").at("/data/fulfillmentCreate/userErrors")).isEmpty();
    }

    @Test
    void aHoldOfSinglePiecesSplitsAndItsHandleIsTakenOnce() throws Exception {
        JsonNode whole = read().at("/fulfillmentOrders/nodes/0");
        ObjectNode hold = Json.object().put("reason", "INVENTORY_OUT_OF_STOCK").put("handle", "DR-1");
        hold.putArray("fulfillmentOrderLineItems").addObject().put("id", whole.at("/lineItems/nodes/0/id").asText()).put("quantity", 2);

        assertThat(hold(whole, hold).at("/fulfillmentHold/handle").asText()).isEqualTo("DR-1");

        assertThat(read().at("/fulfillmentOrders/nodes/0/status").asText()).isEqualTo("ON_HOLD");
        assertThat(read().at("/fulfillmentOrders/nodes/0/lineItems/nodes/0/remainingQuantity").asInt()).isEqualTo(2);
        assertThat(read().at("/fulfillmentOrders/nodes/1/lineItems/nodes/0/remainingQuantity").asInt()).isEqualTo(1);
        assertThat(hold(whole, hold).at("/userErrors/0/code").asText()).isEqualTo("DUPLICATE_FULFILLMENT_HOLD_HANDLE");
        assertThat(hold(whole, hold.put("handle", "DR-2")).at("/userErrors/0/code").asText())
                .isEqualTo("FULFILLMENT_ORDER_NOT_SPLITTABLE");
        assertThat(hold(read().at("/fulfillmentOrders/nodes/1"), hold).at("/userErrors/0/code").asText())
                .isEqualTo("INVALID_LINE_ITEM_QUANTITY");
    }

    @Test
    void anOrderIsCancelledALittleLaterAndOnlyOnce() throws Exception {
        assertThat(cancel().at("/job/done").asBoolean(true)).isFalse();
        assertThat(read().hasNonNull("cancelledAt")).isFalse();
        assertThat(cancel().at("/orderCancelUserErrors/0/message").asText()).contains("already");

        clock.move(Duration.ofSeconds(2));

        assertThat(read().hasNonNull("cancelledAt")).isTrue();
        assertThat(read().at("/fulfillmentOrders/nodes/0/status").asText()).isEqualTo("CLOSED");
        assertThat(sandbox.ledger().ofKind("shop_cancel")).hasSize(1);
    }

    @Test
    void whatIsFulfilledIsNotCancelled() throws Exception {
        fulfil(1, "LP1");

        assertThat(cancel().at("/orderCancelUserErrors/0/message").asText()).contains("fulfillments");
    }

    private JsonNode hold(JsonNode fulfillmentOrder, ObjectNode hold) throws Exception {
        return call(document("fulfillment_order_hold"), Map.of("id", fulfillmentOrder.get("id").asText(), "fulfillmentHold", hold))
                .at("/data/fulfillmentOrderHold");
    }

    private JsonNode cancel() throws Exception {
        return call(document("order_cancel"), Map.of("orderId", "gid://shopify/Order/" + id(), "reason", "INVENTORY", "restock", false,
                "refundMethod", Map.of("originalPaymentMethodsRefund", false), "notifyCustomer", false, "staffNote", "x"))
                .at("/data/orderCancel");
    }

    @Test
    void fulfilmentOrdersOfTwoLocationsAreNotFulfilledTogether() throws Exception {
        fulfil(1, "LP1");
        sandbox.shops().take(SHOP, order.line("alibaba:2", 1, "9.90").body());
        sandbox.shops().move(SHOP, id());
        sandbox.shops().take(SHOP, order.line("alibaba:3", 1, "9.90").body());
        ObjectNode input = Json.object();
        read().at("/fulfillmentOrders/nodes").forEach(one -> {
            if (!one.get("status").asText().equals("CLOSED")) {
                input.withArray("/lineItemsByFulfillmentOrder").addObject().put("fulfillmentOrderId", one.get("id").asText());
            }
        });

        assertThat(call(document("fulfillment_create"), Map.of("fulfillment", input))
                .at("/data/fulfillmentCreate/userErrors/0/message").asText()).contains("same location");
    }

    @Test
    void aNumberBesideNumbersIsRefused() throws Exception {
        JsonNode tracking = Json.object().put("number", "A").set("urls", Json.array().add("https://t.example/A"));

        assertThat(fulfil(1, tracking).at("/data/fulfillmentCreate/userErrors/0/message").asText()).contains("mix");
    }

    @Test
    void whatTheSchemaDoesNotKnowIsRefused() throws Exception {
        assertThat(errorCode(call("query A { order(id: \"1\") { nmae } }", Map.of()))).isEqualTo("undefinedField");
        assertThat(errorCode(call(document("fulfillment_event_create"), Map.of("fulfillmentEvent",
                Map.of("fulfillmentId", "x", "status", "FLYING"))))).isEqualTo("INVALID_VARIABLE");
        assertThat(errorCode(call("query A {", Map.of()))).isEqualTo("parse_error");
    }

    @Test
    void stockIsSetOnceForEachKey() throws Exception {
        String item = "gid://shopify/InventoryItem/44000001";
        assertThat(errorCode(call(SET.formatted(""), stock(item, 7, 10)))).isEqualTo("BAD_REQUEST");
        assertThat(errorCode(call(SET.formatted("@idempotent(key: \"1\")"), Map.of("input", Map.of("name", "available", "reason", "correction",
                "quantities", List.of(Map.of("inventoryItemId", item, "locationId", ShopifyStore.LOCATION, "quantity", 7))))))).isEqualTo("INVALID_FIELD_ARGUMENTS");
        assertThat(call(SET.formatted("@idempotent(key: \"1\")"), stock(item, 7, 9)).findValuesAsText("code"))
                .containsExactly("CHANGE_FROM_QUANTITY_STALE");
        assertThat(call(SET.formatted("@idempotent(key: \"1\")"), stock(item, 7, 9)).findValuesAsText("code"))
                .containsExactly("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
        call(SET.formatted("@idempotent(key: \"2\")"), stock(item, 7, 10));
        assertThat(call(SET.formatted("@idempotent(key: \"2\")"), stock(item, 8, 10)).findValuesAsText("code"))
                .containsExactly("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(sandbox.shops().shelf().stock(SHOP, item)).isEqualTo(7);
    }

    @Test
    void anEmptyBucketIsThrottledUntilItHasFilled() throws Exception {
        sandbox.shopify().drain(SHOP, 2_000);
        JsonNode answer = call(document("order_fulfilment"), Map.of("id", gid()));

        assertThat(errorCode(answer)).isEqualTo("THROTTLED");
        int missing = answer.at("/extensions/cost/requestedQueryCost").asInt()
                - answer.at("/extensions/cost/throttleStatus/currentlyAvailable").asInt();
        assertThat(missing).isPositive().isLessThanOrEqualTo(1_000);
        clock.move(Duration.ofSeconds(10));
        assertThat(call(document("order_fulfilment"), Map.of("id", gid())).path("errors")).isEmpty();
    }

    @Test
    void aLostAnswerHasStillFulfilled() throws Exception {
        sandbox.faults().add(Fault.at("/shopify/FulfillmentCreate", FaultAction.DROP_AFTER));

        assertThatThrownBy(() -> fulfil(1, "LP1")).isInstanceOf(IOException.class);
        assertThat(sandbox.ledger().ofKind("shop_fulfilled")).hasSize(1);
    }

    @Test
    void faultsAnswerUserErrorsAndCodesAndStatuses() throws Exception {
        sandbox.faults().add(Fault.code("/shopify/FulfillmentCreate", "x", null).withReasonCode("Not today."));
        sandbox.faults().add(Fault.code("/shopify/FulfillmentCreate", "ACCESS_DENIED", "denied"));
        sandbox.faults().add(Fault.at("/shopify/FulfillmentCreate", FaultAction.STATUS).withHttpStatus(423));

        assertThat(fulfil(1, "LP1").at("/data/fulfillmentCreate/userErrors/0/message").asText()).isEqualTo("Not today.");
        assertThat(errorCode(fulfil(1, "LP1"))).isEqualTo("ACCESS_DENIED");
        assertThat(send(SandboxOptions.SHOPIFY_ACCESS_TOKEN, document("fulfillment_create"), Map.of()).statusCode()).isEqualTo(423);
        assertThat(sandbox.ledger().ofKind("shop_fulfilled")).isEmpty();
    }

    @Test
    void aWrongOrRevokedTokenIsRefused() throws Exception {
        assertThat(send("wrong", document("locations"), Map.of()).statusCode()).isEqualTo(401);
        sandbox.shopify().tokens().revokeStatic();
        assertThat(send(SandboxOptions.SHOPIFY_ACCESS_TOKEN, document("locations"), Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void clientCredentialsGrantATokenForOneShopThatEnds() throws Exception {
        String token = grant(SandboxOptions.SHOPIFY_CLIENT_SECRET).get("access_token").asText();

        assertThat(send(token, document("locations"), Map.of()).statusCode()).isEqualTo(200);
        clock.move(Duration.ofHours(25));
        assertThat(send(token, document("locations"), Map.of()).statusCode()).isEqualTo(401);
        assertThat(grant("wrong").get("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void aKilledSandboxFindsItsFulfilmentsAgain(@TempDir Path directory) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withDataDir(directory);
        ObjectNode before;
        try (SandboxServer first = SandboxServer.start(options)) {
            first.shops().take(SHOP, order.body());
            first.shops().fulfilByHand(SHOP, id(), line, 2, "LP7");
            before = first.shops().order(SHOP, order.id());
        }
        assertThat(Files.readString(directory.resolve("ledger.jsonl"))).doesNotContain("Beverly");
        try (SandboxServer second = SandboxServer.start(options)) {
            assertThat(second.shops().order(SHOP, order.id())).isEqualTo(before);
            assertThat(second.shops().ordersOf(SHOP)).as("shown only with what may not be null").isEmpty();
            second.shops().take(SHOP, order.body());
            assertThat(second.shops().ordersOf(SHOP)).hasSize(1);
        }
    }

    @Test
    void theHandOnTheSandboxActsAsAMerchant() throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + "/shopify/order?order_id=" + id()
                + "&do=fulfil&quantity=3&line_item_id=" + line)).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(Json.read(answer.body()).at("/fulfillmentOrders/0/status").asText()).isEqualTo("CLOSED");
    }

    private Map<String, Object> stock(String item, int to, int from) {
        return Map.of("input", Map.of("name", "available", "reason", "correction", "quantities", List.of(Map.of("inventoryItemId", item,
                "locationId", ShopifyStore.LOCATION, "quantity", to, "changeFromQuantity", from))));
    }

    private JsonNode fulfil(int quantity, String number) throws Exception {
        return fulfil(quantity, Json.object().put("number", number).put("url", "https://t.example/" + number).put("company", "4PX"));
    }

    private JsonNode fulfil(int quantity, JsonNode tracking) throws Exception {
        JsonNode open = sandbox.shops().order(SHOP, order.id()).at("/fulfillmentOrders/0");
        ObjectNode input = Json.object();
        ObjectNode part = input.putArray("lineItemsByFulfillmentOrder").addObject().put("fulfillmentOrderId", open.get("id").asText());
        part.putArray("fulfillmentOrderLineItems").addObject().put("id", open.at("/lineItems/0/id").asText()).put("quantity", quantity);
        input.set("trackingInfo", tracking);
        return call(document("fulfillment_create"), Map.of("fulfillment", input));
    }

    private JsonNode read() throws Exception {
        return call(document("order_fulfilment"), Map.of("id", gid())).at("/data/order");
    }

    private String gid() {
        return "gid://shopify/Order/" + order.id();
    }

    private String id() {
        return String.valueOf(order.id());
    }

    private JsonNode call(String document, Map<String, ?> variables) throws Exception {
        return Json.read(send(SandboxOptions.SHOPIFY_ACCESS_TOKEN, document, variables).body());
    }

    private HttpResponse<String> send(String token, String document, Map<String, ?> variables) throws Exception {
        String url = sandbox.shopifyBaseUrl().replace("{shop}", SHOP) + "/admin/api/2026-10/graphql.json";
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).header("X-Shopify-Access-Token", token)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        Json.write(Map.of("query", document, "variables", variables)))).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode grant(String secret) throws Exception {
        String form = "grant_type=client_credentials&client_id=" + SandboxOptions.SHOPIFY_CLIENT_ID + "&client_secret=" + secret;
        return Json.read(HTTP.send(HttpRequest.newBuilder(URI.create(sandbox.shopifyBaseUrl().replace("{shop}", SHOP)
                + "/admin/oauth/access_token")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String document(String name) throws IOException {
        return Files.readString(Path.of("src/main/resources/graphql", name + ".graphql"));
    }

    private static String errorCode(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText();
    }
}
