package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class MarkUnclearTest extends StageTest {

    @Test
    void aPaymentThatNobodyTellsOfIsAskedForLater() {
        Object id = walkedTo("placed", cups(1)).get("id");
        Exchange exchange = handed("pay", "placed");
        sql("UPDATE purchase SET state = 'paying', intent = 'pay', intent_at = dropship_now()");

        through("mark-unclear", exchange);

        assertThat(purchase(id)).containsEntry("state", "unknown").containsEntry("intent", "pay").containsEntry("looks", 0)
                .containsEntry("reason_code", "PAYMENT_UNCLEAR").containsEntry("claim_id", null).containsEntry("waits", true);
        assertThat(purchase(id).get("hint")).isNotNull();
    }

    @Test
    void aWorkerThatLostItsClaimNotesNothing() {
        Object id = walkedTo("placed", cups(1)).get("id");
        Exchange exchange = handed("pay", "placed");
        sql("UPDATE purchase SET state = 'paying', intent = 'pay', intent_at = dropship_now(), claim_id = gen_random_uuid()");

        through("mark-unclear", exchange);

        assertThat(purchase(id)).containsEntry("state", "paying");
    }
}
