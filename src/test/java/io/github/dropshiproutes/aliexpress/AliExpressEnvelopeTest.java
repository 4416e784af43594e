package io.github.dropshiproutes.aliexpress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.ErrorClass;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.errors.UnknownCodeException;
import io.github.dropshiproutes.suppliers.SupplierAnswerReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of every envelope in which AliExpress was seen or documented to answer, and of every row of its error table. */
class AliExpressEnvelopeTest {

    private static final ErrorCatalogue TABLE = ErrorCatalogue.load(Path.of("routes", "errors", "error-codes.yaml"));
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final SupplierAnswerReader READER = new SupplierAnswerReader(TABLE, List.of(new AliExpressEnvelope()), METERS);
    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final String PRODUCT = "aliexpress.ds.product.get";
    private static final String CREATE = AliExpressEnvelope.CREATE_ORDER;
    private static final String TRACKING = "aliexpress.ds.order.tracking.get";

    private static JsonNode read(AliExpressCall call, int status, String body) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.setVariable("call", call);
        exchange.setVariable("reply", (InputStream) new ByteArrayInputStream(body.getBytes(UTF_8)));
        exchange.setVariable("header:reply." + Exchange.HTTP_RESPONSE_CODE, status);
        READER.read(exchange);
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private static JsonNode ask(String method, String body) {
        return read(AliExpressCall.read(method, Map.of()), 200, body);
    }

    private static JsonNode create(String body) {
        return read(AliExpressCall.spend(CREATE, Map.of()), 200, body);
    }

    private static SupplierException refused(String method, String body) {
        return catchThrowableOfType(SupplierException.class, () -> ask(method, body));
    }

