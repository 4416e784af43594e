package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The golden vectors published in the platforms' own documentation. */
class GatewaySignerTest {

    @Test
    void signsTheGatewaysPublishedVector() {
        assertThat(GatewaySigner.sign("/order/get", Map.of("app_key", "123456", "access_token", "test",
                "timestamp", "1517820392000", "sign_method", "sha256", "order_id", "1234"), "helloworld"))
                .isEqualTo("4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A");
    }

    @Test
    void signsTheTokenVectorWithoutTheSignItself() {
        assertThat(GatewaySigner.sign("/auth/token/create", Map.of("app_key", "12345678",
                "code", "3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26", "timestamp", "1517820392000", "sign_method", "sha256",
                "sign", "whatever stands here"), "helloworld"))
                .isEqualTo("35607762342831B6A417A0DED84B79C05FEFBF116969C48AD6DC00279A9F4D81");
    }

    @Test
    void signsThePublishedPush() {
        byte[] body = "{\"seller_id\":\"1234567\", \"message_type\":0, \"data\":{...}..}".getBytes(StandardCharsets.UTF_8);

        assertThat(GatewaySigner.push("123456", body, "3412gyo124goi3124"))
                .isEqualTo("f3d2ca947f16a50b577c036adecd18bec126ea19cadedd59816e255d3b6104ab");
    }

    @Test
    void sortsByCodeUnitAndSignsUnicodeAndJsonAsTheyAre() throws Exception {
        Map<String, String> parameters = Map.of("foo_bar", "1", "foobar", "2", "Foo", "é漢😀", "foo1", "{\"a\": \"b+c %\"}");

        assertThat(GatewaySigner.sign("/x", parameters, SandboxOptions.APP_SECRET))
                .isEqualTo(SandboxClient.sign("/x", parameters, SandboxOptions.APP_SECRET));
    }
}
