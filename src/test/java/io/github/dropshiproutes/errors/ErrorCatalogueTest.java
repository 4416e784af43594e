package io.github.dropshiproutes.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue over the table that is shipped. */
class ErrorCatalogueTest {

    private static final ErrorCatalogue CATALOGUE = ErrorCatalogue.load(Path.of("routes", "errors", "error-codes.yaml"));

    /** The error table of the guide. */
    private static final List<String> DOCUMENTED = List.of("110001", "10010", "130602", "130608", "480006", "10007", "410006", "130704",
            "130106", "130703", "120019", "800022", "10012", "4015", "140004", "10005", "400007", "430013");
    private static final List<String> OBSERVED = List.of("7", "27", "4027", "4028", "4016", "4012", "300000", "430005", "1000", "15",
            "2005", "400", "500");
    private static final List<String> GATEWAY = List.of("IllegalAccessToken", "InvalidAccessToken", "IllegalRefreshToken",
            "InvalidRefreshToken", "InvalidCode", "AUTH_TYPE_UNSUPPORTED", "ApiCallLimit", "AppCallLimit", "SellerCallLimit", "901",
            "IncompleteSignature", "InvalidSignature", "IllegalTimestamp", "InvalidTimestamp", "MissingParameter", "InvalidParameter",
            "InvalidAppKey", "AppKeyNotExist", "AppNotSubscribed", "MissingPartner", "AppWhiteIpLimit", "InsufficientPermission",
            "InvalidApiPath", "InvalidApi", "ServiceTimeout", "SYSTEM");
    private static final List<String> PAYMENT = List.of("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "ORDER_HAVE_PAID", "50006",
            "ORDER_STATUS_ERROR", "PAY_FAILED");
    private static final List<String> TRANSPORT = List.of("HTTP_401", "HTTP_403", "HTTP_429", "HTTP_4XX", "HTTP_5XX", "TIMEOUT",
            "CONNECTION_REFUSED", "CONNECTION_LOST", "LEASE_OVER", "UNREADABLE_ANSWER", "HTML_ANSWER", "NO_ANSWER_VALUE");

    @ParameterizedTest
    @MethodSource("everyCodeWeKnow")
    void everyCodeOfGuideAndFactsHasARowOfItsOwn(String code) {
        assertThat(CATALOGUE.find("alibaba", code).kind()).isNotEqualTo(ErrorClass.UNKNOWN);
    }

    static Stream<String> everyCodeWeKnow() {
        return Stream.of(DOCUMENTED, OBSERVED, GATEWAY, PAYMENT, TRANSPORT).flatMap(List::stream);
    }

    @Test
    void everyHintTellsAPersonWhatToDoInASentenceOrTwo() {
        assertThat(CATALOGUE.all()).filteredOn(row -> !row.supplier().equals("own")).allSatisfy(row -> {
            assertThat(row.meaning()).as("meaning of %s", row.code()).matches("[A-Z].{8,160}\\.");
            assertThat(row.hint()).as("hint of %s", row.code()).matches("[A-Z].{15,240}\\.").doesNotContain(row.meaning());
        });
    }

