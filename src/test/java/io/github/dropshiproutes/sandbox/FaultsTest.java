package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failing on demand: with the documented answers, and by what really happens on the socket. */
class FaultsTest extends RunningSandbox {

    @BeforeEach
    void quote() throws Exception {
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
    }

    @Test
    void answersACodeWithoutActing() throws Exception {
        sandbox.faults().add(Fault.code(SandboxClient.CREATE, "130703", "Insufficient inventory").withSubCode("stock"));

        JsonNode answer = create();

        assertThat(code(answer)).isEqualTo("130703");
        assertThat(message(answer)).isEqualTo("Insufficient inventory");
        assertThat(answer.path("sub_code").asText()).isEqualTo("stock");
        assertThat(sandbox.ledger().created()).isEmpty();
        assertThat(code(create())).isEqualTo("0");
    }

    @Test
    void hitsOnlyTheCallsThatMatchAndAsOftenAsTold() throws Exception {
        Fault fault = Fault.code(SandboxClient.CREATE, "4028", null).when("dispatch_location", "CN")
                .when("product_id", Catalogue.TRY_OUT).afterSkipping(1).repeated(2);
        Fault elsewhere = Fault.code(SandboxClient.CREATE, "130602", null).when("dispatch_location", "US").always();
        sandbox.faults().add(fault);
        sandbox.faults().add(elsewhere);

        assertThat(new String[] {code(create()), code(create()), code(create()), code(create())})
                .containsExactly("0", "4028", "4028", "0");
        assertThat(sandbox.faults().hits(fault)).isEqualTo(2);
        assertThat(sandbox.faults().hits(elsewhere)).isZero();
    }

    @Test
    void goesOnForeverWhenTold() throws Exception {
        sandbox.faults().add(Fault.code(null, "SYSTEM", null).always());

        for (int i = 0; i < 5; i++) {
            assertThat(code(create())).isEqualTo("SYSTEM");
        }
    }

    @Test
    void meetsOnlyCallsThatAreOtherwiseRight() throws Exception {
        Fault fault = Fault.code(SandboxClient.CREATE, "130703", null);
        sandbox.faults().add(fault);
        alibaba.accessToken = "wrong";

        assertThat(code(create())).isEqualTo("IllegalAccessToken");
        assertThat(sandbox.faults().hits(fault)).isZero();
    }

    @Test
    void throttlesUntilTheBanEnds() throws Exception {
        sandbox.faults().add(Fault.waiting(SandboxClient.LIST, FaultAction.THROTTLE, Duration.ofSeconds(5)));

        JsonNode first = alibaba.post(SandboxClient.LIST, "role", "buyer");
        clock.move(Duration.ofSeconds(3));
        JsonNode second = alibaba.post(SandboxClient.LIST, "role", "buyer");

        assertThat(code(first)).isEqualTo("ApiCallLimit");
        assertThat(message(first)).endsWith("this ban will last 5 seconds");
        assertThat(message(second)).endsWith("this ban will last 2 seconds");
        assertThat(code(create())).as("another API").isEqualTo("0");
        clock.move(Duration.ofSeconds(2));
        assertThat(code(alibaba.post(SandboxClient.LIST, "role", "buyer"))).isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(value = FaultAction.class, names = {"DROP_BEFORE", "DROP_AFTER"})
    void closesTheSocketWithoutAnAnswer(FaultAction action) throws Exception {
        sandbox.faults().add(Fault.at(SandboxClient.CREATE, action));

        assertThat(rawAnswer()).isEmpty();
        assertThat(sandbox.ledger().created()).hasSize(action == FaultAction.DROP_AFTER ? 1 : 0);
        assertThat(sandbox.ledger().calls(SandboxClient.CREATE)).hasSize(1);
    }

    @Test
    void sendsHalfAnAnswerAfterActing() throws Exception {
        sandbox.faults().add(Fault.at(SandboxClient.CREATE, FaultAction.TRUNCATE));

        String answer = rawAnswer();

        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        int promised = Integer.parseInt(answer.replaceAll("(?s).*Content-length: (\\d+).*", "$1"));
        assertThat(body).startsWith("{").hasSize(promised / 2);
        assertThat(sandbox.ledger().created()).hasSize(1);
        assertThatThrownBy(() -> {
            sandbox.faults().add(Fault.at(SandboxClient.CREATE, FaultAction.TRUNCATE));
            create();
        }).isInstanceOf(IOException.class);
    }

    @Test
    void answersGarbageAfterActing() throws Exception {
        sandbox.faults().add(Fault.at(SandboxClient.CREATE, FaultAction.GARBAGE));

        HttpResponse<String> answer = send();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Json.read(answer.body())).isInstanceOf(IOException.class);
        assertThat(sandbox.ledger().created()).hasSize(1);
    }

    @Test
    void answersThePageOfTheBlockedWithoutActing() throws Exception {
        sandbox.faults().add(Fault.at(SandboxClient.CREATE, FaultAction.HTML));

        HttpResponse<String> answer = send();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(answer.body()).contains("punish");
        assertThat(sandbox.ledger().created()).isEmpty();
    }

    @Test
    void answersAnHttpStatusBeforeOrAfterActing() throws Exception {
        sandbox.faults().add(Fault.at(SandboxClient.CREATE, FaultAction.STATUS).withHttpStatus(503));
        sandbox.faults().add(Fault.at(SandboxClient.CREATE, FaultAction.STATUS_AFTER).withBody("bad gateway"));

        HttpResponse<String> before = send();
        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(sandbox.ledger().created()).isEmpty();
        HttpResponse<String> after = send();
        assertThat(after.statusCode()).isEqualTo(502);
        assertThat(after.body()).isEqualTo("bad gateway");
        assertThat(sandbox.ledger().created()).hasSize(1);
    }

