package io.github.dropshiproutes.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dropshiproutes.suppliers.UnreadablePushException;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a push says, in the guide's shapes and in those that were seen; whatever else comes is refused in words. */
class AlibabaPushTest {

    private static AlibabaPush read(String json) {
        return AlibabaPush.read(json.getBytes(UTF_8));
    }

    @Test
    void theGuidesOrderMessageIsRead() {
        AlibabaPush push = read(SignedPush.ORDER);

        assertThat(push.topic()).isEqualTo("3/order");
        assertThat(push.tradeId()).isEqualTo("255201166001024316");
        assertThat(push.status()).isEqualTo("trade_close");
        assertThat(push.sellerId()).isEqualTo("200042360");
        assertThat(push.havanaId()).isEqualTo("17379911544");
        assertThat(push.happenedAt()).isEqualTo(Instant.ofEpochSecond(1650435537));
        assertThat(push.key()).isEqualTo("alibaba:order:255201166001024316:trade_close:2025-04-19 23:18:56");
    }

    @Test
    void theGuidesProductMessagesAreRead() {
        AlibabaPush added = read(SignedPush.PRODUCT);
        assertThat(added.topic()).isEqualTo("1/product");
        assertThat(added.productId()).isEqualTo("123456789");
        assertThat(added.word()).isEqualTo("ADD");
        assertThat(added.sellerId()).isNull();
        assertThat(added.key()).isEqualTo("alibaba:product:123456789::ADD::1650435537");

        AlibabaPush price = read(SignedPush.PRICE);
        assertThat(price.skuId()).isEqualTo("123456789");
        assertThat(price.value()).isEqualTo("11.00");
        assertThat(price.key()).isEqualTo("alibaba:product:123456789:123456789:PRICE_CHANGE:11.00:1650435537");
    }

    @Test
    void aProductsStatusIsReadByTheSameShape() {
        AlibabaPush push = read("""
                {"message_type":15,"data":{"product_id":123456789,"status":"PRODUCT_OFFLINE"},"timestamp":1603766859530}""");

        assertThat(push.topic()).isEqualTo("15/product");
        assertThat(push.word()).isEqualTo("PRODUCT_OFFLINE");
        assertThat(push.happenedAt()).isEqualTo(Instant.ofEpochMilli(1603766859530L));
    }

    @Test
    void aRetryThatIsNotByteIdenticalHasTheSameKeyAndALaterStatusAnother() {
        String retried = SignedPush.ORDER.replace("\n", "").replace("1650435537", "1650439999").replace("30160843", "30160844");

        assertThat(read(retried).key()).isEqualTo(read(SignedPush.ORDER).key());
        assertThat(read(SignedPush.ORDER.replace("trade_close", "delivering")).key()).isNotEqualTo(read(SignedPush.ORDER).key());
        assertThat(read(SignedPush.ORDER.replace("23:18:56", "23:18:57")).key()).isNotEqualTo(read(SignedPush.ORDER).key());
    }