    private static SupplierException createRefused(String body) {
        return catchThrowableOfType(SupplierException.class, () -> create(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"aliexpress_ds_product_get_response\":{\"result\":{\"a\":1},\"rsp_code\":200,\"rsp_msg\":\"Call succeeds\",\"request_id\":\"r\"}}",
        "{\"aliexpress_ds_product_get_response\":{\"result\":{\"a\":1},\"rsp_code\":\"200\"}}",
        "{\"code\":\"0\",\"request_id\":\"r\",\"aliexpress_ds_product_get_response\":{\"result\":{\"a\":1}}}",
        "{\"aliexpress_some_older_name_response\":{\"result\":{\"a\":1}}}",
        "{\"another_response\":{\"result\":{\"a\":2}},\"aliexpress_ds_product_get_response\":{\"result\":{\"a\":1}}}",
        "{\"result\":{\"a\":1},\"rsp_code\":\"200\"}"})
    void theEnvelopeIsTheExpectedOneElseTheOnlyOneElseTheAnswerItself(String answer) {
        assertThat(ask(PRODUCT, answer).path("result")).hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "aliexpress.ds.text.search | {\"code\":\"00\",\"data\":{\"products\":{}}}",
        "aliexpress.ds.category.get | {\"resp_result\":{\"resp_code\":200,\"resp_msg\":\"ok\",\"result\":{\"categories\":{\"category\":[]}}}}",
        "aliexpress.ds.freight.query | {\"result\":{\"success\":true,\"code\":200,\"msg\":\"Call succeeds\",\"delivery_options\":{}}}",
        "aliexpress.ds.freight.query | {\"result\":{\"success\":\"true\",\"code\":\"200\",\"delivery_options\":{}}}",
        "aliexpress.trade.ds.order.get | {\"result\":{\"order_status\":\"FINISH\"}}",
        "aliexpress.ds.order.tracking.get | {\"result\":{\"ret\":true,\"code\":\"\",\"msg\":\"\",\"data\":{}}}",
        "aliexpress.ds.order.tracking.get | {\"result\":{\"ret\":false,\"code\":\"1001\",\"msg\":\"TRACKING DATA NOT FOUND\"}}",
        "aliexpress.ds.order.tracking.get | {\"result\":{\"ret\":\"false\",\"code\":1001}}",
        "aliexpress.affiliate.product.query | {\"resp_result\":{\"resp_code\":405,\"resp_msg\":\"The result is empty\"}}"})
    void everySuccessIsAnAnswerHoweverItIsMarked(String method, String content) {
        assertThat(ask(method, "{\"" + method.replace('.', '_') + "_response\":" + content + "}")).hasToString(content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "605 | {\"aliexpress_ds_product_get_response\":{\"rsp_code\":605,\"rsp_msg\":\"ITEM_ID_NOT_FOUND\",\"request_id\":\"r-1\"}}",
        "602 | {\"aliexpress_ds_product_get_response\":{\"rsp_code\":\"602\",\"rsp_msg\":\"not allowed\",\"request_id\":\"r-1\"}}",
        "404 | {\"rsp_code\":404,\"rsp_msg\":\"System Error\",\"request_id\":\"r-1\"}",
        "501 | {\"aliexpress_ds_freight_query_response\":{\"result\":{\"success\":false,\"code\":501,\"msg\":\"DELIVERY_INFO_EMPTY\"},\"request_id\":\"r-1\"}}",
        "505 | {\"x_response\":{\"result\":{\"success\":\"false\",\"code\":\"505\",\"msg\":\"NOT_AVAILABLE\"},\"request_id\":\"r-1\"}}",
        "401 | {\"x_response\":{\"resp_result\":{\"resp_code\":401,\"resp_msg\":\"not registered\"},\"request_id\":\"r-1\"}}",
        "UNREADABLE_ANSWER | {\"x_response\":{\"result\":{\"success\":false,\"code\":200,\"msg\":\"what now\"},\"request_id\":\"r-1\"}}",
        "UNREADABLE_ANSWER | {\"x_response\":{\"result\":{\"ret\":false,\"msg\":\"what now\"},\"request_id\":\"r-1\"}}",
        "IncompleteSignature | {\"error_response\":{\"type\":\"ISV\",\"code\":\"IncompleteSignature\",\"msg\":\"no\",\"request_id\":\"r-1\"}}",
        "IncompleteSignature | {\"type\":\"ISV\",\"code\":\"IncompleteSignature\",\"message\":\"no\",\"request_id\":\"r-1\"}",
        "isv.insufficient-permission | {\"error_response\":{\"code\":\"15\",\"type\":\"ISP\",\"sub_code\":\"isv.insufficient-permission\","
            + "\"msg\":\"Remote service error\",\"sub_msg\":\"no\",\"request_id\":\"r-1\"}}",
        "isv.account-migration-check-fail | {\"error_response\":{\"code\":15,\"sub_code\":\"isv.account-migration-check-fail\",\"msg\":\"m\","
            + "\"request_id\":\"r-1\"}}",
        "15 | {\"code\":\"15\",\"type\":\"ISP\",\"message\":\"Remote service error\",\"sub_code\":\"isp.never-heard-of\",\"request_id\":\"r-1\"}"})
    void everyShapeOfARefusalIsRead(String code, String answer) {
        SupplierException refusal = refused(PRODUCT, answer);

        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getRequestId()).isEqualTo("r-1");
        assertThat(refusal.getMessage()).isNotBlank();
    }

    @Test
    void notShippedYetIsAnAnswerOfTrackingAlone() {
        assertThat(refused("aliexpress.trade.ds.order.get", "{\"result\":{\"ret\":false,\"code\":\"1001\",\"msg\":\"m\"}}").getCode())
                .isEqualTo("1001");
        assertThat(refused(TRACKING, "{\"result\":{\"ret\":false,\"code\":\"1002\",\"msg\":\"m\"}}")).isInstanceOf(UnknownCodeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"code\":\"ApiCallLimit\",\"type\":\"ISV\",\"message\":\"Api access frequency exceeds the limit. this ban will last 7 seconds\"}",
        "{\"error_response\":{\"code\":\"ApiCallLimit\",\"msg\":\"exceeds the limit. this ban will last 7 seconds\"}}",
        "{\"error_response\":{\"code\":\"7\",\"sub_code\":\"isp.top-flow-control-limited\",\"msg\":\"This ban will last for 7 more seconds\"}}",
        "{\"code\":\"0\",\"message\":\"this ban will last 7 seconds\"}"})
    void aBanLastsAsLongAsItSays(String answer) {
        assertThat(refused(PRODUCT, answer)).isInstanceOf(ThrottledException.class);
        assertThat(refused(PRODUCT, answer).getSaidWait()).isEqualTo(Duration.ofSeconds(7));
        assertThat(createRefused(answer)).isInstanceOf(ThrottledException.class);
    }

    @Test
    void aLimitThatNamesNoTimeIsWaitedOutForAMinute() {
        ThrottledException limit = (ThrottledException) refused(PRODUCT, "{\"code\":\"ApiCallLimit\",\"message\":\"too many\"}");

        assertThat(limit.getSaidWait()).isNull();
        assertThat(limit.getError().backOff().first()).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":true,\"order_list\":{\"number\":[8198352049851315]}}}}",
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":\"true\",\"order_list\":{\"number\":8198352049851315}}}}",
        "{\"aliexpress_trade_buy_placeorder_response\":{\"result\":{\"is_success\":true,\"order_list\":[\"8198352049851315\"]}}}",
        "{\"result\":{\"is_success\":true,\"error_msg\":\"OrderCreated, autoPay fail:APIPayFail\",\"order_list\":{\"number\":[8198352049851315]}}}"})
    void anOrderIsCreatedWhenItsNumberIsThere(String answer) {
        assertThat(AliExpressJson.texts(create(answer).path("result").path("order_list"))).containsExactly("8198352049851315");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":true}}}",
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":true,\"order_list\":{}}}}",
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":true,\"order_list\":{\"number\":[]}}}}",
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"order_list\":{\"number\":[1]}}}}",
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":false,\"error_code\":\"SKU_NOT_EXIST\",\"order_list\":{\"number\":[1]}}}}",
        "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":false,\"error_msg\":\"why not\"}}}",
        "{\"aliexpress_ds_order_create_response\":{}}", "{\"aliexpress_ds_order_create_response\":null}", "{}", "[]", "null", "",
        "{\"code\":\"0\"}", "<html>denied</html>", "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_succ"})
    void everythingElseThatIsNoDocumentedRefusalLeavesTheOutcomeOpen(String answer) {
        assertThat(createRefused(answer)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void anUndocumentedCodeKeepsTheUpstreamsOwnWords() {
        SupplierException refusal = createRefused("{\"result\":{\"is_success\":false,\"error_code\":\"B_NEW_CODE\",\"error_msg\":\"Bitte warten\"}}");

        assertThat(refusal).isInstanceOf(UnknownCodeException.class).hasMessage("Bitte warten");
        assertThat(refusal.getCode()).isEqualTo("B_NEW_CODE");
    }

    /** What each row means for a create: refused, so that it may be made again, or open. The class says what a read becomes. */
    private static final String BEHAVIOURS = """
            address        hold           refused | B_DROPSHIPPER_DELIVERY_ADDRESS_VALIDATE_FAIL B_DROPSHIPPER_DELIVERY_ADDRESS_CPF_CN_INVALID
            address        hold           refused | B_DROPSHIPPER_DELIVERY_ADDRESS_CPF_NOT_MATCH A002_INVALID_ZONE
            restriction    hold           refused | A005_INVALID_COUNTRIES 505 602
            route          requote        refused | DELIVERY_METHOD_NOT_EXIST ERROR_WHEN_BUILD_FOR_PLACE_ORDER
            stock          wait           refused | INVENTORY_HOLD_ERROR
            product        hold           refused | 501 605 SKU_NOT_EXIST PRODUCT_NOT_EXIST PRODUCT_OFF_SHELF PRODUCT_HAS_BEEN_DELETED
            product        hold           refused | A001_ORDER_CANNOT_BE_PLACED 405
            amount         hold           refused | PRICE_PAY_CURRENCY_ERROR
            promotion      hold           refused | A004_CANNOT_USER_COUPON
            account        hold           refused | BLACKLIST_BUYER_IN_LIST USER_ACCOUNT_DISABLED A003_SUSPICIOUS_BUYER A006_INVALID_ACCOUNT_INFO
            account        hold           refused | isv.account-migration-check-fail isv.insufficient-permission
            token          refresh-token  refused | 26 isv.invalid-authorization IllegalAccessToken InvalidAccessToken 27
            token          hold           refused | isv.402 IllegalRefreshToken InvalidRefreshToken InvalidCode AUTH_TYPE_UNSUPPORTED
            throttled      wait           refused | isp.top-flow-control-limited ApiCallLimit AppCallLimit SellerCallLimit 7
            configuration  hold           refused | 25 11 isv.permission-api-package-user-permission-not-granted 40 41 401
            configuration  hold           refused | IncompleteSignature InvalidSignature MissingParameter InvalidParameter InvalidAppKey
            configuration  hold           refused | UnsupportedParamMapping InvalidAppkey AppKeyNotExist AppNotSubscribed MissingPartner
            configuration  hold           refused | AppWhiteIpLimit InsufficientPermission InvalidApiPath InvalidApi
            transient      wait           refused | 1001 IllegalTimestamp InvalidTimestamp
            transient      wait           open    | REPEATED_ORDER_ERROR REMOTE_CREATE_ORDER_RESULT_ERROR 404 901 E0901
            transient      wait           open    | isp.service-unavailable SYSTEM SystemError InternalError ServiceTimeout ServiceUnavailable 15
            """;

    /** Rows that only the transport, our own reading or Alibaba.com's payment can mean. */
    private static final Set<String> OF_NO_ANSWER = Set.of("HTTP_429", "HTTP_401", "HTTP_403", "HTTP_4XX", "HTTP_5XX", "CONNECTION_REFUSED",
            "LEASE_OVER", "CONNECTION_LOST", "TIMEOUT", "UNREADABLE_ANSWER", "HTML_ANSWER", "NO_ANSWER_VALUE", "PAY_FAILED", "UNKNOWN");

    private record Row(String kind, String action, boolean open, String code) {
    }

    static Stream<Row> rows() {
        return BEHAVIOURS.lines().flatMap(line -> {
            String[] halves = line.split("\\|");
            String[] words = halves[0].strip().split(" +");
            return Arrays.stream(halves[1].strip().split(" ")).map(code -> new Row(words[0], words[1], words[2].equals("open"), code));
        });
    }

    @Test
    void everyRowThatAnAnswerCanMeanHasItsExpectation() {
        Set<String> inTable = TABLE.all().stream().filter(row -> Set.of("aliexpress", "any").contains(row.supplier())).map(ErrorCode::code)
                .filter(code -> !OF_NO_ANSWER.contains(code)).collect(Collectors.toSet());

        assertThat(rows().map(Row::code)).containsExactlyInAnyOrderElementsOf(inTable);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theGatewayAndTheServiceBehindItMayBothSayIt(Row row) {
        String code = row.code();
        for (String answer : List.of(
                "{\"error_response\":{\"type\":\"ISV\",\"code\":\"" + code + "\",\"msg\":\"said so\",\"request_id\":\"r-1\"}}",
                "{\"error_response\":{\"type\":\"ISP\",\"code\":\"15\",\"sub_code\":\"" + code + "\",\"msg\":\"Remote service error\"}}",
                "{\"type\":\"ISV\",\"code\":\"" + code + "\",\"message\":\"said so\",\"request_id\":\"r-1\"}",
                "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":false,\"error_code\":\"" + code + "\",\"error_msg\":\"m\"}}}",
                "{\"aliexpress_ds_order_create_response\":{\"result\":{\"success\":\"false\",\"code\":\"" + code + "\",\"msg\":\"m\"}}}",
                "{\"result\":{},\"rsp_code\":\"" + code + "\",\"rsp_msg\":\"m\"}")) {
            SupplierException read = refused(PRODUCT, answer);
            assertThat(read.getCode()).isEqualTo(code);
            assertThat(read.getError().kind()).isEqualTo(ErrorClass.valueOf(row.kind().toUpperCase(java.util.Locale.ROOT)));
            assertThat(read.getError().action().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')).isEqualTo(row.action());
            assertThat(read.getError().hint()).isNotBlank();
            assertThat(createRefused(answer)).as(answer).isInstanceOf(row.open() ? OutcomeUnknownException.class : read.getClass());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "400 | {\"code\":\"InvalidParameter\",\"message\":\"quantity\"} | InvalidParameter", "401 | {\"code\":\"401\",\"message\":\"no\"} | HTTP_401",
        "404 | {\"code\":404,\"message\":\"no route\"} | HTTP_4XX", "429 | slow down | HTTP_429", "403 | <html>denied</html> | HTTP_403",
        "500 | {\"aliexpress_ds_order_create_response\":{}} | HTTP_5XX", "502 | {\"code\":502} | HTTP_5XX",
        "503 | {\"error_response\":{\"code\":\"ServiceUnavailable\",\"msg\":\"m\"}} | ServiceUnavailable",
        "429 | {\"code\":\"ApiCallLimit\",\"message\":\"this ban will last 3 seconds\"} | ApiCallLimit"})
    void anHttpStatusCountsWhereTheGatewayItselfSaysNothing(int status, String body, String code) {
        assertThat(catchThrowableOfType(SupplierException.class, () -> read(AliExpressCall.read(PRODUCT, Map.of()), status, body)).getCode())
                .isEqualTo(code);
    }

    @Test
    void callsAreCountedByMethodAndResult() {
        double before = counted("ok");

        ask("aliexpress.ds.feedname.get", "{\"resp_result\":{\"resp_code\":200}}");

        assertThat(counted("ok")).isEqualTo(before + 1);
    }

    private static double counted(String result) {
        return METERS.counter("dropship.supplier.calls", "supplier", "aliexpress", "api", "aliexpress.ds.feedname.get", "result", result).count();
    }
}
