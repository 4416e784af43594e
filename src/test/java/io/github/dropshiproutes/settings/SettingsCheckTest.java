package io.github.dropshiproutes.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsCheckTest {

    private final Map<String, String> variables = new HashMap<>(ShippedSettings.FIT);

    private List<String> problems() {
        return SettingsCheck.problems(ShippedSettings.under(variables));
    }

    @Test
    void aCompleteProductionIsFitToStart() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void everyMissingSettingIsNamedAtOnceWithWhatItIsFor() {
        variables.keySet().removeIf(variable -> !variable.equals("ROUTES_DIR"));
        assertThat(problems()).hasSize(8);
        assertThat(String.join("\n", problems())).contains("SHOPIFY_SHOP is missing: the shop whose paid orders are bought",
                "SHOPIFY_WEBHOOK_SECRETS is missing", "SHOPIFY_ACCESS_TOKEN, or SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET,",
                "TOKEN_ENCRYPTION_KEYS is missing", "API_KEY is missing", "CONSOLE_USERNAME is missing", "CONSOLE_PASSWORD is missing",
                "ALIBABA_APP_KEY and ALIBABA_APP_SECRET, or ALIEXPRESS_APP_KEY and ALIEXPRESS_APP_SECRET,");
    }

    @ParameterizedTest
    @CsvSource({"ALIBABA_APP_KEY,ALIBABA_APP_SECRET", "ALIBABA_APP_SECRET,ALIBABA_APP_KEY",
            "ALIEXPRESS_APP_KEY,ALIEXPRESS_APP_SECRET", "ALIEXPRESS_APP_SECRET,ALIEXPRESS_APP_KEY",
            "SHOPIFY_CLIENT_ID,SHOPIFY_CLIENT_SECRET", "SHOPIFY_CLIENT_SECRET,SHOPIFY_CLIENT_ID"})
    void halfOfAPairIsAnErrorEvenWhenAnotherIsWhole(String given, String missing) {
        variables.put(given, "half");
        variables.remove(missing);
        assertThat(problems()).singleElement().asString().startsWith(missing + " is missing");
    }

    @Test
    void theOtherSupplierMayBeAbsent() {
        variables.remove("ALIBABA_APP_KEY");
        variables.remove("ALIBABA_APP_SECRET");
        variables.put("ALIEXPRESS_APP_KEY", "key");
        variables.put("ALIEXPRESS_APP_SECRET", "secret");
        assertThat(problems()).isEmpty();
    }

    @Test
    void clientCredentialsDoInsteadOfAStaticToken() {
        variables.remove("SHOPIFY_ACCESS_TOKEN");
        variables.put("SHOPIFY_CLIENT_ID", "id");
        variables.put("SHOPIFY_CLIENT_SECRET", "secret");
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SERVER_PORT,65536", "SERVER_PORT,http", "DATABASE_URL,postgres://db/dropship", "ROUTES_DIR,/no/such/place",
            "PUBLIC_URL,my-service",
            "ALIBABA_BASE_URL,https://openapi-api.alibaba.com", "ALIBABA_BASE_URL,openapi-api.alibaba.com/rest",
            "ALIBABA_USE_SANDBOX,yes", "ALIBABA_PAYMENT_METHOD,CASH", "ALIBABA_PAYER_IP,127.0.0.1", "ALIBABA_PAYER_IP,10.1.2.3",
            "ALIBABA_PAYER_IP,my.host", "ALIBABA_PAYMENT,automatic", "ALIEXPRESS_BASE_URL,https://api-sg.aliexpress.com/sync",
            "ALIEXPRESS_SEARCH,both", "ALIEXPRESS_PAYMENT,never", "SHOPIFY_SHOP,https://my-store.myshopify.com",
            "SHOPIFY_SHOP,my-store.example.com", "SHOPIFY_API_VERSION,latest", "BUYING_SINCE,yesterday", "BUY_DELAY,ten minutes",
            "BUY_DELAY,-1s", "POLL_INTERVAL,0s", "TOKEN_ENCRYPTION_KEYS,c2hvcnQ=", "TOKEN_ENCRYPTION_KEYS,not-base64!",
            "API_KEY,two words", "CONSOLE_USERNAME,a:b", "MAX_ORDER_COST,-1", "MAX_ORDER_COST,5e2", "MAX_DAILY_COST,lots",
            "PRICE_TOLERANCE_PERCENT,101", "MIN_MARGIN_PERCENT,2%"})
    void aMalformedSettingIsNamedWithoutItsValue(String variable, String value) {
        variables.put(variable, value);
        assertThat(problems()).singleElement().asString()
                .startsWith(variable + " is malformed, expected ").doesNotContain(value + " ");
    }

    @Test
    void aSecondEncryptionKeyIsCheckedToo() {
        variables.merge("TOKEN_ENCRYPTION_KEYS", "c2hvcnQ=", (good, bad) -> good + "," + bad);
        assertThat(problems()).singleElement().asString().startsWith("TOKEN_ENCRYPTION_KEYS is malformed");
    }

    @Test
    void noSecretIsEverRepeated() {
        variables.put("SHOPIFY_SHOP", "broken hush");
        variables.put("CONSOLE_PASSWORD", "hush".repeat(30));
        assertThat(problems()).hasSize(2).noneMatch(problem -> problem.contains("hush"));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everyVariableReachesItsKeyInTheShippedFile(Setting setting) {
        variables.put(setting.name(), "reached");
        assertThat(ShippedSettings.under(variables).getProperty(setting.key())).isEqualTo("reached");
    }

    @Test
    void theBaseUrlFollowsTheChoiceOfHostUnlessItIsGiven() {
        assertThat(alibabaBaseUrl()).isEqualTo("https://openapi-api.alibaba.com/rest");
        variables.put("ALIBABA_USE_SANDBOX", "true");
        assertThat(alibabaBaseUrl()).isEqualTo("https://openapi-api-sandbox.alibaba.com/rest");
        variables.put("ALIBABA_BASE_URL", "http://127.0.0.1:1/rest");
        assertThat(alibabaBaseUrl()).isEqualTo("http://127.0.0.1:1/rest");
    }

    private String alibabaBaseUrl() {
        return ShippedSettings.under(variables).getProperty("alibaba.base-url");
    }
}
