package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From product and stock to carrier and total, and everything that is refused before anything is bought. */
class AliexpressQuoteTest extends AliExpressTestCase {

    @ParameterizedTest
    @CsvSource({AliExpressCatalogue.OUT_OF_STOCK + ", 14:10#Red, SOLD_OUT", AliExpressCatalogue.OFF_SHELF + ", 14:10#Red, 602",
        AliExpressCatalogue.NO_ROUTE + ", 14:10#Red, 505", AliExpressCatalogue.UNKNOWN + ", 14:10#Red, 605",
        AliExpressCatalogue.NOT_TO_US + ", 14:10#Red, 602", AliExpressCatalogue.GUIDE + ", 14:1#Never, SKU_NOT_FOUND",
        AliExpressCatalogue.GUIDE + ",, SKU_REQUIRED"})
    void whatCannotBeBoughtIsSaid(String product, String attr, String code) {
        walk.send("orders/paid", order().line(sku(product, attr == null ? "" : attr), 1, "39.90"));

        await().until(() -> walk.purchases().stream().map(p -> String.valueOf(p.get("reason_code"))).toList(), List.of(code)::equals);
        assertThat(ledger().calls(CREATE_ORDER)).isEmpty();
    }

    @Test
    void aProductWithoutVariantsNeedsNone() {
        Map<String, Object> quoted = walkedTo("quoted", order().line(sku(AliExpressCatalogue.SINGLE, ""), 2, "39.90"));

        assertThat((BigDecimal) quoted.get("quoted_total")).isEqualByComparingTo("14.90");
    }

    @Test
    void manyPiecesCostLessEach() {
        Map<String, Object> quoted = walkedTo("quoted",
                order().line(sku(AliExpressCatalogue.WHOLESALE, AliExpressCatalogue.WHOLESALE_ATTR), 10, "39.90"));

        assertThat((BigDecimal) quoted.get("quoted_total")).isEqualByComparingTo("57.80");
    }

    @Test
    void severalCurrenciesAreSeveralOrders() {
        walk.send("orders/paid", order().line(MAT, 1, "39.90").line(sku(AliExpressCatalogue.EUR_ONLY, AliExpressCatalogue.EUR_ONLY_ATTR), 1, "39.90"));

        await().until(() -> walk.purchases().stream().map(p -> String.valueOf(p.get("reason_code"))).sorted().toList(),
                List.of("NO_EXCHANGE_RATE", "PAY_BY_HAND")::equals);
    }

    @Test
    void anAddressThatWouldBeRefusedIsHeldBeforeAnythingIsAsked() {
        walk.send("orders/paid", mats(1).addressField("name", "Mary Ann Smith").addressField("first_name", "Mary Ann"));

        Map<String, Object> held = awaitHeld("ADDRESS_NOT_ACCEPTED");
        assertThat((String) held.get("reason")).contains("\"name\"").contains("exactly one space").doesNotContain("Smith");
        assertThat(ledger().calls(GET_PRODUCT)).isEmpty();
    }
}