    @Test
    void actsLongBeforeItAnswers() throws Exception {
        sandbox.faults().add(Fault.waiting(SandboxClient.CREATE, FaultAction.LATE, Duration.ofMinutes(10)));

        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(this::createUnchecked);

        await().until(() -> sandbox.ledger().created().size() == 1);
        assertThat(answer).isNotDone();
    }

    @Test
    void actsOnlyAfterADelay() throws Exception {
        sandbox.faults().add(Fault.waiting(SandboxClient.CREATE, FaultAction.DELAY, Duration.ofMillis(50)));

        assertThat(code(create())).isEqualTo("0");
        assertThat(sandbox.ledger().calls(SandboxClient.CREATE).get(0).text("fault")).isEqualTo("delay");
    }

    @Test
    void actsAfterTheCallerHasGivenUp() throws Exception {
        sandbox.faults().add(Fault.waiting(SandboxClient.CREATE, FaultAction.DELAYED_ACT, Duration.ofMinutes(10)));
        sandbox.faults().add(Fault.waiting(SandboxClient.CREATE, FaultAction.DELAYED_ACT, Duration.ofMillis(100)));

        assertThat(rawAnswer()).isEmpty();
        assertThat(sandbox.ledger().created()).isEmpty();
        assertThat(rawAnswer()).isEmpty();
        await().until(() -> sandbox.ledger().created().size() == 1);
    }

    @Test
    void emptiesOrLeavesOutThePayload() throws Exception {
        sandbox.faults().add(Fault.at(SandboxClient.QUOTE, FaultAction.EMPTY_VALUE));
        sandbox.faults().add(Fault.at(SandboxClient.QUOTE, FaultAction.MISSING_VALUE));
        sandbox.faults().add(Fault.at(SandboxClient.DESCRIPTION, FaultAction.MISSING_VALUE));

        JsonNode empty = alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        JsonNode missing = alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        JsonNode description = alibaba.get(SandboxClient.DESCRIPTION, "query_req",
                "{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"country\":\"US\"}");

        assertThat(empty.path("value").isArray()).isTrue();
        assertThat(empty.path("value").isEmpty()).isTrue();
        assertThat(missing.has("value")).isFalse();
        assertThat(code(missing)).isEqualTo("0");
        assertThat(description.at("/result/result_code").asText()).isEqualTo("200");
        assertThat(description.path("result").has("result_data")).isFalse();
    }

    @Test
    void makesAnOrderDearerThanItsQuote() throws Exception {
        sandbox.faults().add(Fault.price(new BigDecimal("10")));
        String trade = create().at("/value/trade_id").asText();

        assertThat(alibaba.post(SandboxClient.GET, "e_trade_id", trade).at("/value/total_amount/amount").asText()).isEqualTo("22.19");
    }

    @Test
    void hidesAnOrderFromTheListEvenWhenItsAnswerIsLost() throws Exception {
        sandbox.faults().add(Fault.waiting(SandboxClient.CREATE, FaultAction.HIDE, Duration.ofSeconds(30)));
        sandbox.faults().add(Fault.at(SandboxClient.CREATE, FaultAction.DROP_AFTER));

        assertThat(rawAnswer()).isEmpty();
        assertThat(listed()).isZero();
        clock.move(Duration.ofSeconds(30));
        assertThat(listed()).isEqualTo(1);
    }

    @Test
    void forcesAStatusThatNobodyKnows() throws Exception {
        String trade = create().at("/value/trade_id").asText();
        sandbox.trades().force(trade, "relating");

        assertThat(alibaba.post(SandboxClient.GET, "e_trade_id", trade).at("/value/trade_status").asText()).isEqualTo("relating");
    }

    @Test
    void saysWhatIsWrongWithAFault() {
        assertThatThrownBy(() -> Fault.at(SandboxClient.LIST, FaultAction.LATE)).hasMessageContaining("seconds: missing");
        assertThatThrownBy(() -> Fault.at(SandboxClient.LIST, FaultAction.CODE)).hasMessageContaining("code: missing");
        assertThatThrownBy(() -> Fault.at(SandboxClient.LIST, FaultAction.STATUS).withHttpStatus(99)).hasMessageContaining("http_status");
    }

    private JsonNode create() throws Exception {
        return Json.read(send().body());
    }

    private JsonNode createUnchecked() {
        try {
            return create();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send() throws Exception {
        return alibaba.send("POST", SandboxClient.CREATE, signed());
    }

    private Map<String, String> signed() throws Exception {
        clock.move(Duration.ofMillis(1));
        return alibaba.signed(SandboxClient.CREATE, SandboxClient.parameters("channel_refer_id", "R-1",
                "product_list", SandboxClient.goods(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1),
                "logistics_detail", SandboxClient.logistics(SandboxClient.address(), "CN", "EX_ASP_JYC_ECONOMY")));
    }

    private int listed() throws Exception {
        return alibaba.post(SandboxClient.LIST, "role", "buyer").at("/value/total_count").asInt();
    }

    /** @return every byte that the socket gave before it was closed */
    private String rawAnswer() throws Exception {
        byte[] form = signed().entrySet().stream().map(parameter -> parameter.getKey() + "="
                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST /alibaba/rest" + SandboxClient.CREATE + " HTTP/1.1\r\nHost: sandbox\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(form);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
