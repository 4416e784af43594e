package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The line that failed goes to the next supplier; where several might have, each becomes a purchase of its own first. */
class UseNextSupplierTest extends StageTest {

    private Exchange quotedOf(String... skus) {
        pause("quote-purchases");
        ShopifySamples order = walk.order();
        List.of(skus).forEach(sku -> order.line(sku, 1, "59.90"));
        plan("orders/paid", order);
        pause("plan-orders");
        sql("INSERT INTO product_link (shop, sku, supplier, product_id) VALUES (?, ?, 'alibaba', '1')", SandboxOptions.SHOP, skus[0]);
        Exchange exchange = handed("quote", "planned");
        exchange.setVariable("failure", new Failure("130703", "stock", "hold", "sold out", "hint", null, BigDecimal.ZERO, true, 1));
        exchange.setVariable("passedLinks", "[{\"lineItemId\":\"" + lineId(order) + "\",\"linkId\":"
                + ask("SELECT max(id) FROM product_link", Long.class) + "}]");
        return exchange;
    }

    @Test
    void theLinkIsGivenUpAndTheOrderPlannedAnew() {
        staged("use-next-supplier", quotedOf(CUP));

        assertThat(ask("SELECT count(*) FROM passed_link", Integer.class)).isOne();
        assertThat(ask("SELECT replan FROM shopify_order", Boolean.class)).isTrue();
    }

    @Test
    void twoProductsBecomeTwoPurchasesAndNoLinkIsGivenUpYet() {
        Exchange exchange = quotedOf(CUP, LAMP);
        List<PurchaseLine> lines = exchange.getVariable("purchase", Purchase.class).lines();
        exchange.setVariable("parts", lines.stream().map(line -> new PurchaseSplitter.Part(List.of(line), null)).toList());
        exchange.setVariable("because", "one of them cannot be had");

        staged("use-next-supplier", exchange);

        assertThat(ask("SELECT count(*) FROM passed_link", Integer.class)).isZero();
        assertThat(pieces()).isEqualTo("planned 1, planned 1");
    }
}
