package io.github.dropshiproutes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dropshiproutes.database.DataDirectory;
import io.github.dropshiproutes.database.DataDirectoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

class SandboxEnvironmentTest {

    @TempDir
    Path dataDir;

    private final Map<String, String> variables = new HashMap<>();
    private DefaultBootstrapContext bootstrap = new DefaultBootstrapContext();

    private ConfigurableEnvironment prepared(String profile) {
        variables.put("DATA_DIR", dataDir.toString());
        variables.putIfAbsent("ROUTES_DIR", "src");
        ConfigurableEnvironment environment = ShippedSettings.under(variables);
        environment.setActiveProfiles(profile);
        new SandboxEnvironment(bootstrap).postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    /** What the process does at its end. */
    @AfterEach
    void end() {
        GenericApplicationContext context = new GenericApplicationContext();
        bootstrap.close(context);
        context.refresh();
        context.close();
        bootstrap = new DefaultBootstrapContext();
    }

    @Test
    void noRealCredentialOrAddressIsLeftHoweverItWasGiven() {
        List<Setting> honoured = List.of(Setting.SERVER_PORT, Setting.DATA_DIR, Setting.ROUTES_DIR, Setting.ALIBABA_PAYMENT,
                Setting.ALIBABA_PAYMENT_METHOD, Setting.ALIBABA_PAYER_IP,
                Setting.ALIEXPRESS_PAYMENT, Setting.ALIEXPRESS_SEARCH, Setting.SHOPIFY_API_VERSION, Setting.BUYING_SINCE,
                Setting.BUY_DELAY, Setting.POLL_INTERVAL, Setting.STOCK_INTERVAL, Setting.MAX_ORDER_COST, Setting.MAX_DAILY_COST,
                Setting.PRICE_TOLERANCE_PERCENT, Setting.MIN_MARGIN_PERCENT);
        Map<Setting, String> pinned = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (!honoured.contains(setting)) {
                variables.put(setting.name(), "real-" + setting);
            }
        }
        variables.put("ROUTES_DIR", "src");
        ConfigurableEnvironment environment = ShippedSettings.under(variables);
        environment.setActiveProfiles("sandbox");
        Map<String, Object> commandLine = new HashMap<>();
        variables.forEach((name, value) -> commandLine.put(Setting.valueOf(name).key(), value));
        commandLine.put("dropship.data-dir", dataDir.toString());
        environment.getPropertySources().addFirst(new MapPropertySource("commandLineArgs", commandLine));

        new SandboxEnvironment(bootstrap).postProcessEnvironment(environment, new SpringApplication());

        for (Setting setting : Setting.values()) {
            if (!honoured.contains(setting)) {
                assertThat(environment.getProperty(setting.name())).as(setting.name()).doesNotContain("real-");
                assertThat(environment.getProperty(setting.key())).as(setting.key()).doesNotContain("real-");
                pinned.put(setting, environment.getProperty(setting.key()));
            }
        }
        assertThat(pinned.get(Setting.DATABASE_URL)).isEmpty();
        assertThat(pinned.values()).allSatisfy(value -> {
            if (value.contains("://")) {
                assertThat(URI.create(value.replace("{shop}", "any")).getHost()).isIn("127.0.0.1", "localhost");
            }
        });
    }

    @Test
    void portDirectoriesAndMoneyGuardsStayTheOperators() {
        variables.put("MAX_ORDER_COST", "7");
        variables.put("SERVER_PORT", "8123");
        variables.put("ROUTES_DIR", "target");
        ConfigurableEnvironment environment = prepared("sandbox");
        assertThat(environment.getProperty("guards.max-order-cost")).isEqualTo("7");
        assertThat(environment.getProperty("server.port")).isEqualTo("8123");
        assertThat(environment.getProperty("dropship.public-url")).isEqualTo("http://localhost:8123");
        assertThat(environment.getProperty("dropship.routes-dir")).isEqualTo("target");
    }

    @Test
    void whatItSetsIsFitToStartWith() {
        assertThat(SettingsCheck.problems(prepared("sandbox"))).isEmpty();
    }

    @Test
    void aMalformedGuardStopsTheSandboxToo() {
        variables.put("MAX_ORDER_COST", "a lot");
        assertThatThrownBy(() -> prepared("sandbox")).isInstanceOf(SettingsException.class)
                .hasMessageContaining("MAX_ORDER_COST is malformed");
    }

    @Test
    void generatedCredentialsSurviveARestart() {
        ConfigurableEnvironment first = prepared("sandbox");
        end();
        ConfigurableEnvironment second = prepared("sandbox");
        for (String key : List.of("api.key", "console.password", "tokens.encryption-keys")) {
            assertThat(second.getProperty(key)).isEqualTo(first.getProperty(key)).hasSizeGreaterThan(15);
        }
    }

    @Test
    void theStandInsAnswerUntilTheEndAndTheDirectoryIsLockedTillThen() throws Exception {
        URI control = URI.create(prepared("sandbox").getProperty("alibaba.base-url")).resolve("/sandbox/ledger");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(control).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> DataDirectory.open(dataDir)).isInstanceOf(DataDirectoryException.class);

        end();

        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding())).isInstanceOf(ConnectException.class);
        DataDirectory.open(dataDir).close();
    }

    @Test
    void noOtherProfileIsTouched() {
        ConfigurableEnvironment environment = prepared("production");
        assertThat(environment.getPropertySources().contains("sandbox")).isFalse();
        assertThat(Files.exists(dataDir.resolve("sandbox"))).isFalse();
    }
}
