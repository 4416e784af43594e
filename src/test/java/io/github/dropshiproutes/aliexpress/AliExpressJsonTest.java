package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything AliExpress spells in two ways is read alike. */
class AliExpressJsonTest {

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"id\":1},{\"id\":2}]", "{\"category\":[{\"id\":1},{\"id\":2}]}", "{\"category\":[{\"id\":1},null,{\"id\":2}]}"})
    void aListIsAnArrayOrWrapped(String list) {
        assertThat(AliExpressJson.list(json(list))).hasToString("[{\"id\":1}, {\"id\":2}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"id\":1,\"n\":2}]", "{\"category\":{\"id\":1,\"n\":2}}", "{\"category\":[{\"id\":1,\"n\":2}]}", "{\"id\":1,\"n\":2}"})
    void aSingleElementMayStandBare(String list) {
        assertThat(AliExpressJson.list(json(list))).hasToString("[{\"id\":1,\"n\":2}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "\"\"", "{\"category\":[]}", "{\"category\":{}}", "[null]"})
    void whatIsMissingIsAnEmptyList(String list) {
        assertThat(AliExpressJson.list(json(list))).isEmpty();
        assertThat(AliExpressJson.list(json("{}").path("nothing"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"number\":[12000059493652163]}", "{\"number\":12000059493652163}", "{\"number\":\"12000059493652163\"}",
        "[12000059493652163]", "[\"12000059493652163\"]", "12000059493652163", "{\"number\":[\"12000059493652163\",null]}"})
    void numbersOfSeventeenDigitsAreWhole(String list) {
        assertThat(AliExpressJson.texts(json(list))).isEqualTo(List.of("12000059493652163"));
    }

    @Property
    void everyNumberOfAListIsKept(@ForAll @LongRange(min = 1, max = 99_999_999_999_999_999L) long first, @ForAll long second) {
        String[] wanted = {String.valueOf(first), String.valueOf(second)};

        assertThat(AliExpressJson.texts(json("{\"number\":[" + first + ",\"" + second + "\"]}"))).containsExactly(wanted);
        assertThat(AliExpressJson.texts(json("[" + first + "," + second + "]"))).containsExactly(wanted);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "'\"true\"',true", "'\"TRUE\"',true", "false,false", "'\"false\"',false"})
    void aFlagMayBeAText(String spelled, boolean meant) {
        assertThat(AliExpressJson.flag(json("{\"f\":" + spelled + "}"), "f")).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"yes\"", "{}", "[true]"})
    void whatIsNoFlagIsNeitherTrueNorFalse(String spelled) {
        assertThat(AliExpressJson.flag(json("{\"f\":" + spelled + "}"), "f")).isNull();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"`\"5.78\"`,5.78", "5.78,5.78", "`\"\\\"5.78\\\"\"`,5.78", "`\" 5 \"`,5", "0,0"})
    void anAmountMayCarryQuotesOfItsOwn(String spelled, String meant) {
        assertThat(AliExpressJson.money(json("{\"m\":" + spelled + "}"), "m")).isEqualByComparingTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"3,29€\"", "-1", "\"1e9\"", "\"5.78.1\"", "{}", "\"NaN\""})
    void whatIsNoAmountIsNone(String spelled) {
        assertThat(AliExpressJson.money(json("{\"m\":" + spelled + "}"), "m")).isNull();
    }

    @Test
    void numbersAndTextsAreReadFromBothSpellings() {
        JsonNode node = json("{\"a\":27,\"b\":\"27\",\"c\":\"5000+\",\"d\":1005008177221739}");

        assertThat(AliExpressJson.number(node, "a")).isEqualByComparingTo(AliExpressJson.number(node, "b"));
        assertThat(AliExpressJson.number(node, "c")).isNull();
        assertThat(AliExpressJson.text(node, "d")).isEqualTo("1005008177221739");
    }
}
