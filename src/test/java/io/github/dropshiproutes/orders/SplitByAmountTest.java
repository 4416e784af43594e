package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class SplitByAmountTest extends StageTest {

    private static final String MACHINE = ShopifySamples.alibabaSku(Catalogue.GRAND, Catalogue.GRAND_SKU);

    @Test
    void linesArePartedSoThatEachPartFits() {
        Object id = walkedTo("quoted", walk.order().line(1L, MACHINE, 1, "9000.00").line(2L, MACHINE, 1, "9000.00")
                .line(3L, MACHINE, 1, "9000.00")).get("id");
        pause("quote-purchases");

        through("split-by-amount", handed("place", "quoted"));

        assertThat(pieces()).isEqualTo("planned 1, planned 2");
        assertThat(ask("SELECT count(DISTINCT reference) FROM purchase", Integer.class)).isEqualTo(2);
        assertThat(purchase(id)).containsEntry("claim_id", null).containsEntry("quoted_total", null);
        assertThat(ask("SELECT count(*) FROM purchase WHERE ship_to ->> 'city' = 'Beverly Hills'", Integer.class)).isEqualTo(2);
    }

    @Test
    void aLineThatIsTooLargeByItselfIsHeld() {
        Object id = walkedTo("quoted", walk.order().line(MACHINE, 3, "9000.00")).get("id");

        through("split-by-amount", handed("place", "quoted"));

        assertThat(purchase(id)).containsEntry("state", "held").containsEntry("reason_code", "AMOUNT_TOO_LARGE");
        assertThat(pieces()).isEqualTo("held 3");
    }

    @Test
    void aWorkerThatLostItsClaimSplitsNothing() {
        walkedTo("quoted", walk.order().line(MACHINE, 2, "9000.00").line(MACHINE, 1, "9000.00"));
        Exchange exchange = handed("place", "quoted");
        sql("UPDATE purchase SET claim_id = gen_random_uuid()");

        through("split-by-amount", exchange);

        assertThat(pieces()).isEqualTo("quoted 3");
    }
}
