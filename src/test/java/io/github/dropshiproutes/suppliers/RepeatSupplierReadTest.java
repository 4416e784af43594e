package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.errors.ReadTimeoutException;
import io.github.dropshiproutes.errors.SupplierException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

/** A read without an answer is made again after each of the configured waits, signed afresh. */
class RepeatSupplierReadTest {

    private final Wire wire = Wire.shared();
    private final GatewayRecorder gateway = wire.gateway();

    @Test
    void itIsMadeThreeTimesMoreAndThenGivenUp() {
        gateway.answer(GatewayRecorder.drop());

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", Map.of("e_trade_id", "1"))));

        assertThat(failure).isInstanceOf(ReadTimeoutException.class);
        assertThat(failure.getCode()).isEqualTo("CONNECTION_LOST");
        assertThat(gateway.requests()).hasSize(4);
    }

    @Test
    void everyRepetitionIsSignedAfreshWithATimestampOfItsOwn() {
        gateway.answer(GatewayRecorder.drop());

        wire.call(AlibabaCall.post("/alibaba/order/get", Map.of("e_trade_id", "1")));

        List<Long> timestamps = gateway.requests().stream().map(request -> Long.valueOf(request.parameters().get("timestamp"))).toList();
        assertThat(timestamps).hasSize(4).doesNotHaveDuplicates().isSorted();
        assertThat(gateway.requests()).extracting(request -> request.parameters().get("sign")).doesNotHaveDuplicates();
    }

    @Test
    void itEndsWithTheFirstAnswer() {
        gateway.answer(GatewayRecorder.drop(), GatewayRecorder.drop(), GatewayRecorder.json("{\"code\":\"0\",\"value\":{}}"));

        assertThat(wire.call(AlibabaCall.post("/alibaba/order/get", Map.of("e_trade_id", "1"))).getException()).isNull();
        assertThat(gateway.requests()).hasSize(3);
    }

    @Test
    void itEndsWithARefusal() {
        gateway.answer(GatewayRecorder.drop(), GatewayRecorder.json("{\"code\":\"InvalidParameter\",\"message\":\"e_trade_id\"}"));

        assertThat(Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", Map.of("e_trade_id", "1")))).getCode())
                .isEqualTo("InvalidParameter");
        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void theShippedWaitsAreOneTwoAndFourSeconds() throws IOException {
        Object waits = new YamlPropertySourceLoader().load("shipped", new FileSystemResource("application.yaml")).get(0)
                .getProperty("calls.read-retry-delays");

        assertThat(waits).hasToString("1s,2s,4s");
    }
}
