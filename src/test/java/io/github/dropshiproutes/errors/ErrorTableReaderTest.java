package io.github.dropshiproutes.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTableReaderTest {

    /** Correct; each test spoils one line of it. */
    private static final String TABLE = """
            backOffs:
              slow: {first: 1h, factor: 2, ceiling: 6h, attempts: 5, jitter: 0.1}
            codes:
              alibaba:
                130704:
                  meaning: Stale promotion.
                  class: promotion
                  action: wait
                  backOff: slow
                  hint: Ask the support.
                  refusal: true
                130608:
                  meaning: Ships from Mexico.
                  class: route
                  action: requote
                  dispatch: MX
                  backOff:
                    first: 0s
                    factor: 1.5
                    ceiling: 5m
                    attempts: unlimited
                    jitter: 1
                  hint: Look where it ships from.
                  refusal: true
              any:
                ApiCallLimit:
                  meaning: Too many calls.
                  class: throttled
                  action: wait
                  backOff: slow
                  hint: Fewer calls.
                  refusal: true
                TIMEOUT:
                  meaning: No answer.
                  class: transient
                  action: wait
                  backOff: slow
                  hint: Wait.
                  refusal: false
                UNKNOWN:
                  meaning: Nobody documented it.
                  class: unknown
                  action: hold
                  hint: Look it up.
                  refusal: false
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryFieldOfARow() throws IOException {
        ErrorCode row = ErrorCatalogue.load(file(TABLE)).find("alibaba", "130608");

        assertThat(row).isEqualTo(new ErrorCode("alibaba", "130608", ErrorClass.ROUTE, Action.REQUOTE, "MX",
                new BackOff(Duration.ZERO, 1.5, Duration.ofMinutes(5), Integer.MAX_VALUE, 1),
                "Ships from Mexico.", "Look where it ships from.", true));
    }

    @Test
    void aBackOffNamedOnceHoldsForEveryRowThatNamesIt() throws IOException {
        ErrorCatalogue catalogue = ErrorCatalogue.load(file(TABLE.replace("first: 1h", "first: 2h")));

        assertThat(catalogue.find("alibaba", "130704").backOff().first()).isEqualTo(Duration.ofHours(2));
        assertThat(catalogue.find("any", "TIMEOUT").backOff().first()).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest(name = "line {0}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2  | factor: 2          | factor: 0.5          | 'factor' cannot be '0.5'; allowed: a number from 1 to 100
            2  | factor: 2          | factor: -2           | 'factor' cannot be '-2'; allowed: a number from 1 to 100
            2  | first: 1h          | first: 1 hour        | 'first' cannot be '1 hour'; allowed: a whole number and s, m or h
            2  | first: 1h          | first: -1h           | 'first' cannot be '-1h'; allowed: a whole number and s, m or h
            2  | first: 1h          | first: 9h            | 'ceiling' must not be shorter than 'first'
            2  | ceiling: 6h        | ceiling: 721h        | 'ceiling' cannot be '721h'
            2  | attempts: 5        | attempts: -1         | 'attempts' cannot be '-1'; allowed: a whole number from 0
            2  | jitter: 0.1        | jitter: 1.5          | 'jitter' cannot be '1.5'; allowed: a number from 0 to 1
            2  | , jitter: 0.1      | ""                   | back-off slow lacks 'jitter'
            2  | jitter: 0.1        | jiter: 0.1           | back-off slow has the unknown key 'jiter'; allowed: first, factor
            4  | alibaba:           | alibabba:            | unknown key 'alibabba'; allowed: alibaba, aliexpress, shopify, any
            6  | meaning: Stale promotion. | meanings: Stale.   | alibaba 130704 has the unknown key 'meanings'; allowed: meaning, class
            6  | meaning: Stale promotion. | meanings: Stale.   | alibaba 130704 lacks 'meaning'
            7  | class: promotion   | class: promo         | 'class' cannot be 'promo'; allowed: throttled, token, transient
            8  | action: wait       | action: WAIT         | 'action' cannot be 'WAIT'; allowed: wait, requote, next-dispatch
            8  | action: wait       | action: split        | action 'split' does not fit class 'promotion'; allowed: wait, hold
            9  | backOff: slow      | backOff: slowly      | 'backOff' cannot be 'slowly'; allowed: slow, or a mapping of its own
            9  | backOff: slow      | backOff: [slow]      | alibaba 130704 backOff must be a mapping
            9  | backOff: slow      | backOff: {first: 1h, factor: 1, ceiling: 1h, attempts: 0, jitter: 0} | a back-off with at least 1
            10 | hint: Ask the support. | hint: " "        | alibaba 130704: 'hint' must be a text that is not blank
            10 | hint: Ask the support. | hint: [a, b]     | alibaba 130704: 'hint' must be a text that is not blank
            11 | refusal: true      | refusal: yes         | 'refusal' cannot be 'yes'; allowed: true, false
            12 | 130608:            | 130704:              | alibaba has '130704' twice, first in line 5
            16 | action: requote    | action: next-dispatch | 'dispatch' is for action 'requote' only
            16 | action: requote    | action: hold         | 'dispatch' is for action 'requote' only
            17 | action: requote    | action: hold         | action 'hold' repeats nothing, so 'backOff' must not be there
            16 | dispatch: MX       | dispatch: UK         | 'dispatch' cannot be 'UK'; allowed: an ISO 3166 country
            """)
    void aMistakeIsNamedWithItsLineAndWhatIsAllowed(int line, String right, String wrong, String message) throws IOException {
        Path file = file(spoilt(right, wrong == null ? "" : wrong));

        ErrorTableException stopped = catchThrowableOfType(ErrorTableException.class, () -> ErrorCatalogue.load(file));

        assertThat(stopped).isNotNull();
        assertThat(stopped.getMistakes()).anySatisfy(mistake -> assertThat(mistake).startsWith(file + ":" + line + ": ").contains(message));
    }

    @Test
    void everyMistakeOfTheFileIsInOneMessage() throws IOException {
        Path file = file(spoilt("class: promotion", "class: promo")
                .replace("factor: 2", "factor: 0").replace("dispatch: MX", "dispatch: XX"));

        ErrorTableException stopped = catchThrowableOfType(ErrorTableException.class, () -> ErrorCatalogue.load(file));

        assertThat(linesOf(stopped)).containsExactly(2, 7, 16);
        assertThat(stopped).hasMessageContainingAll("factor", "promo", "XX");
    }

    @Test
    void anAnswerThatNeverSaysWhetherTheSupplierActedCannotBeCalledARefusal() throws IOException {
        Path file = file(TABLE.replace("hint: Wait.\n      refusal: false", "hint: Wait.\n      refusal: true"));

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageContaining(":39: any TIMEOUT: 'refusal' must be false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "ApiCallLimit"})
    void aTableWithoutTheRowsTheCatalogueFallsBackOnIsRefused(String code) throws IOException {
        Path file = file(TABLE.replace(code, "Other"));

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageContaining("the row " + code + " is missing");
    }

    @Test
    void theRowForBansMustBeAThrottlingOne() throws IOException {
        Path file = file(TABLE.replace("class: throttled", "class: transient"));

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageContaining(":28: any ApiCallLimit: 'class' must be 'throttled'");
    }

    @Test
    void brokenYamlNamesTheLine() throws IOException {
        Path file = file(TABLE.replace("    130608:", "   130608:"));

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageStartingWith(file + ":12: no valid YAML");
    }

    @Test
    void aControlCharacterNamesTheLine() throws IOException {
        Path file = file(TABLE.replace("Stale promotion", "Stale \u0007 promotion"));

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageStartingWith(file + ":6: no valid YAML: the character U+0007");
    }

    @Test
    void aliasesAreRefusedBeforeTheyMultiply() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        Path file = file(bomb.toString());

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageStartingWith(file + ":2: aliases (*name) are not allowed");
    }

    @Test
    void deepNestingIsAMistakeAndNoStackOverflow() throws IOException {
        Path file = file("\n" + "[".repeat(1_000_000));

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageStartingWith(file + ":2: nested more than 20 levels deep");
    }

    @Test
    void aFileOverOneMebibyteIsRefused() throws IOException {
        Path file = file(TABLE + "#".repeat(1024 * 1024));

        assertThatThrownBy(() -> ErrorCatalogue.load(file)).isInstanceOf(ErrorTableException.class)
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void anEmptyABinaryAndAMissingFileSaySo() throws IOException {
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> ErrorCatalogue.load(file(""))).hasMessageContaining("is empty");
        assertThatThrownBy(() -> ErrorCatalogue.load(binary)).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> ErrorCatalogue.load(folder.resolve("nowhere.yaml"))).isInstanceOf(ErrorTableException.class)
                .hasMessageContaining("nowhere.yaml:1: the file cannot be read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("error-codes.yaml"), text, StandardCharsets.UTF_8);
    }

    private static String spoilt(String right, String wrong) {
        int at = TABLE.indexOf(right);
        assertThat(at).as("'%s' stands in the table", right).isNotNegative();
        return TABLE.substring(0, at) + wrong + TABLE.substring(at + right.length());
    }

    private static List<Integer> linesOf(ErrorTableException stopped) {
        return stopped.getMistakes().stream()
                .map(mistake -> Integer.valueOf(mistake.replaceFirst("^.*?\\.yaml:(\\d+): .*$", "$1"))).toList();
    }
}
