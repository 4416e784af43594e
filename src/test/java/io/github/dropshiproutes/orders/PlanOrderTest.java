package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanOrderTest extends StageTest {

    @BeforeEach
    void planOnly() {
        pause("quote-purchases");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("pending", "NOT_PAID", order -> order.financialStatus("pending")),
                refused("authorized", "NOT_PAID", order -> order.financialStatus("authorized")),
                refused("partially paid", "NOT_PAID", order -> order.financialStatus("partially_paid")),
                refused("a status that is none", "NOT_PAID", order -> order.financialStatus("Paid in full")),
                refused("without a status", "NOT_PAID", order -> order.without("financial_status")),
                refused("voided", "ORDER_REFUNDED", order -> order.financialStatus("voided")),
                refused("expired", "ORDER_REFUNDED", order -> order.financialStatus("expired")),
                refused("refunded", "ORDER_REFUNDED", order -> order.financialStatus("refunded")),
                refused("cancelled", "ORDER_CANCELLED", order -> order.set("cancelled_at", "2026-01-02T03:04:05-05:00")),
                refused("a test", "TEST_ORDER", order -> order.test(true)),
                refused("processed before the shop was connected", "BEFORE_BUYING_SINCE",
                        order -> order.set("processed_at", "2020-01-02T03:04:05-05:00")),
                refused("never processed", "BEFORE_BUYING_SINCE", order -> order.without("processed_at").without("created_at")));
    }

    private static Arguments refused(String what, String code, UnaryOperator<ShopifySamples> change) {
        return Arguments.of(what, code, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatMayNotBeBoughtSaysWhy(String what, String code, UnaryOperator<ShopifySamples> change) {
        ShopifySamples order = change.apply(cups(1));

        plan("orders/paid", order);

        assertThat(orderRow(order)).containsEntry("state", "ignored").containsEntry("reason_code", code);
        assertThat((String) orderRow(order).get("reason")).isNotBlank();
        assertThat(walk.purchases()).isEmpty();
    }

    @Test
    void theOfficialSampleIsRefused() {
        ShopifySamples order = cups(1).financialStatus("voided").set("confirmed", false).test(true).lineField("variant_id", null)
                .set("cancelled_at", "2026-01-02T03:04:05-05:00");

        plan("orders/paid", order);

        assertThat(orderRow(order)).containsEntry("state", "ignored").containsEntry("reason_code", "ORDER_CANCELLED");
        assertThat(walk.purchases()).isEmpty();
    }

    @Test
    void aCustomLineWithoutAVariantIsBoughtByItsSku() {
        plan("orders/paid", cups(2).lineField("variant_id", null));

        assertThat(pieces()).isEqualTo("planned 2");
    }

    @Test
    void aPartlyRefundedOrderIsBoughtForWhatIsLeft() {
        plan("orders/paid", cups(3).financialStatus("partially_refunded").lineField("current_quantity", 1)
                .lineField("fulfillable_quantity", 1));

        assertThat(pieces()).isEqualTo("planned 1");
    }

    @ParameterizedTest
    @CsvSource({"create, paid, updated", "create, updated, paid", "paid, create, updated", "paid, updated, create", "updated, create, paid",
        "updated, paid, create"})
    void createPaidAndUpdatedInAnyOrderPlanEachLineOnce(String first, String second, String third) {
        ShopifySamples order = walk.order().line(CUP, 2, "39.90").line(WHITE_CUP, 1, "39.90");
        Map<String, byte[]> bodies = Map.of("create", order.financialStatus("pending").body(), "paid", order.financialStatus("paid").body(),
                "updated", changed(order).set("tags", "vip").body());

        for (String topic : List.of(first, second, third)) {
            walk.send("orders/" + topic, bodies.get(topic));
            awaitPlanned();
        }

        assertThat(pieces()).isEqualTo("planned 3");
        assertThat(ask("SELECT string_agg(DISTINCT CAST(quantity AS text), ',') FROM purchase_line", String.class)).isEqualTo("1,2");
        assertThat(orderRow(order)).containsEntry("state", "buying").containsEntry("reason_code", null);
    }

    @Test
    void createPaidAndUpdatedAtTheSameInstantPlanEachLineOnce() {
        ShopifySamples order = cups(2);
        byte[] paid = order.body();

        Stream.of("create", "paid", "updated", "create", "paid", "updated").parallel().forEach(topic -> walk.send("orders/" + topic, paid));
        awaitPlanned();

        assertThat(pieces()).isEqualTo("planned 2");
    }

    @Test
    void aTagEditOnLastYearsOrderBuysNothing() {
        ShopifySamples order = cups(1).processedAt(now().minus(Duration.ofDays(365)));

        plan("orders/updated", changed(order).set("tags", "loyal"));

        assertThat(orderRow(order)).containsEntry("state", "ignored").containsEntry("reason_code", "BEFORE_BUYING_SINCE");
        assertThat(walk.purchases()).isEmpty();
    }

    @Test
    void aLateOlderPayloadNeverTurnsTheOrderBack() {
        ShopifySamples order = cups(2);
        byte[] old = order.body();
        plan("orders/updated", withPieces(order, 3));

        walk.send("orders/paid", old);
        awaitPlanned();

        assertThat(pieces()).isEqualTo("planned 3");
    }

    @Test
    void ofPayloadsOfTheSameSecondTheOneThatHasComeFurthestCounts() {
        ShopifySamples order = cups(1);

        plan("orders/paid", order);
        plan("orders/create", order.financialStatus("pending"));
        assertThat(pieces()).isEqualTo("planned 1");

        plan("orders/cancelled", order.financialStatus("paid").cancelledAt(now()));
        plan("orders/paid", order.set("cancelled_at", null));
        assertThat(pieces()).isEqualTo("none");
    }

    @Test
    void anOrderPaidLaterIsBoughtThen() {
        ShopifySamples order = cups(1).financialStatus("pending");
        plan("orders/create", order);
        assertThat(pieces()).isEqualTo("none");

        plan("orders/paid", changed(order).financialStatus("paid"));

        assertThat(pieces()).isEqualTo("planned 1");
    }

    @Test
    void anEditBeforePlacingMakesOnePurchaseOfAllPieces() {
        ShopifySamples order = cups(1);
        plan("orders/paid", order);

        plan("orders/updated", withPieces(order, 3));

        assertThat(walk.purchases()).hasSize(1);
        assertThat(pieces()).isEqualTo("planned 3");
    }

    @Test
    void whatIsFulfilledByHandBeforePlacingIsNotBought() {
        ShopifySamples order = cups(2);
        plan("orders/paid", order);

        plan("orders/updated", changed(order).lineField("fulfillable_quantity", 1));
        assertThat(pieces()).isEqualTo("planned 1");

        plan("orders/updated", changed(order).lineField("fulfillable_quantity", 0).set("fulfillment_status", "fulfilled"));
        assertThat(pieces()).isEqualTo("none");
        assertThat(orderRow(order)).containsEntry("state", "ignored").containsEntry("reason_code", "NOTHING_LEFT");
    }

    @Test
    void aLineThatIsGoneFromTheOrderIsNotBought() {
        ShopifySamples order = walk.order().line(31L, CUP, 1, "39.90");
        ShopifySamples both = walk.order().id(order.id()).line(31L, CUP, 1, "39.90").line(32L, WHITE_CUP, 1, "39.90");
        plan("orders/paid", both);

        plan("orders/updated", changed(order));

        assertThat(pieces()).isEqualTo("planned 1");
        assertThat(ask("SELECT line_item_id FROM purchase_line", String.class)).isEqualTo("31");
    }

    static Stream<Arguments> missing() {
        return Stream.of(Arguments.of("address1", (UnaryOperator<ShopifySamples>) o -> o.addressField("address1", null)),
                Arguments.of("city", (UnaryOperator<ShopifySamples>) o -> o.addressField("city", " ")),
                Arguments.of("zip", (UnaryOperator<ShopifySamples>) o -> o.addressField("zip", "")),
                Arguments.of("country_code", (UnaryOperator<ShopifySamples>) o -> o.addressField("country_code", "USA")),
                Arguments.of("name", (UnaryOperator<ShopifySamples>) o -> o.addressField("name", null).addressField("first_name", null)
                        .addressField("last_name", null)),
                Arguments.of("shipping_address", (UnaryOperator<ShopifySamples>) o -> o.set("shipping_address", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("missing")
    void anAddressThatIsIncompleteHoldsThePurchaseNamesTheFieldAndIsReleasedByACompleteOne(String field,
            UnaryOperator<ShopifySamples> without) {
        ShopifySamples order = without.apply(cups(1));
        plan("orders/paid", order);
        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "ADDRESS_INCOMPLETE").containsEntry("held_from", "planned");
        assertThat((String) held.get("reason")).contains("\"" + field + "\" is missing");
        assertThat((String) held.get("hint")).isNotBlank();
        assertThat(held.get("next_attempt_at")).isNull();

        ShopifySamples complete = walk.order().id(order.id()).line(Long.parseLong(lineId(order)), CUP, 1, "39.90");
        plan("orders/updated", changed(complete));

        assertThat(walk.awaitPurchase("planned")).containsEntry("reason_code", null).containsEntry("id", held.get("id"));
    }

    @Test
    void anOrderStrippedOfCustomerDataIsHeldWithoutCustomerDataAccess() {
        ShopifySamples order = cups(1).without("email").without("contact_email").without("phone")
                .set("shipping_address", Map.of("country", "United States", "country_code", "US", "province", "California",
                        "province_code", "CA"));

        plan("orders/paid", order);

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "CUSTOMER_DATA_MISSING");
    }

    @Test
    void ukIsWrittenGb() {
        plan("orders/paid", cups(1).country("UK", "United Kingdom").addressField("zip", "SW1A 1AA"));

        assertThat(ask("SELECT ship_to ->> 'countryCode' FROM purchase", String.class)).isEqualTo("GB");
        assertThat(ask("SELECT ship_to ->> 'country' FROM purchase", String.class)).isEqualTo("United Kingdom");
    }

    @Test
    void idsAboveTheRangeOfDoublesStayExact() {
        ShopifySamples order = walk.order().id(820_982_911_946_154_508L).line(866_550_311_766_439_021L, CUP, 1, "39.90");

        plan("orders/paid", order);

        assertThat(walk.purchase()).containsEntry("order_id", "820982911946154508");
        assertThat(ask("SELECT line_item_id FROM purchase_line", String.class)).isEqualTo("866550311766439021");
    }

    @Test
    void theSameOrderIdInTwoShopsIsTwoOrders() {
        sql("INSERT INTO shop (domain, connected_at)"
                + " VALUES ('second.myshopify.com', dropship_now() - interval '1 day') ON CONFLICT DO NOTHING");
        ShopifySamples order = cups(1);

        walk.send("orders/paid", order);
        sendFrom("second.myshopify.com", "orders/paid", order.body());
        awaitPlanned();
        assertThat(ask("SELECT string_agg(shop, ',' ORDER BY shop) FROM purchase", String.class).split(","))
                .containsExactlyInAnyOrder(SandboxOptions.SHOP, "second.myshopify.com");

        sendFrom("second.myshopify.com", "orders/cancelled", changed(order).cancelledAt(now()).body());
        awaitPlanned();
        assertThat(ask("SELECT shop FROM purchase WHERE counts", String.class)).isEqualTo(SandboxOptions.SHOP);
    }

    @Test
    void aChangeThatArrivesWhileTheOrderIsPlannedIsPlannedAfterwards() {
        ShopifySamples order = cups(1);
        plan("orders/paid", order);

        for (int pieces = 2; pieces <= 6; pieces++) {
            walk.send("orders/updated", withPieces(order, pieces));
        }
        awaitPlanned();

        assertThat(pieces()).isEqualTo("planned 6");
    }
}
