package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What cannot be told is told later, and left at last, with a notice. */
class TellSupplierTest extends CatalogTestCase {

    private void event(int attempts) {
        walk.jdbc().sql("INSERT INTO told_event (shop, product_id, kind, attempts) VALUES (?, '1600124642247', 'PRODUCT_LISTED', ?)")
                .params(SandboxOptions.SHOP, attempts).update();
    }

    @Test
    void aRefusedEventIsToldLater() {
        walk.sandbox().faults().add(Fault.code(TellSuppliersTest.EVENTS, "500", "system error"));
        event(0);
        await().until(() -> ask("SELECT count(*) FROM told_event WHERE attempts = 1 AND reason IS NOT NULL", Integer.class) == 1);

        walk.move(Duration.ofMinutes(3));

        await().until(() -> ask("SELECT count(*) FROM told_event WHERE told_at IS NOT NULL", Integer.class) == 1);
        assertThat(notices()).isEmpty();
    }

    @Test
    void theTenthRefusalEndsItWithANotice() {
        walk.sandbox().faults().add(Fault.code(TellSuppliersTest.EVENTS, "500", "system error").always());
        event(9);

        await().until(() -> ask("SELECT count(*) FROM catalog_notice WHERE kind = 'untold'", Integer.class) == 1);
        assertThat(ask("SELECT next_attempt_at IS NULL AND told_at IS NULL FROM told_event", Boolean.class)).isTrue();
    }
}
