package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the API says what there is, no less and no more, and its examples keep to it. */
class ApiDescriptionTest extends ApiTestCase {

    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private record Operation(String name, JsonNode node) {
    }

    private JsonNode description() {
        Answer answer = get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static List<Operation> operations(JsonNode description) {
        List<Operation> operations = new ArrayList<>();
        description.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(verb -> {
            assertThat(VERBS).contains(verb.getKey());
            operations.add(new Operation(verb.getKey() + " " + path.getKey(), verb.getValue()));
        }));
        return operations;
    }

    @Test
    void everyControllerAndEveryRouteIsDescribedAndNothingElse() throws IOException {
        Set<String> offered = new TreeSet<>(controllers());
        offered.addAll(routes());

        Set<String> described = operations(description()).stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(offered);
    }

    private Set<String> controllers() {
        Set<String> offered = new TreeSet<>();
        for (RequestMappingInfo mapping : mappings.getHandlerMethods().keySet()) {
            for (String path : mapping.getPatternValues()) {
                if (path.startsWith("/api/")) {
                    mapping.getMethodsCondition().getMethods().forEach(verb -> offered.add(verb.name().toLowerCase() + " " + path));
                }
            }
        }
        return offered;
    }

    private static Set<String> routes() throws IOException {
        Set<String> offered = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml")).toList()) {
                JsonNode parameters = YAML.readTree(file.toFile()).path(0).path("route").path("from").path("parameters");
                String path = parameters.path("path").asText("");
                if (path.startsWith("/api/")) {
                    // The guide's two token endpoints share a route, which refuses whatever is below its path.
                    List<String> paths = parameters.path("matchOnUriPrefix").asBoolean()
                            ? List.of(path + "/create", path + "/refresh") : List.of(path);
                    for (String verb : parameters.path("httpMethodRestrict").asText().toLowerCase().split(",")) {
                        paths.forEach(each -> offered.add(verb + " " + each));
                    }
                }
            }
        }
        return offered;
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryNameIsGivenOnce() {
        JsonNode description = description();

        assertThat(description.path("openapi").asText()).startsWith("3.1");
        assertThat(description.findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference ->
                assertThat(description.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
        assertThat(operations(description)).extracting(operation -> operation.node().path("operationId").asText()).doesNotHaveDuplicates()
                .doesNotContain("");
        Matcher placeholder = Pattern.compile("\\{(\\w+)}").matcher("");
        for (Operation operation : operations(description)) {
            placeholder.reset(operation.name());
            while (placeholder.find()) {
                assertThat(operation.node().path("parameters").toString()).as(operation.name()).contains("/" + placeholder.group(1) + "\"");
            }
        }
    }

    @Test
    void everyBodyHasASchemaAndAnExampleThatFitsIt() {
        JsonNode description = description();

        for (Operation operation : operations(description)) {
            List<JsonNode> bodies = new ArrayList<>();
            operation.node().path("requestBody").path("content").fields().forEachRemaining(type -> {
                if (type.getKey().equals("application/json")) {
                    bodies.add(type.getValue());
                }
            });
            operation.node().path("responses").fields().forEachRemaining(response -> {
                if (response.getKey().startsWith("2") && !response.getKey().equals("204")) {
                    bodies.add(response.getValue().path("content").path("application/json"));
                }
            });
            for (JsonNode body : bodies) {
                assertThat(body.path("schema").isObject()).as(operation.name()).isTrue();
                if (!operation.name().equals("get /api/figures")) {
                    assertThat(body.has("example")).as(operation.name()).isTrue();
                    assertThat(mistakes(description, body)).as(operation.name()).isEmpty();
                }
            }
        }
        description.path("components").path("responses").forEach(response -> assertThat(mistakes(description,
                response.path("content").path("application/problem+json"))).isEmpty());
    }

    private static List<String> mistakes(JsonNode description, JsonNode body) {
        ObjectNode schema = body.path("schema").deepCopy();
        schema.set("components", description.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema).validate(body.path("example")).stream()
                .map(Object::toString).toList();
    }

    @Test
    void thePageShowsTheDescriptionAndFetchesNothingFromElsewhere() {
        String page = get("/docs").response().body();
        Matcher files = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
        int found = 0;
        while (files.find()) {
            assertThat(files.group(1)).startsWith("/docs/");
            assertThat(get(files.group(1)).status()).as(files.group(1)).isEqualTo(200);
            found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(4);
        assertThat(get("/docs/docs.js").response().body()).contains("\"/openapi.json\"").doesNotContain("https://");
    }

    @Test
    void nobodyReadsItWithoutTheKeyOrASignIn() {
        isProblem(send(HttpRequest.newBuilder(uri("/openapi.json"))), 401);
        assertThat(send(HttpRequest.newBuilder(uri("/docs"))).status()).isEqualTo(401);
        assertThat(send(signedIn("vera", "viewing"), HttpRequest.newBuilder(uri("/docs"))).status()).isEqualTo(200);
    }
}
