package io.github.dropshiproutes.sandbox;

import static io.github.dropshiproutes.sandbox.AliExpressClient.AUTO_PAY;
import static io.github.dropshiproutes.sandbox.AliExpressClient.guideOrder;
import static io.github.dropshiproutes.sandbox.AliExpressClient.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger keeps of AliExpress, through restarts too. */
class AliExpressLedgerTest extends RunningAliExpress {

    @Test
    void keepsWhatWasBoughtWithAllItsParameters() throws Exception {
        String number = numbers(aliExpress.create(guideOrder("R-1"), AUTO_PAY)).get(0);

        LedgerEntry created = sandbox.ledger().created("aliexpress").get(0);
        assertThat(created.tradeId()).isEqualTo(number);
        assertThat(created.text("out_order_id")).isEqualTo("R-1");
        assertThat(created.text("total")).isEqualTo("24.99");
        assertThat(created.data().at("/address/full_name").asText()).isEqualTo("John Doe");
        assertThat(created.data().at("/lines/0/sku_attr").asText()).isEqualTo("14:193#Blue");
        assertThat(created.data().at("/lines/0/carrier_code").asText()).isEqualTo("CAINIAO_STANDARD");
        assertThat(created.data().at("/extension/payment/try_to_pay").asText()).isEqualTo("true");
        LedgerEntry call = sandbox.ledger().calls(AliExpressClient.CREATE).get(0);
        assertThat(call.supplier()).isEqualTo("aliexpress");
        assertThat(call.parameter(AliExpressClient.ORDER)).contains("\"out_order_id\":\"R-1\"");
        assertThat(call.json()).doesNotContain(SandboxOptions.ALIEXPRESS_ACCESS_TOKEN).doesNotContain("\"sign\"");
        assertThat(sandbox.ledger().paid().get(0).text("total")).isEqualTo("24.99");
    }

    @Test
    void findsItsOrdersStockAndReferencesAgainAfterARestart(@TempDir Path dataDir) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withDataDir(dataDir);
        String paid;
        String closed;
        String theirs;
        try (SandboxServer before = SandboxServer.start(options)) {
            aliExpress = new AliExpressClient(before.aliExpressBaseUrl(), clock);
            paid = numbers(aliExpress.create(guideOrder("R-1"), AUTO_PAY)).get(0);
            closed = aliExpress.order("R-2");
            before.aliExpress().trades().close(closed);
            theirs = new SandboxClient(before.alibabaBaseUrl(), clock).order("R-1");
        }
        clock.move(Duration.ofSeconds(3));
        try (SandboxServer after = SandboxServer.start(options)) {
            aliExpress = new AliExpressClient(after.aliExpressBaseUrl(), clock);
            assertThat(aliExpress.get(paid).path("order_status").asText()).isEqualTo("WAIT_BUYER_ACCEPT_GOODS");
            assertThat(aliExpress.get(closed).path("order_status").asText()).isEqualTo("FINISH");
            assertThat(aliExpress.order("R-1")).isEqualTo(paid);
            JsonNode skus = aliExpress.product(AliExpressCatalogue.GUIDE, "US").at("/result/ae_item_sku_info_dtos");
            assertThat(AliExpressClient.list(skus).get(0).path("sku_available_stock").asInt()).isEqualTo(1999);
            assertThat(after.trades().status(theirs)).isEqualTo("unpay");
        }
    }

    @Test
    void readsALedgerThatKnewOnlyOneSupplier(@TempDir Path dataDir) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withDataDir(dataDir);
        String trade;
        try (SandboxServer before = SandboxServer.start(options)) {
            trade = new SandboxClient(before.alibabaBaseUrl(), clock).order("R-1");
        }
        Path file = dataDir.resolve("ledger.jsonl");
        Files.writeString(file, Files.readString(file).replace(",\"supplier\":\"alibaba\"", "").replace("\"supplier\":\"alibaba\",", ""));
        try (SandboxServer after = SandboxServer.start(options)) {
            assertThat(after.trades().status(trade)).isEqualTo("unpay");
        }
    }
}
