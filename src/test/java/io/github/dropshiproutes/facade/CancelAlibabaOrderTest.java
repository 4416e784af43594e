package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CancelAlibabaOrderTest extends WritingCallTest {

    @Test
    void anUnpaidOrderIsCancelledAtTheSupplier() {
        String trade = placed("key-1");

        Answer cancelled = call(CANCEL, "key-2", "{\"trade_id\":\"" + trade + "\"}");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("state")).isEqualTo("cancelled");
        assertThat(walk.sandbox().ledger().cancelled()).hasSize(1);
        assertThat(call(CANCEL, "key-2", "{\"trade_id\":\"" + trade + "\"}").text("state")).isEqualTo("cancelled");
        assertThat(walk.sandbox().ledger().calls("/alibaba/order/cancel")).hasSize(1);
    }

    @Test
    void aPaidOrderIsNotCancelled() {
        String trade = placed("key-1");
        call(PAY, "key-2", "{\"order_id_list\":[\"" + trade + "\"]}");

        Answer refused = call(CANCEL, "key-3", "{\"trade_id\":\"" + trade + "\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("GET /api/orders/");
        assertThat(call(CANCEL, "key-4", "{\"trade_id\":\"4711\"}").status()).isEqualTo(404);
    }
}
