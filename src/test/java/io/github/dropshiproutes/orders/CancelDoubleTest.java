package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.LedgerEntry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CancelDoubleTest extends StageTest {

    @Test
    void aDoubleIsCancelledAtTheSupplierAndNotedAsClosed() {
        pause("cancel-doubles");
        Object id = walkedTo("placed", cups(1)).get("id");
        String trade = tradeId(id);
        sql("UPDATE trade SET role = 'surplus'");

        resume("cancel-doubles");

        Awaitility.await().until(() -> ask("SELECT closed_at IS NOT NULL FROM trade", Boolean.class));
        assertThat(ledger().cancelled()).extracting(LedgerEntry::tradeId).containsExactly(trade);
        assertThat(ledger().paid()).isEmpty();
    }
}
