package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines that are one order, and lines that are not. */
class QuoteAliexpressLinesTest extends AliExpressTestCase {

    @Test
    void linesOfTheSameVariantAreAskedForTogether() {
        walkedTo("quoted", order().line(MAT, 1, "39.90").line(MAT, 2, "39.90"));

        assertThat(ledger().calls(QUERY_FREIGHT)).hasSize(1);
        assertThat(ledger().calls(QUERY_FREIGHT).get(0).parameter("queryDeliveryReq")).contains("\"quantity\":\"3\"");
    }

    @Test
    void everyLineKeepsItsVariantPriceAndCarrier() {
        walkedTo("quoted", mats(1));

        assertThat(walk.jdbc().sql("SELECT sku_id || ' ' || sku_attr || ' ' || unit_price || ' ' || carrier_code FROM purchase_line")
                .query(String.class).list()).containsExactly("12000059493652163 14:193#Blue 24.99 CAINIAO_STANDARD");
    }
}
