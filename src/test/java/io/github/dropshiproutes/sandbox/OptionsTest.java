package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How a sandbox that is a process of its own is set up. */
class OptionsTest {

    @Test
    void givesEachSupplierAnApplicationOfItsOwn() {
        SandboxOptions options = SandboxServer.options("--app-key", "one", "--app-secret", "s1", "--aliexpress-app-key", "two",
                "--aliexpress-app-secret", "s2", "--aliexpress-access-token", "a2", "--aliexpress-refresh-token", "r2");

        assertThat(options.alibaba()).isEqualTo(new SandboxOptions.Application("one", "s1", SandboxOptions.ACCESS_TOKEN,
                SandboxOptions.REFRESH_TOKEN, null));
        assertThat(options.aliExpress()).isEqualTo(new SandboxOptions.Application("two", "s2", "a2", "r2", null));
    }

    @Test
    void pushesToTheProductUnlessAnAddressIsNamed() {
        SandboxOptions options = SandboxServer.options("--webhook-url", "http://localhost:8080/",
                "--alibaba-webhook-url", "http://elsewhere/x");

        assertThat(options.alibaba().pushUrl()).isEqualTo("http://elsewhere/x");
        assertThat(options.aliExpress().pushUrl()).isEqualTo("http://localhost:8080/webhook/aliexpress");
        assertThat(SandboxServer.options("--aliexpress-webhook-url", "http://elsewhere/y").aliExpress().pushUrl())
                .isEqualTo("http://elsewhere/y");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        for (String name : new String[] {"--colour", "--aliexpress-colour", "--alibaba-app-key", "port", "app-key"}) {
            assertThatThrownBy(() -> SandboxServer.options(name, "x")).hasMessageContaining(name).hasMessageContaining("unknown option");
        }
    }
}
