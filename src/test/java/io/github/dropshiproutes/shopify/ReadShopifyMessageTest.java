package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadShopifyMessageTest extends StageTest {

    @BeforeEach
    void planOnly() {
        pause("quote-purchases");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                garbled("no JSON", body -> "order", "no JSON"),
                garbled("half a JSON", body -> body.substring(0, body.length() / 2), "no JSON"),
                garbled("a list", body -> "[" + body + "]", "must be a JSON object"),
                garbled("two documents", body -> body + body, "no JSON"),
                garbled("nothing but null", body -> "null", "must be a JSON object"),
                garbled("deep nesting", body -> "{\"id\":1,\"note\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "nesting"),
                garbled("a key twice", body -> body.replaceFirst("\\{", "{\"financial_status\":\"paid\","), "financial_status"),
                unreadable("no id", order -> order.without("id"), "\"id\""),
                unreadable("an id in words", order -> order.set("id", "first"), "\"id\""),
                unreadable("an id with a fraction", order -> order.set("id", 1.5), "\"id\""),
                unreadable("an id as an object", order -> order.set("id", Map.of("value", 1)), "\"id\""),
                unreadable("lines that are no list", order -> order.set("line_items", Map.of()), "\"line_items\""),
                unreadable("a line that is text", order -> order.set("line_items", List.of("cup")), "line_items[0]", "\"id\""),
                unreadable("a line without id", order -> order.lineField("id", null), "line_items[0]", "\"id\""),
                unreadable("a line twice", order -> order.line(Long.parseLong(lineId(order)), CUP, 1, "1.00"), "line_items[1]", "twice"),
                unreadable("a quantity in words", order -> order.lineField("quantity", "two"), "line_items[0]", "\"quantity\"", "two"),
                unreadable("a negative quantity", order -> order.lineField("current_quantity", -1), "\"current_quantity\"", "-1"),
                unreadable("a huge quantity", order -> order.lineField("fulfillable_quantity", 99_999_999_999L),
                        "\"fulfillable_quantity\""),
                unreadable("a quantity above all sense", order -> order.lineField("quantity", 1_000_001), "\"quantity\""),
                unreadable("half a piece", order -> order.lineField("quantity", 0.5), "\"quantity\""),
                unreadable("a quantity as a list", order -> order.lineField("quantity", List.of(1)), "\"quantity\""),
                garbled("a price in words", body -> body.replace("\"price\":\"39.90\"", "\"price\":\"free\""), "line_items[0]",
                        "\"price\""),
                garbled("a price as a power", body -> body.replace("\"price\":\"39.90\"", "\"price\":\"1e3\""), "\"price\""),
                unreadable("discounts that are no list", order -> order.lineField("discount_allocations", "none"),
                        "\"discount_allocations\""),
                unreadable("a time in words", order -> order.set("updated_at", "yesterday"), "\"updated_at\""),
                unreadable("a time without offset", order -> order.set("processed_at", "2026-01-02T03:04:05"), "\"processed_at\""),
                unreadable("a time out of range", order -> order.set("updated_at", "+999999999-01-01T00:00:00Z"), "\"updated_at\""),
                unreadable("no time at all", order -> order.without("updated_at").without("created_at"), "updated_at"),
                unreadable("attributes that are no list", order -> order.set("note_attributes", "x"), "\"note_attributes\""),
                unreadable("NUL in the SKU", order -> order.lineField("sku", "alibaba:16\u00001"), "line_items[0]", "\"sku\"", "NUL"),
                unreadable("NUL in the street", order -> order.addressField("address1", "1\u0000 Main St"), "\"address1\"", "NUL"));
    }

    private static Arguments unreadable(String what, UnaryOperator<ShopifySamples> change, String... words) {
        return Arguments.of(what, (Function<ShopifySamples, byte[]>) order -> change.apply(order).body(), words);
    }

    private static Arguments garbled(String what, UnaryOperator<String> change, String... words) {
        return Arguments.of(what, (Function<ShopifySamples, byte[]>) order ->
                change.apply(new String(order.body(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8), words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatCannotBeReadIsParkedWithTheReason(String what, Function<ShopifySamples, byte[]> body, String[] words) {
        walk.send("orders/paid", body.apply(cups(1)));
        awaitPlanned();

        Map<String, Object> message = message();
        assertThat(message).containsEntry("state", "parked").containsEntry("reason_code", "UNREADABLE_BODY").containsEntry("attempts", 0);
        assertThat((String) message.get("reason")).contains(words);
        assertThat(ask("SELECT count(*) FROM shopify_order", Integer.class)).isZero();
    }

    @Test
    void bytesThatAreNoUtf8AreParked() {
        byte[] body = cups(1).set("note", "Stra\u00dfe").body();
        byte[] latin = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);

        walk.send("orders/paid", latin);
        awaitPlanned();

        assertThat(message()).containsEntry("state", "parked").containsEntry("reason_code", "UNREADABLE_BODY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u0000", "C:\\u0000", "\\\\u0000 \u0000"})
    void aNulInWhatIsNotNeededDoesNotStopTheOrder(String note) {
        ShopifySamples order = cups(1).set("note", note);

        plan("orders/paid", order);

        assertThat(pieces()).isEqualTo("planned 1");
        assertThat(ask("SELECT payload ->> 'note' FROM shopify_order", String.class)).isEqualTo(note.replace("\u0000", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"order_edit\":{}}", "{\"order_edit\":{\"id\":1}}", "{\"order_edit\":{\"id\":1,\"order_id\":2}}",
        "{\"order_edit\":{\"id\":1,\"order_id\":2,\"created_at\":\"2026-01-01T00:00:00Z\",\"line_items\":{\"additions\":[{}]}}}"})
    void anEditThatCannotBeReadIsParked(String body) {
        walk.send("orders/edited", body.getBytes(StandardCharsets.UTF_8));
        awaitPlanned();

        assertThat(message()).containsEntry("state", "parked").containsEntry("reason_code", "UNREADABLE_BODY");
    }

    @Test
    void anEditCountsUntilAPayloadThatContainsItArrives() {
        ShopifySamples order = cups(1);
        plan("orders/paid", order);

        edit(1, order, now().plusSeconds(2), 2);
        assertThat(pieces()).isEqualTo("planned 3");

        plan("orders/updated", withPieces(order.updatedAt(now().plusSeconds(2)), 3).updatedAt(now().plusSeconds(3)));
        assertThat(pieces()).isEqualTo("planned 3");
    }

    @Test
    void anEditThatArrivesAfterThePayloadThatContainsItChangesNothing() {
        ShopifySamples order = cups(1);
        plan("orders/paid", order);
        plan("orders/updated", withPieces(order, 3).updatedAt(now().plusSeconds(5)));

        edit(1, order, now().plusSeconds(4), 2);

        assertThat(pieces()).isEqualTo("planned 3");
    }

    @Test
    void anEditDeliveredTwiceCountsOnce() {
        ShopifySamples order = cups(1);
        plan("orders/paid", order);

        edit(1, order, now().plusSeconds(2), 2);
        edit(1, order, now().plusSeconds(2), 2);
        assertThat(pieces()).isEqualTo("planned 3");

        edit(2, order, now().plusSeconds(3), -1);
        assertThat(pieces()).isEqualTo("planned 2");
    }

    @Test
    void anEditOfAnOrderThatIsNotKnownYetWaitsForIt() {
        ShopifySamples order = cups(1);

        edit(1, order, now().plusSeconds(2), 1);
        assertThat(orderRow(order)).containsEntry("state", "new").containsEntry("reason_code", "ORDER_NOT_SEEN");

        plan("orders/paid", order);
        assertThat(pieces()).isEqualTo("planned 2");
        assertThat(orderRow(order)).containsEntry("state", "buying").containsEntry("reason_code", null);
    }

    @Test
    void aRefundBeforePlacingTakesItsPiecesAway() {
        ShopifySamples order = cups(3);
        plan("orders/paid", order);

        refund(1, order, now().plusSeconds(2), 2);
        assertThat(pieces()).isEqualTo("planned 1");
        refund(1, order, now().plusSeconds(2), 2);
        assertThat(pieces()).isEqualTo("planned 1");

        refund(2, order, now().plusSeconds(3), 1);
        assertThat(pieces()).isEqualTo("none");
        assertThat(orderRow(order)).containsEntry("state", "ignored").containsEntry("reason_code", "NOTHING_LEFT");
    }

    @Test
    void aRefundOfAnOrderThatIsNotKnownYetWaitsForIt() {
        ShopifySamples order = cups(3);

        refund(1, order, now().plusSeconds(2), 1);
        plan("orders/paid", order);

        assertThat(pieces()).isEqualTo("planned 2");
    }

    @Test
    void aRefundThatThePayloadContainsIsNotTakenOffTwice() {
        ShopifySamples order = cups(3);
        plan("orders/paid", order);

        plan("orders/updated", withPieces(order, 2).updatedAt(now().plusSeconds(5)));
        refund(1, order, now().plusSeconds(5), 1);

        assertThat(pieces()).isEqualTo("planned 2");
    }

    @Test
    void aReplayedMessageBuysNothingTwice() {
        ShopifySamples order = cups(2);
        plan("orders/paid", order);
        plan("orders/updated", withPieces(order, 3));

        sql("UPDATE inbox SET state = 'new', next_attempt_at = dropship_now()");
        awaitPlanned();

        assertThat(walk.purchases()).hasSize(1);
        assertThat(pieces()).isEqualTo("planned 3");
    }

    private void edit(long id, ShopifySamples order, Instant at, int delta) {
        String change = "{\"id\":" + lineId(order) + ",\"delta\":" + Math.abs(delta) + "}";
        String body = """
                {"order_edit":{"id":%d,"app_id":null,"created_at":"%s","notify_customer":false,"order_id":%d,"staff_note":"","user_id":1,
                "committed_at":"%s","line_items":{"additions":[%s],"removals":[%s]}}}"""
                .formatted(id, seconds(at), order.id(), seconds(at), delta > 0 ? change : "", delta < 0 ? change : "");
        walk.send("orders/edited", body.getBytes(StandardCharsets.UTF_8));
        awaitPlanned();
    }

    private void refund(long id, ShopifySamples order, Instant at, int pieces) {
        String body = """
                {"id":%d,"order_id":%d,"created_at":"%s","note":null,"restock":true,"refund_line_items":[
                {"id":%d,"line_item_id":%s,"quantity":%d,"restock_type":"no_restock","subtotal":79.80,"total_tax":0.00}]}"""
                .formatted(id, order.id(), seconds(at), id + 7, lineId(order), pieces);
        walk.send("refunds/create", body.getBytes(StandardCharsets.UTF_8));
        awaitPlanned();
    }

    /** Shopify writes whole seconds. */
    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private Map<String, Object> message() {
        return walk.jdbc().sql("SELECT * FROM inbox").query().singleRow();
    }
}
