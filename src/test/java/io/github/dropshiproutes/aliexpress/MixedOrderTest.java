package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One Shopify order, bought at both suppliers. */
class MixedOrderTest extends AliExpressTestCase {

    @Test
    void alibabaAndAliExpressAreBothPaidAndTheLastLineIsLeftToTheMerchant() {
        ShopifySamples order = order().line(CUP, 1, "39.90").line(MAT, 1, "39.90").line("made-by-hand", 1, "10.00");
        walk.send("orders/paid", order);

        await().until(() -> walk.purchases().stream().map(p -> p.get("supplier") + " " + p.get("state")).sorted().toList(),
                List.of("alibaba paid", "aliexpress held")::equals);
        Object id = walk.purchases().stream().filter(p -> p.get("supplier").equals("aliexpress")).findFirst().orElseThrow().get("id");
        await().until(() -> "PAY_BY_HAND".equals(purchase(id).get("reason_code")));
        payByHand(tradeIds(id).get(0));
        walk.move(Duration.ofSeconds(31));

        walk.awaitPurchases(2, "paid");
        assertThat(lineRows(order)).extracting(line -> line.get("reason_code")).contains("UNMAPPED");
        assertThat(made()).hasSize(1);
        assertThat(ledger().paid()).hasSize(2);
    }
}