    @Test
    void whatSaysNoTimeIsToldByItsBody() {
        AlibabaPush one = read("{\"message_type\":3,\"data\":{\"trade_id_str\":\"7\",\"status\":\"paid\"}}");
        AlibabaPush other = read("{\"message_type\":3,\"data\":{\"trade_id_str\":\"7\",\"status\":\"paid\"} }");

        assertThat(one.key()).startsWith("alibaba:body:").isNotEqualTo(other.key());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1650435537 | 2022-04-20T06:18:57Z", "1603766859530 | 2020-10-27T02:47:39.530Z",
        "'\"1650435537\"' | 2022-04-20T06:18:57Z", "'\"yesterday\"' | ", "0 | ", "-5 | ", "99999999999999999999 | ", "null | ", "{} | "})
    void theTimestampIsSecondsOrMillisecondsOrNothing(String timestamp, Instant expected) {
        assertThat(read("{\"message_type\":3,\"data\":{\"trade_id_str\":\"7\"},\"timestamp\":" + timestamp + "}").happenedAt())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'\"200042360\"' | 200042360", "200042360 | 200042360", "'\"BROADCAST\"' | ", "'\"null\"' | ",
        "null | ", "{} | ", "'\"\"' | "})
    void theSellerIsANumberATextOrNobody(String seller, String expected) {
        assertThat(read("{\"seller_id\":" + seller + ",\"message_type\":3,\"data\":{\"trade_id_str\":\"7\"}}").sellerId())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"message_type\":\"3\",\"data\":{\"trade_id_str\":255201166001024316}} | 3/order",
        "{\"message_type\":1,\"data\":{\"trade_id_str\":\"7\",\"status\":\"unpay\"}} | 1/order",
        "{\"message_type\":99,\"data\":{\"trade_id_str\":\"7\"}} | 99/order",
        "{\"message_type\":3,\"data\":{\"something\":\"7\"}} | 3/other",
        "{\"message_type\":\"nonsense\",\"data\":{}} | none/other",
        "{\"message_type\":-1} | none/other",
        "{\"trade_id_str\":\"7\"} | none/order",
        "{} | none/other"})
    void typeAndShapeAreToldApart(String json, String topic) {
        assertThat(read(json).topic()).isEqualTo(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "3", "null", "\"text\"", "{", "{\"a\":1}{\"a\":1}", "{\"data\":{},\"data\":{}}",
        "{\"data\":{\"trade_id_str\":{}}}", "{\"data\":{\"trade_id_str\":\"1; DROP TABLE inbox\"}}", "{\"data\":{\"trade_id_str\":1.5}}",
        "{\"data\":{\"productId\":\"12\"}}", "{\"data\":{\"productId\":\"x\",\"option\":\"ADD\"}}",
        "{\"data\":{\"productId\":\"12\",\"option\":\"A\\u0000DD\"}}", "{\"data\":{\"trade_id_str\":\"7\",\"status\":\"a b\"}}"})
    void whatCannotBeUnderstoodIsRefusedInWords(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadablePushException.class).message().isNotBlank().hasSizeLessThan(300);
    }

    @Test
    void whatIsRefusedNamesTheFieldAndWhatItMustBe() {
        assertThatThrownBy(() -> read("{\"data\":{\"productId\":\"x\",\"option\":\"ADD\"}}"))
                .hasMessage("field \"productId\" must be a product's id, but is \"x\"");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("{\"data\":" + "[".repeat(1_000_000))).isInstanceOf(UnreadablePushException.class);
    }

    @Property(tries = 2000)
    void arbitraryBytesAreReadOrRefused(@ForAll byte[] body) {
        isReadOrRefused(body);
    }

    @Property(tries = 2000)
    void pushesWithArbitraryFieldsAreReadOrRefused(@ForAll("pushes") String json) {
        isReadOrRefused(json.getBytes(UTF_8));
    }

    @Property(tries = 1000)
    void damagedPushesAreReadOrRefused(@ForAll byte damage, @ForAll int position) {
        byte[] body = SignedPush.PRICE.getBytes(UTF_8);
        body[Math.floorMod(position, body.length)] = damage;
        isReadOrRefused(body);
    }

    @Provide
    Arbitrary<String> pushes() {
        Arbitrary<String> value = Arbitraries.oneOf(Arbitraries.of("null", "{}", "[]", "true", "1e400", "-1", "\"null\"", "\"BROADCAST\""),
                Arbitraries.longs().map(String::valueOf), Arbitraries.doubles().map(String::valueOf),
                Arbitraries.strings().map(text -> "\"" + text.replace("\\", "").replace("\"", "").replaceAll("\\p{Cntrl}", "") + "\""));
        Arbitrary<String> name = Arbitraries.of("trade_id_str", "trade_id", "productId", "product_id", "skuId", "option", "value", "status",
                "order_status", "status_update_time", "timestamp", "message_type", "seller_id", "havana_id", "data");
        Arbitrary<String> members = Combinators.combine(name, value).as((field, it) -> "\"" + field + "\":" + it).list().ofMaxSize(8)
                .map(all -> String.join(",", all));
        return Combinators.combine(members, members).as((outer, inner) ->
                "{" + (outer.isEmpty() ? "" : outer + ",") + "\"data\":{" + inner + "}}");
    }

    private static void isReadOrRefused(byte[] body) {
        try {
            AlibabaPush push = AlibabaPush.read(body);
            assertThat(push.key()).hasSizeLessThan(400).doesNotContain("\0");
            assertThat(push.topic()).matches("(none|\\d{1,6})/(order|product|other)");
        } catch (UnreadablePushException refused) {
            assertThat(refused).message().isNotBlank();
        }
    }
}
