package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class OrderReadTest {

    private static JsonNode page(String updatedAt, long line, boolean more) {
        try {
            return new ObjectMapper().readTree("""
                    {"order":{"id":"gid://shopify/Order/7","updatedAt":"%s","lineItems":{"pageInfo":{"hasNextPage":%s,"endCursor":"c"},
                    "nodes":[{"id":"gid://shopify/LineItem/%d","quantity":1}]}}}""".formatted(updatedAt, more, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anOrderThatChangesBetweenTwoPagesIsReadFromItsBeginning() {
        OrderRead read = new OrderRead("s", "7");

        read.take(page("2026-11-01T00:00:00Z", 1, true));
        assertThat(read.variables().get("after").asText()).isEqualTo("c");
        assertThat(read.take(page("2026-11-01T00:00:01Z", 2, false))).isTrue();
        assertThat(read.variables().get("after").isNull()).isTrue();
        assertThat(read.isUnfinished()).isTrue();

        read.take(page("2026-11-01T00:00:01Z", 3, true));
        read.take(page("2026-11-01T00:00:01Z", 4, false));
        assertThat(read.payload().get("line_items").findValuesAsText("id")).containsExactly("3", "4");
        assertThat(read.isUnfinished()).isFalse();
    }

    @Test
    void oneThatNeverRestsIsGivenUp() {
        OrderRead read = new OrderRead("s", "7");
        boolean goesOn = true;
        int second = 0;
        while (goesOn && second < 50) {
            goesOn = read.take(page("2026-11-01T00:00:%02dZ".formatted(second++), second, true));
        }
        assertThat(second).isLessThan(20);
    }

    @Test
    void theSameContentIsTheSameMessage() {
        OrderRead one = new OrderRead("s", "7");
        OrderRead same = new OrderRead("s", "7");
        OrderRead other = new OrderRead("s", "7");
        one.take(page("2026-11-01T00:00:00Z", 1, false));
        same.take(page("2026-11-01T00:00:00Z", 1, false));
        other.take(page("2026-11-01T00:00:00Z", 2, false));

        assertThat(one.getMessageKey()).isEqualTo(same.getMessageKey()).isNotEqualTo(other.getMessageKey()).startsWith("shopify:s:read:7:");
    }
}
