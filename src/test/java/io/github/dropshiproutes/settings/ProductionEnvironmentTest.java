package io.github.dropshiproutes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.ConfigurableEnvironment;

class ProductionEnvironmentTest {

    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>(ShippedSettings.FIT);

    private ConfigurableEnvironment prepared() {
        ConfigurableEnvironment environment = ShippedSettings.under(variables);
        new ProductionEnvironment(directory, true).prepare(environment);
        return environment;
    }

    private void dotenv(String text) throws IOException {
        Files.writeString(directory.resolve(".env"), text);
    }

    @Test
    void readsDotenvFromTheWorkingDirectory() throws Exception {
        dotenv("# money\nMAX_ORDER_COST=120\nSHOPIFY_WEBHOOK_SECRETS=\"a=b#c\"\n\nPOLL_INTERVAL=20s\n");
        assertThat(prepared().getProperty("guards.max-order-cost")).isEqualTo("120");
        assertThat(prepared().getProperty("polling.interval")).isEqualTo("20s");
        assertThat(prepared().getProperty("shopify.webhook-secrets")).isEqualTo("old-hush,new-hush");
        variables.remove("SHOPIFY_WEBHOOK_SECRETS");
        assertThat(prepared().getProperty("shopify.webhook-secrets")).isEqualTo("a=b#c");
    }

    @Test
    void theRealEnvironmentIsStrongerThanDotenv() throws Exception {
        variables.put("MAX_ORDER_COST", "90");
        dotenv("MAX_ORDER_COST=120\n");
        assertThat(prepared().getProperty("guards.max-order-cost")).isEqualTo("90");
    }

    @Test
    void dotenvCompletesWhatIsMandatory() throws Exception {
        variables.remove("API_KEY");
        dotenv("API_KEY=from-dotenv\n");
        assertThat(prepared().getProperty("api.key")).isEqualTo("from-dotenv");
    }

    @Test
    void aBlankVariableCountsAsNotSet() throws Exception {
        variables.put("ALIBABA_BASE_URL", "");
        variables.put("POLL_INTERVAL", " ");
        dotenv("MAX_ORDER_COST=\n");
        assertThat(prepared().getProperty("alibaba.base-url")).isEqualTo("https://openapi-api.alibaba.com/rest");
        assertThat(prepared().getProperty("polling.interval")).isEqualTo("15s");
        assertThat(prepared().getProperty("guards.max-order-cost")).isEqualTo("500");
    }

    @Test
    void stopsTheStartWhenAnythingIsMissing() {
        variables.remove("API_KEY");
        variables.remove("CONSOLE_PASSWORD");
        assertThatThrownBy(this::prepared).isInstanceOf(SettingsException.class)
                .hasMessageContaining("API_KEY is missing").hasMessageContaining("CONSOLE_PASSWORD is missing");
    }

    @Test
    void namesTheBrokenLineOfDotenvButNotWhatItSays() throws Exception {
        dotenv("API_KEY=fine\n\nthe secret is hush\n");
        assertThatThrownBy(this::prepared).isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 3 is not NAME=value").hasMessageNotContaining("hush").hasNoCause();
    }
}