    @Test
    void everyReasonOfOurOwnIsExplainedToo() {
        assertThat(CATALOGUE.all()).filteredOn(row -> row.supplier().equals("own")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.code()).matches("[A-Z]+(_[A-Z]+)*");
            assertThat(row.meaning()).as("meaning of %s", row.code()).matches("[A-Z].{8,160}");
            assertThat(row.hint()).as("hint of %s", row.code()).matches("[A-Z].{8,240}\\.");
        });
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "130704, promotion, wait", "130703, stock, next-dispatch", "140004, stock, next-dispatch", "10010, route, requote",
        "10012, route, requote", "130602, route, requote", "4028, route, requote", "430005, amount, requote", "130608, route, requote",
        "IllegalTimestamp, transient, wait", "IllegalAccessToken, token, refresh-token", "InvalidAccessToken, token, refresh-token",
        "27, token, refresh-token", "HTTP_401, token, refresh-token", "ApiCallLimit, throttled, wait", "7, throttled, wait",
        "HTTP_429, throttled, wait", "SYSTEM, transient, wait", "HTTP_5XX, transient, wait", "480006, amount, split",
        "430013, amount, hold", "4016, route, next-dispatch", "4015, restriction, next-dispatch", "120019, restriction, next-dispatch",
        "NEVER_PAY_SUCCESS_IN_DROPSHIPER, payment, pay-by-hand", "50006, payment, pay-by-hand", "ORDER_HAVE_PAID, payment, settle",
        "110001, account, hold", "300000, account, hold", "800022, address, hold", "130106, product, hold", "10005, product, hold",
        "10007, quantity, hold", "410006, quantity, hold", "4027, quantity, hold", "400007, restriction, hold",
        "IncompleteSignature, configuration, hold", "InsufficientPermission, configuration, hold", "4012, configuration, hold"})
    void aKnownCodeIsHandledTheDocumentedWay(String code, String kind, String action) {
        ErrorCode row = CATALOGUE.find("alibaba", code);

        assertThat(Section.spelled(row.kind())).isEqualTo(kind);
        assertThat(Section.spelled(row.action())).isEqualTo(action);
    }

    @Test
    void mexicoIsAskedFirstForTheCodeThatDemandsIt() {
        assertThat(CATALOGUE.find("alibaba", "130608").dispatch()).isEqualTo("MX");
        assertThat(CATALOGUE.find("alibaba", "10010").dispatch()).isNull();
    }

    @Test
    void aStalePromotionIsTriedAgainLateAndAnEmptyStockAfterHours() {
        assertThat(CATALOGUE.find("alibaba", "130704").backOff().first()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        assertThat(CATALOGUE.find("alibaba", "130703").backOff().first()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        assertThat(CATALOGUE.find("alibaba", "130703").backOff().attempts()).isPositive();
    }

    @Test
    void aRestrictionThatNoDispatchCountryLiftsIsHeldAtOnce() {
        assertThat(CATALOGUE.find("alibaba", "4015").backOff().exhausted(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMEOUT", "CONNECTION_LOST", "HTTP_5XX", "HTTP_4XX", "UNREADABLE_ANSWER", "HTML_ANSWER", "NO_ANSWER_VALUE",
        "ServiceTimeout", "SYSTEM", "1000", "15", "500", "2005", "neverSeen"})
    void anAnswerThatLeavesTheOutcomeOpenIsNoRefusal(String code) {
        assertThat(CATALOGUE.find("alibaba", code).refusal()).isFalse();
    }

    @Test
    void whatTheGatewayOrTheBusinessRefusedIsARefusal() {
        Set<ErrorClass> mayBeOpen = Set.of(ErrorClass.TRANSIENT, ErrorClass.UNKNOWN);
        assertThat(CATALOGUE.all()).filteredOn(row -> !mayBeOpen.contains(row.kind()) && !row.code().equals("HTTP_4XX"))
                .allMatch(ErrorCode::refusal);
        assertThat(CATALOGUE.find("alibaba", "CONNECTION_REFUSED").refusal()).isTrue();
        assertThat(CATALOGUE.find("alibaba", "LEASE_OVER").refusal()).isTrue();
    }

    @Test
    void theSuppliersOwnRowIsFoundBeforeTheCommonOneAndOtherSuppliersRowsAreNot() {
        assertThat(CATALOGUE.find("alibaba", "130703").supplier()).isEqualTo("alibaba");
        assertThat(CATALOGUE.find("alibaba", "ApiCallLimit").supplier()).isEqualTo("any");
        assertThat(CATALOGUE.find("aliexpress", "130703").kind()).isEqualTo(ErrorClass.UNKNOWN);
    }

    @Test
    void anUndocumentedCodeIsHeldUnderItsOwnName() {
        ErrorCode row = CATALOGUE.find("alibaba", "987654");

        assertThat(row.supplier()).isEqualTo("alibaba");
        assertThat(row.code()).isEqualTo("987654");
        assertThat(row.kind()).isEqualTo(ErrorClass.UNKNOWN);
        assertThat(row.action()).isEqualTo(Action.HOLD);
        assertThat(row.hint()).isNotBlank();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void anAnswerWithoutACodeIsUnknownToo(String code) {
        assertThat(CATALOGUE.find("alibaba", code).code()).isEqualTo("NO_CODE");
    }

    @Test
    void aCodeOrMessageThatNoColumnCouldHoldIsMadeHarmless() {
        ErrorCode row = CATALOGUE.find("alibaba", "x\u0000y\n" + "z".repeat(500));
        SupplierException exception = CATALOGUE.exception(row, "a\u0000b\r\nc" + "d".repeat(5000), "r-1");

        assertThat(row.code()).startsWith("x y z").hasSizeLessThanOrEqualTo(100);
        assertThat(exception.getMessage()).startsWith("a b cd").hasSizeLessThanOrEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void everyClassHasAnExceptionTypeOfItsOwn(ErrorClass kind) {
        ErrorCode row = new ErrorCode("alibaba", "1", kind, Action.HOLD, null, BackOff.NONE, "m", "h", true);
        SupplierException exception = CATALOGUE.exception(row, "said so", "r-1");

        String name = exception.getClass().getSimpleName().replaceFirst("(Code)?Exception$", "");
        assertThat(name).isEqualToIgnoringCase(kind.name());
        assertThat(exception).hasMessage("said so");
        assertThat(exception.getError()).isEqualTo(row);
        assertThat(exception.getRequestId()).isEqualTo("r-1");
        assertThat(exception.getSaidWait()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Api access frequency exceeds the limit. this ban will last 1 seconds | 1",
        "This ban will last for 2 more seconds | 2",
        "THIS BAN WILL LAST FOR 1 MORE SECOND | 1",
        "this ban will last 0 seconds | 0",
        "this ban will last 99999999999999999999 seconds | 86400"})
    void throttlingWaitsWhatTheAnswerSays(String message, long seconds) {
        SupplierException exception = CATALOGUE.exception(CATALOGUE.find("alibaba", "7"), message, null);

        assertThat(exception).isInstanceOf(ThrottledException.class);
        assertThat(exception.getSaidWait()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "neverSeen", "IllegalAccessToken"})
    void anAnnouncedBanIsThrottlingWhateverTheCode(String code) {
        SupplierException exception = CATALOGUE.exception(CATALOGUE.find("alibaba", code), "this ban will last 3 seconds", null);

        assertThat(exception).isInstanceOf(ThrottledException.class);
        assertThat(exception.getCode()).isEqualTo(code);
        assertThat(exception.getError().action()).isEqualTo(Action.WAIT);
        assertThat(exception.getError().refusal()).isTrue();
        assertThat(exception.getSaidWait()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anAnnouncedBanDoesNotMakeAnOpenOutcomeARefusal() {
        SupplierException exception = CATALOGUE.exception(CATALOGUE.find("alibaba", "15"), "This ban will last for 2 more seconds", null);

        assertThat(exception).isInstanceOf(ThrottledException.class);
        assertThat(exception.getError().refusal()).isFalse();
    }
}
