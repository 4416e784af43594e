package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwaitPurchasesTest extends WritingCallTest {

    @Test
    void whoHasWaitedLongEnoughIsToldToAskAgain() {
        walk.sandbox().faults().add(Fault.code("/eco/buyer/product/description", "SystemError", "later").always());

        Answer open = call(CREATE, "key-1", order(1, ""));

        assertThat(open.status()).isEqualTo(202);
        assertThat(open.text("state")).isEqualTo("planned");
        walk.sandbox().faults().clear();
        walk.move(Duration.ofMinutes(1));
        assertThat(placed("key-1")).isNotBlank();
    }
}
