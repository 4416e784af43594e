package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was bought and paid outlives the process, and nothing secret is kept. */
class LedgerTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path dataDir;

    @Test
    void findsItsTradesAgainAfterBeingKilled() throws Exception {
        Process process = launch();
        SandboxClient alibaba = new SandboxClient(url(process), CLOCK);
        String paid = alibaba.order("R-1");
        String cancelled = alibaba.order("R-2");
        String open = alibaba.order("R-3");
        assertThat(alibaba.pay(paid).at("/value/status").asText()).isEqualTo("PAY_SUCCESS");
        alibaba.post(SandboxClient.CANCEL, "trade_id", cancelled);
        String before = namingNobody(alibaba.post(SandboxClient.GET, "e_trade_id", open));
        alibaba.accessToken = null;
        String access = alibaba.post("/auth/token/refresh", "refresh_token", SandboxOptions.REFRESH_TOKEN).path("access_token").asText();
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        try (SandboxServer again = start()) {
            SandboxClient reborn = new SandboxClient(again.alibabaBaseUrl(), CLOCK);
            reborn.accessToken = access;

            assertThat(again.ledger().created()).extracting(LedgerEntry::tradeId).containsExactly(paid, cancelled, open);
            assertThat(again.ledger().paid()).extracting(LedgerEntry::tradeId).containsExactly(paid);
            assertThat(reborn.post(SandboxClient.RESULT, "trade_id", paid).at("/value/status").asText()).isEqualTo("PAY_SUCCESS");
            assertThat(again.trades().status(cancelled)).isEqualTo("trade_close");
            assertThat(namingNobody(reborn.post(SandboxClient.GET, "e_trade_id", open))).isEqualTo(before);
            assertThat(reborn.pay(paid).at("/value/reason_code").asText()).isEqualTo("ORDER_HAVE_PAID");
            JsonNode quotedBefore = reborn.create("R-4", Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN", "EX_ASP_JYC_FEDEX");
            assertThat(quotedBefore.path("code").asText()).isEqualTo("0");
            assertThat(again.trades().pieces(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, "CN")).isEqualTo(500_000 - 3);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String namingNobody(JsonNode answer) {
        return Discretion.of(answer.path("value")).toString();
    }

    @Test
    void keepsNoTokenNoSignatureAndNoCode() throws Exception {
        try (SandboxServer sandbox = start()) {
            SandboxClient alibaba = new SandboxClient(sandbox.alibabaBaseUrl(), CLOCK);
            alibaba.order("R-1");
            alibaba.post(SandboxClient.LIST, "role", "buyer", "session", "a-token-under-a-wrong-name");
            alibaba.accessToken = null;
            String code = sandbox.tokens().authorize("other", "us");
            String access = alibaba.post("/auth/token/create", "code", code).path("access_token").asText();
            String refresh = alibaba.post("/auth/token/refresh", "refresh_token", SandboxOptions.REFRESH_TOKEN)
                    .path("refresh_token").asText();

            String text = Files.readString(dataDir.resolve("ledger.jsonl"));
            assertThat(access).isNotBlank();
            assertThat(refresh).isNotBlank();
            assertThat(text).contains("/auth/token/create").doesNotContain(SandboxOptions.ACCESS_TOKEN, SandboxOptions.REFRESH_TOKEN,
                    code, access, refresh, "\"sign\"", "a-token-under-a-wrong-name");
        }
    }

    @Test
    void dropsALineThatWasCutOffAndGoesOnAfterIt() throws Exception {
        String trade;
        try (SandboxServer sandbox = start()) {
            trade = new SandboxClient(sandbox.alibabaBaseUrl(), CLOCK).order("R-1");
        }
        Files.writeString(dataDir.resolve("ledger.jsonl"), "{\"seq\":99,\"at\":\"2026-", StandardOpenOption.APPEND);

        try (SandboxServer sandbox = start()) {
            new SandboxClient(sandbox.alibabaBaseUrl(), CLOCK).order("R-2");
        }
        try (SandboxServer sandbox = start()) {
            assertThat(sandbox.ledger().created()).hasSize(2).first().extracting(LedgerEntry::tradeId).isEqualTo(trade);
            assertThat(sandbox.ledger().entries()).extracting(LedgerEntry::sequence)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, sandbox.ledger().entries().size()).boxed().toList());
        }
    }

    @Test
    void namesTheLineItCannotRead() throws Exception {
        Files.writeString(dataDir.resolve("ledger.jsonl"), "not a ledger\n", StandardCharsets.UTF_8);

        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("ledger.jsonl:1");
    }

    @Test
    void isHeldByOneSandboxAtATime() throws Exception {
        try (SandboxServer first = start()) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void startsEmptyAfterAReset() throws Exception {
        try (SandboxServer sandbox = start()) {
            SandboxClient alibaba = new SandboxClient(sandbox.alibabaBaseUrl(), CLOCK);
            alibaba.pay(alibaba.order("R-1"));
            sandbox.faults().add(Fault.code(null, "SYSTEM", null).always());
            sandbox.reset();

            assertThat(sandbox.ledger().created()).isEmpty();
            assertThat(alibaba.post(SandboxClient.LIST, "role", "buyer").at("/value/total_count").asText()).isEqualTo("0");
            assertThat(sandbox.trades().pieces(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, "CN")).isEqualTo(500_000);
            alibaba.order("R-2");
        }
        try (SandboxServer sandbox = start()) {
            assertThat(sandbox.ledger().created()).hasSize(1);
        }
    }

    private SandboxServer start() throws IOException {
        return SandboxServer.start(SandboxOptions.defaults().withDataDir(dataDir));
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-cp", System.getProperty("java.class.path"), SandboxServer.class.getName(), "--data-dir", dataDir.toString())
                .redirectErrorStream(true).start();
    }

    private static String url(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Alibaba: ")) {
                return line.substring("Alibaba: ".length());
            }
        }
        throw new IOException("The sandbox process ended without telling its URL");
    }
}
