package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.ErrorClass;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendShopifyTest extends ShopCalls {

    @Test
    void theAnswersDataIsTheBody() {
        Exchange exchange = read("send-shopify");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(JsonNode.class).at("/locations/nodes")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"402, HTTP_402, ACCOUNT", "403, HTTP_403, CONFIGURATION", "404, HTTP_404, CONFIGURATION", "423, HTTP_423, CONFIGURATION",
        "429, HTTP_429, THROTTLED", "430, HTTP_430, CONFIGURATION", "418, HTTP_4XX, CONFIGURATION", "500, HTTP_5XX, TRANSIENT",
        "302, UNREADABLE_ANSWER, TRANSIENT"})
    void everyStatusGoesByTheTable(int status, String code, ErrorClass kind) {
        fault(Fault.at(LOCATIONS, FaultAction.STATUS).withHttpStatus(status));

        assertThat(failure(read("send-shopify"))).satisfies(failure -> {
            assertThat(failure.getCode()).isEqualTo(code);
            assertThat(failure.getError().kind()).isEqualTo(kind);
            assertThat(failure.getError().hint()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({"ACCESS_DENIED, CONFIGURATION", "INTERNAL_SERVER_ERROR, TRANSIENT", "MAX_COST_EXCEEDED, CONFIGURATION", "SHOP_INACTIVE, ACCOUNT",
        "undefinedField, CONFIGURATION", "NEVER_HEARD_OF, UNKNOWN"})
    void everyErrorCodeGoesByTheTable(String code, ErrorClass kind) {
        fault(Fault.code(LOCATIONS, code, "in Shopify's own words"));

        assertThat(failure(read("send-shopify"))).hasMessageContaining("own words").satisfies(failure -> {
            assertThat(failure.getCode()).isEqualTo(code);
            assertThat(failure.getError().kind()).isEqualTo(kind);
        });
    }

    @ParameterizedTest
    @CsvSource({"DROP_BEFORE, CONNECTION_LOST", "GARBAGE, UNREADABLE_ANSWER", "TRUNCATE, CONNECTION_LOST", "EMPTY_VALUE, NO_ANSWER_VALUE"})
    void whatIsNoAnswerIsSaid(FaultAction action, String code) {
        fault(Fault.at(LOCATIONS, action));

        assertThat(failure(read("send-shopify")).getCode()).isEqualTo(code);
    }
}
