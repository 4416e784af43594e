package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two lines are different things only when that is certain: whatever may be the same is not bought twice. */
class OrderedLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"14:193#Blue | 14:193 | true", "14:193#Blue | 14:193#Bleu | true", "14:193#Blue | 14:29#Red | false",
        "14:193;183:2 | 183:2;14:193#Blue | true", "14:193 | | true", " | 14:193 | true", " | | true", "14:193 | 14:193;183:2 | false"})
    void variantsAreTheSameUnlessTheirAttributesDiffer(String one, String other, boolean same) {
        assertThat(new OrderedLine("1", one, 1, 1, null).mayBe("1", other)).isEqualTo(same);
        assertThat(new OrderedLine("1", other, 1, 1, null).mayBe("1", one)).isEqualTo(same);
        assertThat(new OrderedLine("1", one, 1, 1, null).mayBe("2", other)).isFalse();
    }

    @Test
    void aDoorIsTheSameHoweverItIsWritten() {
        Address one = new Address("John Doe", null, "123 Main St", null, "New York", "New York", "NY", "10001", "United States", "US", "1");
        Address same = new Address("john  doe", "Inc", "123 Main St.", "", "NEW YORK", null, null, "10001", "USA", "US", null);
        Address next = new Address("John Doe", null, "125 Main St", null, "New York", "New York", "NY", "10001", "United States", "US", "1");

        assertThat(one.isSameDoor(same)).isTrue();
        assertThat(one.isSameDoor(next)).isFalse();
    }
}
