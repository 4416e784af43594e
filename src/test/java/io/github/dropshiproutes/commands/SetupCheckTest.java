package io.github.dropshiproutes.commands;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.SandboxServer;
import io.github.dropshiproutes.settings.Setting;
import io.github.dropshiproutes.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SetupCheckTest {

    private static final String SCOPES = "{\"data\":{\"currentAppInstallation\":{\"accessScopes\":[{\"handle\":\"%s\"}]}}}";

    @TempDir
    Path temp;

    private Clock clock = Clock.systemUTC();
    private final Map<Setting, String> set = new HashMap<>();
    private SandboxServer alibaba;
    private WireMockServer shopify;

    @BeforeEach
    void everythingInOrder() throws Exception {
        alibaba = SandboxServer.start(SandboxOptions.defaults());
        shopify = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        shopify.start();
        shopify.stubFor(post("/admin/api/2026-10/graphql.json").withHeader("X-Shopify-Access-Token", equalTo("shopify-hush"))
                .willReturn(okJson(SCOPES.formatted("read_orders"))));
        set.put(Setting.ALIBABA_APP_KEY, SandboxOptions.APP_KEY);
        set.put(Setting.ALIBABA_APP_SECRET, SandboxOptions.APP_SECRET);
        set.put(Setting.ALIBABA_ACCESS_TOKEN, SandboxOptions.ACCESS_TOKEN);
        set.put(Setting.ALIBABA_BASE_URL, alibaba.alibabaBaseUrl());
        set.put(Setting.SHOPIFY_SHOP, "my-store.myshopify.com");
        set.put(Setting.SHOPIFY_WEBHOOK_SECRETS, "hush");
        set.put(Setting.SHOPIFY_ACCESS_TOKEN, "shopify-hush");
        set.put(Setting.SHOPIFY_API_VERSION, "2026-10");
        set.put(Setting.SHOPIFY_BASE_URL, shopify.baseUrl());
        set.put(Setting.TOKEN_ENCRYPTION_KEYS, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        set.put(Setting.API_KEY, "hush");
        set.put(Setting.CONSOLE_USERNAME, "ada");
        set.put(Setting.CONSOLE_PASSWORD, "hush");
        set.put(Setting.PUBLIC_URL, "https://orders.example.com");
        set.put(Setting.DATA_DIR, temp.resolve("data").toString());
        set.put(Setting.DATABASE_URL, TestPostgres.freshDatabase());
    }

    @AfterEach
    void stop() {
        alibaba.close();
        shopify.stop();
    }

    private List<String> lines() {
        StandardEnvironment settings = new StandardEnvironment();
        Map<String, Object> byKey = new HashMap<>();
        set.forEach((setting, value) -> byKey.put(setting.key(), value));
        settings.getPropertySources().addFirst(new MapPropertySource("test", byKey));
        List<String> lines = new SetupCheck(settings, clock).lines().stream().map(SetupCheck.Line::toString).toList();
        assertThat(lines).noneMatch(line -> line.contains("hush") || line.contains("\n") || line.contains(SandboxOptions.APP_SECRET)
                || line.contains(SandboxOptions.ACCESS_TOKEN) || line.contains(SandboxOptions.ALIEXPRESS_APP_SECRET)
                || line.contains(SandboxOptions.ALIEXPRESS_ACCESS_TOKEN));
        return lines;
    }

    private void assertOnlyError(String... parts) {
        assertThat(lines()).filteredOn(line -> line.startsWith("ERROR")).singleElement().asString().contains(parts).contains(" – ");
    }

    @Test
    void aSetupInOrderHasALineForEachPart() {
        assertThat(lines()).allMatch(line -> line.startsWith("ok")).extracting(line -> line.split("[ :]+")[1])
                .containsExactly("settings", "DATA_DIR", "database", "callback", "Alibaba", "AliExpress", "clock", "Shopify");
        assertThat(temp).isEmptyDirectory();
        assertThat(alibaba.ledger().created()).isEmpty();
    }

    @Test
    void aWrongSecretIsToldFromAWrongToken() {
        set.put(Setting.ALIBABA_APP_SECRET, "another");
        assertOnlyError("Alibaba: answers IncompleteSignature", "correct ALIBABA_APP_SECRET");
        set.put(Setting.ALIBABA_APP_SECRET, SandboxOptions.APP_SECRET);
        set.put(Setting.ALIBABA_ACCESS_TOKEN, "another");
        assertOnlyError("Alibaba: answers IllegalAccessToken", "connect the account again");
    }

    @Test
    void aliExpressIsTriedWithAnOrderThatCannotBe() {
        onlyAliExpress();
        assertThat(lines()).allMatch(line -> line.startsWith("ok")).contains("ok    Alibaba: not used",
                "ok    AliExpress: key, secret and token are accepted", "ok    clock: agrees with AliExpress's");
        set.put(Setting.ALIEXPRESS_APP_SECRET, "another");
        assertOnlyError("AliExpress: answers IncompleteSignature", "correct ALIEXPRESS_APP_SECRET");
        set.put(Setting.ALIEXPRESS_APP_SECRET, SandboxOptions.ALIEXPRESS_APP_SECRET);
        set.put(Setting.ALIEXPRESS_APP_KEY, "another");
        assertOnlyError("AliExpress: answers InvalidApp", "correct ALIEXPRESS_APP_KEY");
        set.put(Setting.ALIEXPRESS_APP_KEY, SandboxOptions.ALIEXPRESS_APP_KEY);
        set.put(Setting.ALIEXPRESS_ACCESS_TOKEN, "another");
        assertOnlyError("AliExpress: answers IllegalAccessToken", "connect the account again, or correct ALIEXPRESS_ACCESS_TOKEN");
        set.put(Setting.ALIEXPRESS_BASE_URL, shopify.baseUrl());
        assertOnlyError("AliExpress: answers HTTP 404", "ALIEXPRESS_BASE_URL");
    }

    private void onlyAliExpress() {
        set.keySet().removeIf(setting -> setting.name().startsWith("ALIBABA_"));
        set.put(Setting.ALIEXPRESS_APP_KEY, SandboxOptions.ALIEXPRESS_APP_KEY);
        set.put(Setting.ALIEXPRESS_APP_SECRET, SandboxOptions.ALIEXPRESS_APP_SECRET);
        set.put(Setting.ALIEXPRESS_ACCESS_TOKEN, SandboxOptions.ALIEXPRESS_ACCESS_TOKEN);
        set.put(Setting.ALIEXPRESS_BASE_URL, alibaba.aliExpressBaseUrl());
    }

    @Test
    void aClockThatIsOffIsNamed() {
        clock = Clock.offset(clock, Duration.ofMinutes(10));
        assertOnlyError("clock: is ", "s off", "synchronise");
    }

    @Test
    void withoutATokenNothingIsCalledAtAlibaba() {
        set.remove(Setting.ALIBABA_ACCESS_TOKEN);
        assertThat(lines()).allMatch(line -> line.startsWith("ok"));
        assertThat(alibaba.ledger().entries()).noneMatch(entry -> entry.kind().equals("call"));
    }

    @Test
    void anUpstreamThatIsNotThereIsNamed() {
        alibaba.close();
        assertOnlyError("Alibaba: cannot be reached", "ALIBABA_BASE_URL");
    }

    @Test
    void aRefusedShopifyTokenAndAMissingScopeAreNamed() {
        set.put(Setting.SHOPIFY_ACCESS_TOKEN, "another");
        assertOnlyError("Shopify: refuses the token (HTTP 404)", "SHOPIFY_ACCESS_TOKEN");
        set.put(Setting.SHOPIFY_ACCESS_TOKEN, "shopify-hush");
        shopify.stubFor(post("/admin/api/2026-10/graphql.json").willReturn(okJson(SCOPES.formatted("read_products"))));
        assertOnlyError("Shopify: the token may not read orders", "read_orders");
    }

    @Test
    void clientCredentialsAreExchangedForAToken() {
        set.remove(Setting.SHOPIFY_ACCESS_TOKEN);
        set.put(Setting.SHOPIFY_CLIENT_ID, "id");
        set.put(Setting.SHOPIFY_CLIENT_SECRET, "client-hush");
        shopify.stubFor(post("/admin/oauth/access_token").withRequestBody(containing("client_secret=client-hush"))
                .willReturn(okJson("{\"access_token\":\"shopify-hush\"}")));
        assertThat(lines()).allMatch(line -> line.startsWith("ok"));
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        set.put(Setting.DATABASE_URL, "jdbc:postgresql://127.0.0.1:1/dropship?user=a&password=hush");
        assertOnlyError("database: cannot be reached", "DATABASE_URL");
    }

    @Test
    void anHtmlPageOfAnUpstreamIsNoCrash() {
        shopify.stubFor(post("/admin/api/2026-10/graphql.json").willReturn(aResponse().withStatus(200).withBody("<html>")));
        assertOnlyError("Shopify: the token may not read orders");
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        set.put(Setting.DATA_DIR, file.resolve("data").toString());
        assertOnlyError("DATA_DIR", "cannot be written");
    }

    @Test
    void aCallbackThatNobodyCanReachAndAMissingSettingAreNamed() {
        set.put(Setting.PUBLIC_URL, "http://localhost:8080");
        assertOnlyError("callback", "https");
        set.put(Setting.PUBLIC_URL, "https://orders.example.com");
        set.remove(Setting.API_KEY);
        assertOnlyError("settings: API_KEY is missing");
    }
}
