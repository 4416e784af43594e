package io.github.dropshiproutes.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

class RouteCheckTest {

    private static final String GOOD = """
            - route:
                id: good
                description: A route without fault.
                from:
                  uri: direct:good
                  steps:
                    - to:
                        uri: %s
            """;

    @TempDir
    Path routes;

    @BeforeEach
    void withTheShippedErrorTable() throws IOException {
        Files.createDirectories(routes.resolve("errors"));
        Files.copy(Path.of("routes/errors/error-codes.yaml"), routes.resolve("errors/error-codes.yaml"));
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(routes.resolve(name).getParent());
        Files.writeString(routes.resolve(name), text);
    }

    private List<String> findings() {
        ConfigurableEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new MapPropertySource("test", Map.of("known.key", "log:here")));
        return new RouteCheck(routes, settings).findings().stream().map(Finding::toString).toList();
    }

    private void assertFinding(String... parts) {
        assertThat(findings()).singleElement().asString().contains(parts).contains(" – ").doesNotContain("\n");
    }

    @Test
    void theShippedRoutesAreFreeOfFindings() throws Exception {
        StandardEnvironment shipped = new StandardEnvironment();
        new YamlPropertySourceLoader().load("application", new FileSystemResource("application.yaml"))
                .forEach(shipped.getPropertySources()::addLast);
        RouteCheck check = new RouteCheck(Path.of("routes"), shipped);
        assertThat(check.findings()).isEmpty();
        assertThat(check.files()).isGreaterThan(10);
    }

    @Test
    void aGoodRouteIsFreeOfFindings() throws Exception {
        file("orders/good.camel.yaml", GOOD.formatted("\"{{known.key}}\""));
        assertThat(findings()).isEmpty();
    }

    @Test
    void brokenYamlIsFoundWithItsLine() throws Exception {
        file("orders/bad.camel.yaml", "- route:\n    id: bad\n   from: x\n");
        assertFinding("orders/bad.camel.yaml:3", "is no YAML");
    }

    @Test
    void aMisspeltStepIsFound() throws Exception {
        file("orders/bad.camel.yaml", GOOD.formatted("log:here").replace("- to:", "- too:"));
        assertThat(findings()).isNotEmpty().allSatisfy(finding -> assertThat(finding).startsWith("orders/bad.camel.yaml: "));
        assertThat(String.join(" ", findings())).contains("'too'");
    }

    @Test
    void anUnknownSettingIsFound() throws Exception {
        file("orders/bad.camel.yaml", GOOD.formatted("\"log:{{no.such.key}}\""));
        assertFinding("orders/bad.camel.yaml", "the setting {{no.such.key}} is unknown", "application.yaml");
    }

    @Test
    void aPlaceholderWithADefaultNeedsNoSetting() throws Exception {
        file("orders/good.camel.yaml", GOOD.formatted("\"log:{{no.such.key:here}}\""));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aDirectTargetWithoutARouteIsFound() throws Exception {
        file("orders/bad.camel.yaml", GOOD.formatted("direct:nowhere"));
        assertFinding("no route starts at direct:nowhere");
    }

    @Test
    void aDynamicTargetIsFoundOnlyWhenItFitsNoRoute() throws Exception {
        file("orders/good.camel.yaml", GOOD.formatted("\"direct:${variable.word}od\"").replace("- to:", "- toD:"));
        assertThat(findings()).isEmpty();
        file("orders/good.camel.yaml", GOOD.formatted("\"direct:${variable.word}-quote\"").replace("- to:", "- toD:"));
        assertFinding("no route starts at direct:${variable.word}-quote");
    }

    @Test
    void twoRoutesWithOneIdAreFound() throws Exception {
        file("orders/good.camel.yaml", GOOD.formatted("log:here"));
        file("shopify/again.camel.yaml", GOOD.formatted("log:here").replace("direct:good", "direct:again"));
        assertFinding("shopify/again.camel.yaml", "the route id good is also used in orders/good.camel.yaml");
    }

    @Test
    void anUnknownErrorConfigurationIsFound() throws Exception {
        file("orders/bad.camel.yaml", GOOD.formatted("log:here").replace("id: good", "id: good\n    routeConfigurationId: no-such"));
        assertFinding("no routeConfiguration has the id no-such");
    }

    @Test
    void anUnknownOptionOfAnEndpointIsFound() throws Exception {
        file("orders/bad.camel.yaml", GOOD.formatted("log:here?perod=5"));
        assertFinding("perod", "Unknown option");
    }

    @Test
    void anUnknownComponentIsFound() throws Exception {
        file("orders/bad.camel.yaml", GOOD.formatted("kafke:topic"));
        assertFinding("kafke is no component");
    }

    @Test
    void anExpressionMayAskABeanAndNameASetting() throws Exception {
        file("orders/good.camel.yaml", GOOD.formatted("log:here").replace("- to:",
                "- setBody:\n            simple:\n              expression: \"${bean:refused?method=code} in '{{known.key}}'\"\n        - to:"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anExpressionThatIsNotSimpleIsFound() throws Exception {
        file("orders/bad.camel.yaml", GOOD.formatted("log:here")
                .replace("- to:", "- setBody:\n            simple:\n              expression: \"${body\"\n        - to:"));
        assertFinding("is not Simple");
    }

    @Test
    void aMistakeInTheErrorTableIsFound() throws Exception {
        file("orders/good.camel.yaml", GOOD.formatted("log:here"));
        file("errors/error-codes.yaml", "codez: []\n");
        assertThat(findings()).isNotEmpty().allSatisfy(finding -> assertThat(finding).contains("error-codes.yaml:"));
    }

    @Test
    void anEmptyOrMissingDirectoryIsFound() throws Exception {
        assertFinding("holds no *.camel.yaml");
        assertThat(new RouteCheck(routes.resolve("nowhere"), new StandardEnvironment()).findings()).hasSize(1);
    }
}
