package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeepFoundWriteTest extends ShopTestCase {

    @ParameterizedTest
    @EnumSource(value = FaultAction.class, names = {"DROP_AFTER", "GARBAGE", "TRUNCATE", "STATUS_AFTER", "MISSING_VALUE"})
    void aLostAnswerIsFoundByReadingAndFulfilledExactlyOnce(FaultAction lost) {
        Object id = paid(cups(1));
        awaitWriteBack(id, "waiting");
        fail("FulfillmentCreate", lost);
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(id, "unknown");

        walk.move(Duration.ofSeconds(11));

        awaitWriteBack(id, "fulfilled");
        assertThat(fulfilled()).hasSize(1);
        assertThat(ledger().calls(CREATED)).hasSize(1);
    }

    @Test
    void aWriteThatCannotHappenAnyMoreIsMadeAgain() {
        Object id = paid(cups(1));
        awaitWriteBack(id, "waiting");
        fail("FulfillmentCreate", FaultAction.DROP_BEFORE);
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(id, "unknown");

        walk.move(Duration.ofSeconds(30));
        assertThat(awaitWriteBack(id, "unknown")).containsEntry("state", "unknown");
        assertThat(fulfilled()).isEmpty();
        walk.move(Duration.ofMinutes(2));

        awaitWriteBack(id, "fulfilled");
        assertThat(fulfilled()).hasSize(1);
    }
}
