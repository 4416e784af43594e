package io.github.dropshiproutes.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.dropshiproutes.settings.Setting;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Path COMPOSE = Path.of("docker-compose.yml");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?[0-9]+(\\.[0-9]+)+([._-][a-z0-9._-]+)?");

    private static JsonNode compose() throws IOException {
        return YAML.readTree(COMPOSE.toFile());
    }

    private static Set<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file)).results()
                .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented() throws IOException {
        return found(Path.of("application.yaml"), "\\$\\{([A-Z][A-Z0-9_]*)[:}]");
    }

    @Test
    void everySettingIsCheckedDocumentedAndHandedToTheContainer() throws Exception {
        Set<String> documented = documented();
        assertThat(Stream.of(Setting.values()).map(Setting::name)).containsExactlyInAnyOrderElementsOf(documented);
        assertThat(found(Path.of(".env.example"), "^([A-Z_]+)=")).isEqualTo(documented);
        Set<String> handed = new TreeSet<>();
        compose().at("/services/app/environment").fieldNames().forEachRemaining(handed::add);
        assertThat(handed).isEqualTo(documented);
    }

    @Test
    void composeAsksForNoVariableThatIsNoSetting() throws Exception {
        assertThat(documented()).containsAll(found(COMPOSE, "(?<!\\$)\\$\\{([A-Z_]+)"));
    }

    @Test
    void everySettingOfTheExampleIsExplained() throws Exception {
        List<String> lines = Files.readAllLines(Path.of(".env.example"));
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).matches("[A-Z_]+=.*")) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("# ");
            }
        }
    }

    @Test
    void theExampleHoldsNoSecretAndTheShippedDefaults() throws Exception {
        String application = Files.readString(Path.of("application.yaml"));
        for (String line : Files.readAllLines(Path.of(".env.example"))) {
            if (line.matches("[A-Z_]+=.+")) {
                assertThat(application).contains("${" + line.replaceFirst("=", ":") + "}");
            }
        }
    }

    @Test
    void everyMountedFileIsThereAndEveryVolumeDeclared() throws Exception {
        for (JsonNode service : compose().get("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(Path.of(source)).exists();
                } else {
                    assertThat(compose().get("volumes").has(source)).as(source).isTrue();
                }
            }
        }
    }

    @Test
    void everyImageIsPinnedAndEveryServiceWatched() throws Exception {
        List<String> images = new ArrayList<>();
        for (JsonNode service : compose().get("services")) {
            images.add(service.path("image").asText());
            assertThat(service.at("/healthcheck/test").size()).isGreaterThan(1);
        }
        images.addAll(found(Path.of("Dockerfile"), "^FROM (\\S+)"));
        assertThat(images).hasSize(6).allMatch(image -> PINNED.matcher(image).matches());
    }

    @Test
    void theImageHoldsWhatItCopiesAndRunsAsAnOrdinaryUser() throws Exception {
        Path dockerfile = Path.of("Dockerfile");
        Pattern.compile("^COPY (?!--from)(.+) \\S+$", Pattern.MULTILINE).matcher(Files.readString(dockerfile)).results()
                .map(MatchResult::group).flatMap(line -> Stream.of(line.split(" ")).skip(1)).filter(word -> !word.equals("./"))
                .forEach(copied -> assertThat(Path.of(copied)).exists());
        assertThat(found(dockerfile, "^USER (\\S+)")).containsExactly("dropship");
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains(".env", "data", ".git");
    }

    @Test
    void prometheusReadsTheBearerKeyFromTheSecretItIsGiven() throws Exception {
        JsonNode job = YAML.readTree(Path.of("deploy/prometheus.yml").toFile()).at("/scrape_configs/0");
        String secret = job.at("/authorization/credentials_file").asText().replace("/run/secrets/", "");
        assertThat(compose().at("/secrets/" + secret + "/environment").asText()).isEqualTo("API_KEY");
        assertThat(compose().at("/services/prometheus/secrets/0").asText()).isEqualTo(secret);
        assertThat(job.path("metrics_path").asText()).isEqualTo("/actuator/prometheus");
        assertThat(compose().get("services").has(job.at("/static_configs/0/targets/0").asText().split(":")[0])).isTrue();
    }

    @Test
    void grafanaFindsItsSourceAndTheDashboardAsksForMetricsThatExist() throws Exception {
        JsonNode source = YAML.readTree(Path.of("deploy/grafana/provisioning/datasources/prometheus.yml").toFile()).at("/datasources/0");
        JsonNode dashboard = new ObjectMapper().readTree(Path.of("deploy/grafana/dashboards/dropship-routes.json").toFile());
        String sources = productSources();
        List<String> titles = dashboard.findValuesAsText("title");
        assertThat(titles).contains("Intake", "Stages", "Errors by class", "Backlog age", "Spend of the day");
        assertThat(dashboard.findValuesAsText("uid")).contains(source.path("uid").asText());
        for (String expression : dashboard.findValuesAsText("expr")) {
            Pattern.compile("dropship_[a-z_]+").matcher(expression).results().map(MatchResult::group).forEach(metric -> {
                String meter = metric.replaceAll("_(total|seconds(_(sum|count|max))?|usd)$", "").replace('_', '.');
                assertThat(sources).as(metric).contains("\"" + meter + "\"");
            });
        }
    }

    private static String productSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void continuousIntegrationRunsTheTestCommandOfTheReadme() throws Exception {
        assertThat(Path.of(".ci/run")).isExecutable();
        assertThat(Files.readString(Path.of(".ci/run"))).contains("mvn -B verify");
    }
}
