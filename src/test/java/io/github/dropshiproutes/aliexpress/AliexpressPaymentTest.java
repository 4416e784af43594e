package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Only the order itself says whether it is paid. */
class AliexpressPaymentTest extends AliExpressTestCase {

    @Test
    void nothingIsSaidOfAPayment() {
        walkedTo("quoted", mats(1));

        assertThat(through("aliexpress-payment", handed("place", "quoted")).getVariable("paymentStatus")).isEqualTo("");
    }
}
