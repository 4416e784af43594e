package io.github.dropshiproutes.sandbox;

import static io.github.dropshiproutes.sandbox.AliExpressClient.AUTO_PAY;
import static io.github.dropshiproutes.sandbox.AliExpressClient.CREATE;
import static io.github.dropshiproutes.sandbox.AliExpressClient.GET;
import static io.github.dropshiproutes.sandbox.AliExpressClient.guideOrder;
import static io.github.dropshiproutes.sandbox.AliExpressClient.item;
import static io.github.dropshiproutes.sandbox.AliExpressClient.list;
import static io.github.dropshiproutes.sandbox.AliExpressClient.numbers;
import static io.github.dropshiproutes.sandbox.AliExpressClient.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.support.TestClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order at AliExpress, from its making to its delivery or its end. */
class AliExpressOrdersTest extends RunningAliExpress {

    @Test
    void walksFromTheOrderToTheDelivery() throws Exception {
        JsonNode created = aliExpress.create(guideOrder("R-1"), null);
        String number = numbers(created).get(0);

        assertThat(created.has("error_msg")).isFalse();
        assertThat(number).matches("8\\d{15}");
        JsonNode unpaid = aliExpress.get(number);
        assertThat(unpaid.path("order_status").asText()).isEqualTo("PLACE_ORDER_SUCCESS");
        assertThat(unpaid.path("logistics_status").asText()).isEqualTo("NO_LOGISTICS");
        assertThat(unpaid.path("pay_timeout_second").textValue()).isEqualTo("86400");
        assertThat(unpaid.at("/user_order_amount/amount").textValue()).isEqualTo("24.99");
        sandbox.aliExpress().trades().payByHand(number);
        assertThat(aliExpress.get(number).path("order_status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(aliExpress.tracking(number).path("code").asText()).isEqualTo("1001");
        clock.move(Duration.ofSeconds(3));
        JsonNode shipped = aliExpress.get(number);
        assertThat(shipped.path("order_status").asText()).isEqualTo("WAIT_BUYER_ACCEPT_GOODS");
        assertThat(list(shipped.path("logistics_info_list")).get(0).path("logistics_no").asText()).startsWith("LP");
        JsonNode parcel = list(aliExpress.tracking(number).at("/data/tracking_detail_line_list")).get(0);
        assertThat(parcel.path("mail_no").asText()).startsWith("CNUSA");
        assertThat(list(parcel.path("detail_node_list"))).hasSize(1);
        clock.move(Duration.ofSeconds(3));
        JsonNode delivered = list(aliExpress.tracking(number).at("/data/tracking_detail_line_list")).get(0);
        assertThat(list(delivered.path("detail_node_list"))).extracting(node -> node.path("tracking_name").asText())
                .containsExactly("Delivered", "Package left the warehouse");
        clock.move(Duration.ofSeconds(3));
        assertThat(aliExpress.get(number).path("order_status").asText()).isEqualTo("FINISH");
        assertThat(list(aliExpress.get(number).path("child_order_list")).get(0).has("end_reason")).isFalse();
    }

    @Test
    void splitsTheGoodsOfTwoStoresIntoTwoOrdersAndShipsTheLinesOfOneApart() throws Exception {
        ObjectNode order = order("R-1", item(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE, 1),
                item(AliExpressCatalogue.OTHER_STORE, AliExpressCatalogue.OTHER_STORE_ATTR, 2),
                item(AliExpressCatalogue.EARBUDS, AliExpressCatalogue.EARBUDS_ATTR, 1));
        List<String> numbers = numbers(aliExpress.create(order, AUTO_PAY));

        assertThat(numbers).hasSize(2).doesNotHaveDuplicates();
        assertThat(sandbox.ledger().created("aliexpress")).extracting(entry -> entry.text("out_order_id")).containsExactly("R-1", "R-1");
        assertThat(sandbox.ledger().created("alibaba")).isEmpty();
        assertThat(sandbox.ledger().paid()).hasSize(2).allSatisfy(entry -> assertThat(entry.supplier()).isEqualTo("aliexpress"));
        assertThat(List.of(amount(numbers.get(0)), amount(numbers.get(1)))).containsExactlyInAnyOrder("44.98", "24.89");
        String both = amount(numbers.get(0)).equals("44.98") ? numbers.get(0) : numbers.get(1);
        clock.move(Duration.ofSeconds(3));
        assertThat(aliExpress.get(both).path("order_status").asText()).isEqualTo("SELLER_PART_SEND_GOODS");
        assertThat(aliExpress.get(both).path("logistics_status").asText()).isEqualTo("SELLER_SEND_PART_GOODS");
        assertThat(list(aliExpress.tracking(both).at("/data/tracking_detail_line_list"))).hasSize(1);
        clock.move(Duration.ofSeconds(2));
        assertThat(aliExpress.get(both).path("order_status").asText()).isEqualTo("WAIT_BUYER_ACCEPT_GOODS");
        assertThat(list(aliExpress.tracking(both).at("/data/tracking_detail_line_list"))).hasSize(2);
    }

    @Test
    void answersTheSameNumbersToAReferenceItKnowsForADay() throws Exception {
        String first = aliExpress.order("R-1");
        clock.move(Duration.ofHours(24).minusSeconds(2));
        assertThat(aliExpress.order("R-1")).isEqualTo(first);
        clock.move(Duration.ofSeconds(1));
        sandbox.aliExpress().refuseRepeats(true);
        assertRefused("REPEATED_ORDER_ERROR", guideOrder("R-1"), null);
        assertThat(sandbox.ledger().created()).hasSize(1);
        clock.move(Duration.ofSeconds(1));
        assertThat(aliExpress.order("R-1")).isNotEqualTo(first);
        assertThat(sandbox.ledger().created()).hasSize(2);
    }

    @Test
    void buysOnceWhenTheSameReferenceComesTwiceAtOnce() throws Exception {
        List<JsonNode> answers = SandboxClient.together(8, caller -> () -> {
            // Signed a little apart, as two workers would.
            AliExpressClient client = new AliExpressClient(sandbox.aliExpressBaseUrl(),
                    new TestClock(clock.instant().plusMillis(caller)));
            return client.create(guideOrder("R-1"), AUTO_PAY);
        });

        assertThat(answers.stream().map(AliExpressClient::numbers).distinct()).hasSize(1);
        assertThat(sandbox.ledger().created()).hasSize(1);
        assertThat(sandbox.ledger().paid()).hasSize(1);
    }

    @Test
    void refusesAnOrderThatIsRepeatedAsItWasSigned() throws Exception {
        Map<String, String> call = aliExpress.signed("", SandboxClient.parameters("method", CREATE, AliExpressClient.ORDER,
                guideOrder("R-1").toString()));
        aliExpress.send("/sync", call);

        assertThat(code(Json.read(aliExpress.send("/sync", call).body()))).isEqualTo("IncompleteSignature");
    }

    @Test
    void paysWhenAskedOnlyForApplicationsOnTheList() throws Exception {
        JsonNode paid = aliExpress.create(guideOrder("R-1"), AUTO_PAY);
        assertThat(aliExpress.get(numbers(paid).get(0)).path("order_status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        sandbox.aliExpress().autoPay(false);
        JsonNode unpaid = aliExpress.create(guideOrder("R-2"), AUTO_PAY);
        assertThat(unpaid.path("is_success").asBoolean()).isTrue();
        assertThat(unpaid.path("error_msg").asText()).isEqualTo("OrderCreated, autoPay fail:APIPayFail");
        assertThat(aliExpress.get(numbers(unpaid).get(0)).path("order_status").asText()).isEqualTo("PLACE_ORDER_SUCCESS");
        sandbox.aliExpress().autoPay(true);
        JsonNode unasked = aliExpress.create(guideOrder("R-3"), AUTO_PAY.replace("true", "false"));
        assertThat(unasked.has("error_msg")).isFalse();
        assertThat(sandbox.ledger().paid()).hasSize(1);
    }

    @Test
    void paysSlowlyOrNotAtAllWhenTold() throws Exception {
        sandbox.faults().add(Fault.waiting(CREATE, FaultAction.PAYING, Duration.ofSeconds(30)));
        String slow = numbers(aliExpress.create(guideOrder("R-1"), AUTO_PAY)).get(0);
        assertThat(aliExpress.get(slow).path("order_status").asText()).isEqualTo("PAYMENT_PROCESSING");
        clock.move(Duration.ofSeconds(30));
        assertThat(aliExpress.get(slow).path("order_status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        sandbox.faults().add(Fault.at(CREATE, FaultAction.CODE, "reason_code", "NO_FUNDS"));
        JsonNode failed = aliExpress.create(guideOrder("R-2"), AUTO_PAY);
        assertThat(failed.path("error_msg").asText()).isEqualTo("OrderCreated, autoPay fail:NO_FUNDS");
    }

    @Test
    void closesWhatNobodyPays() throws Exception {
        String number = aliExpress.order("R-1");
        clock.move(Duration.ofDays(1));

        JsonNode closed = aliExpress.get(number);
        assertThat(closed.path("order_status").asText()).isEqualTo("FINISH");
        assertThat(list(closed.path("child_order_list")).get(0).path("end_reason").asText()).isEqualTo("CANCELED");
        assertThatThrownBy(() -> sandbox.aliExpress().trades().payByHand(number)).hasMessageContaining("Only an unpaid order");
    }

    @Test
    void canBeClosedOrHeldByThePlatform() throws Exception {
        String closed = numbers(aliExpress.create(guideOrder("R-1"), AUTO_PAY)).get(0);
        sandbox.aliExpress().trades().close(closed);
        assertThat(aliExpress.get(closed).path("order_status").asText()).isEqualTo("FINISH");
        assertThat(list(aliExpress.get(closed).path("child_order_list")).get(0).path("end_reason").asText()).isEqualTo("CANCELED");
        String held = aliExpress.order("R-2");
        sandbox.aliExpress().trades().force(held, "RISK_CONTROL_HOLD");
        assertThat(aliExpress.get(held).path("order_status").asText()).isEqualTo("RISK_CONTROL_HOLD");
    }

    @Test
    void addsATaxThatNoEstimateShows() throws Exception {
        JsonNode order = aliExpress.get(numbers(aliExpress.create(
                order("R-1", item(AliExpressCatalogue.HIDDEN_TAX, AliExpressCatalogue.HIDDEN_TAX_ATTR, 2)), null)).get(0));

        assertThat(order.at("/order_amount/amount").asText()).isEqualTo("20.00");
        assertThat(order.at("/user_order_amount/amount").asText()).isEqualTo("23.00");
        assertThat(list(order.path("child_order_list")).get(0).at("/actual_tax_fee/amount").asText()).isEqualTo("3.00");
    }

    @Test
    void countsAnOrderInTheCurrencyOfItsProductAndPaysItByHandThen() throws Exception {
        JsonNode created = aliExpress.create(
                order("R-1", item(AliExpressCatalogue.EUR_ONLY, AliExpressCatalogue.EUR_ONLY_ATTR, 2)), AUTO_PAY);
        JsonNode order = aliExpress.get(numbers(created).get(0));

        assertThat(created.path("error_msg").asText()).isEqualTo("OrderCreated, autoPay fail:APIPayFail");
        assertThat(order.path("user_order_amount")).hasToString("{\"amount\":\"16.20\",\"currency_code\":\"EUR\"}");
        assertThat(sandbox.ledger().created().get(0).text("currency")).isEqualTo("EUR");
    }

    @Test
    void isDearerThanQuotedWhenTold() throws Exception {
        sandbox.faults().add(Fault.at(CREATE, FaultAction.PRICE, "percent", new BigDecimal("10")));

        assertThat(amount(aliExpress.order("R-1"))).isEqualTo("27.49");
    }

    @Test
    void sellsWholesaleFromTenPiecesOn() throws Exception {
        assertThat(amount(numbers(aliExpress.create(order("R-1",
                item(AliExpressCatalogue.WHOLESALE, AliExpressCatalogue.WHOLESALE_ATTR, 10)), null)).get(0))).isEqualTo("57.80");
    }

    @Test
    void showsAnOrderToItsOwnBuyerOnlyAndNotBeforeItIsReadable() throws Exception {
        sandbox.faults().add(Fault.waiting(CREATE, FaultAction.HIDE, Duration.ofSeconds(10)));
        String number = aliExpress.order("R-1");
        assertUnknown(number);
        clock.move(Duration.ofSeconds(10));
        assertThat(aliExpress.get(number).path("order_status").asText()).isEqualTo("PLACE_ORDER_SUCCESS");
        aliExpress.session = null;
        aliExpress.session = aliExpress.rest("/auth/token/create", "code", sandbox.aliExpress().tokens().authorize("buyer2", "es"))
                .path("access_token").asText();
        assertUnknown(number);
        assertUnknown("8000000000000000");
        assertThat(aliExpress.tracking(number).path("code").asText()).isEqualTo("1001");
    }

    @Test
    void knowsTheGuidesOrder() throws Exception {
        JsonNode order = aliExpress.get("ABC123456");
        JsonNode parcel = list(aliExpress.tracking("ABC123456").at("/data/tracking_detail_line_list")).get(0);

        assertThat(order.path("order_status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(order.path("logistics_status").asText()).isEqualTo("PROCESSING");
        assertThat(parcel.path("mail_no").asText()).isEqualTo("LP123456789CN");
        assertThat(parcel.path("carrier_name").asText()).isEqualTo("China Post");
        assertThat(Instant.ofEpochMilli(parcel.path("eta_time_stamps").asLong())).hasToString("2025-01-15T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PRODUCT_NOT_EXIST                | 1005009999999999 | 14:10#Red",
        "PRODUCT_OFF_SHELF                | 1005001234567894 | 14:10#Red",
        "SKU_NOT_EXIST                    | 1005001234567890 | 14:193",
        "SKU_NOT_EXIST                    | 1005001234567890 | 12000059493652163",
        "INVENTORY_HOLD_ERROR             | 1005001234567893 | 14:10#Red",
        "ERROR_WHEN_BUILD_FOR_PLACE_ORDER | 1005001234567895 | 14:10#Red",
        "ERROR_WHEN_BUILD_FOR_PLACE_ORDER | 1005001234567899 | 14:10#Red",
        "ERROR_WHEN_BUILD_FOR_PLACE_ORDER | 1005001234567902 | 14:10#Red",
    })
    void refusesWhatCannotBeBought(String code, String product, String attr) throws Exception {
        assertRefused(code, order("R-1", item(product, attr, 1)), null);
    }

    @Test
    void refusesMoreThanThereIsACarrierNobodyOffersAndMixedCurrencies() throws Exception {
        assertRefused("DELIVERY_METHOD_NOT_EXIST",
                order("R-1", item(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE, 2001)), null);
        ObjectNode carrier = item(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE, 1).put("logistics_service_name", "China Post");
        assertRefused("DELIVERY_METHOD_NOT_EXIST", order("R-1", carrier), null);
        assertRefused("PRICE_PAY_CURRENCY_ERROR", order("R-1", item(AliExpressCatalogue.EUR_ONLY, AliExpressCatalogue.EUR_ONLY_ATTR, 1),
                item(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE, 1)), null);
        assertThat(sandbox.ledger().created()).isEmpty();
    }

    @Test
    void makesNoneOfTwoOrdersWhenOneCannotBeMade() throws Exception {
        sandbox.aliExpress().trades().stock(AliExpressCatalogue.OTHER_STORE, AliExpressCatalogue.OTHER_STORE_SKU, "CN", 0);

        assertRefused("INVENTORY_HOLD_ERROR", order("R-1", item(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE, 1),
                item(AliExpressCatalogue.OTHER_STORE, AliExpressCatalogue.OTHER_STORE_ATTR, 1)), null);
        assertThat(sandbox.ledger().created()).isEmpty();
    }

    @Test
    void takesAProductWithoutVariantsWithoutItsAttribute() throws Exception {
        ObjectNode item = item(AliExpressCatalogue.SINGLE, "", 1);
        assertThat(aliExpress.create(order("R-1", item), null).path("is_success").asBoolean()).isTrue();
        item.remove("sku_attr");
        assertThat(aliExpress.create(order("R-2", item), null).path("is_success").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"buyer-blocked, BLACKLIST_BUYER_IN_LIST", "buyer-disabled, USER_ACCOUNT_DISABLED"})
    void refusesBuyersThatMayNotOrder(String account, String code) throws Exception {
        aliExpress.session = null;
        aliExpress.session = aliExpress.rest("/auth/token/create", "code", sandbox.aliExpress().tokens().authorize(account, "us"))
                .path("access_token").asText();

        assertRefused(code, guideOrder("R-1"), null);
    }

    @ParameterizedTest
    @CsvSource({"A001_ORDER_CANNOT_BE_PLACED", "A002_INVALID_ZONE", "A003_SUSPICIOUS_BUYER", "A004_CANNOT_USER_COUPON",
        "A005_INVALID_COUNTRIES", "A006_INVALID_ACCOUNT_INFO", "PRODUCT_HAS_BEEN_DELETED", "REMOTE_CREATE_ORDER_RESULT_ERROR",
        "REPEATED_ORDER_ERROR"})
    void answersEveryOtherCodeWhenTold(String code) throws Exception {
        sandbox.faults().add(Fault.code(CREATE, code, "told so"));

        assertRefused(code, guideOrder("R-1"), null);
        assertThat(sandbox.ledger().calls(CREATE).get(0).code()).isEqualTo(code);
        assertThat(sandbox.ledger().created()).isEmpty();
    }

    @Test
    void losesAnAnswerAfterBuying() throws Exception {
        sandbox.faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
        assertThatThrownBy(() -> aliExpress.order("R-1")).isInstanceOf(IOException.class);

        clock.move(Duration.ofSeconds(1));
        assertThat(sandbox.ledger().created()).singleElement()
                .satisfies(entry -> assertThat(entry.tradeId()).isEqualTo(aliExpress.order("R-1")));
    }

    @Test
    void answersSuccessWithoutNumbersWhenTold() throws Exception {
        sandbox.faults().add(Fault.at(CREATE, FaultAction.MISSING_VALUE));

        assertThat(aliExpress.create(guideOrder("R-1"), null).isMissingNode()).isTrue();
        assertThat(sandbox.ledger().created()).hasSize(1);
    }

    @Test
    void variesTheNameOfTheEnvelopeAndTheShapeOfTheNumbers() throws Exception {
        Set<String> names = new HashSet<>();
        Set<String> shapes = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            JsonNode answer = aliExpress.call(CREATE, AliExpressClient.ORDER, guideOrder("R-" + i).toString());
            names.add(answer.fieldNames().next());
            JsonNode numbers = AliExpressClient.body(answer).at("/result/order_list");
            shapes.add(numbers.isArray() ? "plain" : numbers.path("number").isArray() ? "wrapped" : "element");
        }
        Set<String> readBack = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            readBack.add(aliExpress.call(GET, "single_order_query", "{\"order_id\":\"ABC123456\"}").fieldNames().next());
        }

        assertThat(names).containsExactlyInAnyOrder("aliexpress_ds_order_create_response", "aliexpress_trade_buy_placeorder_response");
        assertThat(shapes).containsExactlyInAnyOrder("plain", "wrapped", "element");
        assertThat(readBack).containsExactlyInAnyOrder("aliexpress_trade_ds_order_get_response", "aliexpress_ds_trade_order_get_response");
    }

    private String amount(String number) throws Exception {
        return aliExpress.get(number).at("/user_order_amount/amount").asText();
    }

    private void assertUnknown(String number) throws Exception {
        JsonNode answer = aliExpress.call(GET, "single_order_query", "{\"order_id\":\"" + number + "\"}");

        assertThat(code(answer)).isEqualTo("15");
        assertThat(answer.findValue("sub_code").asText()).isEqualTo("isv.insufficient-permission");
    }

    private void assertRefused(String code, ObjectNode order, String extension) throws Exception {
        JsonNode result = aliExpress.create(order, extension);

        assertThat(result.path("is_success").asBoolean()).isFalse();
        assertThat(result.path("error_code").asText()).isEqualTo(code);
        assertThat(result.path("error_msg").asText()).isNotBlank();
    }
}
