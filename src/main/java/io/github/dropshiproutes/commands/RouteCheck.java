package io.github.dropshiproutes.commands;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.dropshiproutes.commands.RouteDocument.Endpoint;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.ErrorTableException;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.core.env.PropertyResolver;

/** Reads every route the way the service would, without starting any, and collects what would keep it from working. */
final class RouteCheck {

    private static final String SUFFIX = ".camel.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Pattern BEAN = Pattern.compile("\\$\\{bean:\\w+(\\?method=\\w+)?}");

    private final Path directory;
    private final PropertyResolver settings;
    private final List<RouteDocument> documents = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int files;

    /**
     * @param directory what {@code ROUTES_DIR} would be
     * @param settings  what the routes' placeholders stand for
     */
    RouteCheck(Path directory, PropertyResolver settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** @return how many route files were read */
    int files() {
        return files;
    }

    /** @return all that is wrong, in the order of the files */
    List<Finding> findings() {
        try (Stream<Path> paths = Files.walk(directory); DefaultCamelContext camel = camel()) {
            for (Path file : paths.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
                files++;
                read(camel, file);
            }
        } catch (IOException e) {
            find(directory.toString(), "cannot be read: " + e, "name the directory of the routes, or set ROUTES_DIR");
            return findings;
        }
        if (files == 0) {
            find(directory.toString(), "holds no *" + SUFFIX, "name the directory of the routes, or set ROUTES_DIR");
        }
        ids();
        directs();
        errorTable();
        return findings;
    }

    private DefaultCamelContext camel() {
        DefaultCamelContext camel = new DefaultCamelContext(false);
        camel.getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
            @Override
            public String getName() {
                return "settings";
            }

            @Override
            public String getProperty(String name) {
                return setting(name);
            }
        });
        camel.build();
        return camel;
    }

    private String setting(String key) {
        try {
            return settings.getProperty(key);
        } catch (IllegalArgumentException unresolvable) {
            return null;
        }
    }

    private void read(DefaultCamelContext camel, Path file) throws IOException {
        String name = directory.relativize(file).toString();
        RouteDocument document;
        try {
            document = new RouteDocument(name, YAML.readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            find(name + ":" + line, "is no YAML: " + e.getOriginalMessage(), "correct the indentation, quotes or double key there");
            return;
        }
        documents.add(document);
        List<String> mistakes = RouteSchema.mistakes(document.root());
        mistakes.forEach(mistake -> find(name, mistake, "write it as Camel's YAML DSL does, see routes/README.md"));
        document.settings().stream().filter(key -> setting(key) == null).forEach(key ->
                find(name, "the setting {{" + key + "}} is unknown", "correct it, or add it to application.yaml"));
        if (mistakes.isEmpty()) {
            load(camel, name, file);
            document.endpoints().forEach(endpoint -> options(camel, name, endpoint));
            document.simpleExpressions().forEach(expression -> simple(camel, name, expression));
        }
    }

    private void load(DefaultCamelContext camel, String name, Path file) {
        try {
            Resource resource = ResourceHelper.resolveMandatoryResource(camel, file.toUri().toString());
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
        } catch (Exception e) {
            find(name, "cannot be loaded: " + rootMessage(e), "correct the step it names");
        }
    }

    private void options(DefaultCamelContext camel, String name, Endpoint endpoint) {
        String scheme = endpoint.uri().split("[:?]", 2)[0];
        if (endpoint.dynamic() || scheme.contains("{{")) {
            return;
        }
        RuntimeCamelCatalog catalog = camel.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
        try {
            if (camel.getComponent(scheme, true, false) == null) {
                find(name, scheme + " is no component of this installation", "correct it, or add its jar to pom.xml");
                return;
            }
            Map<String, String> options = new LinkedHashMap<>();
            if (!endpoint.uri().equals(scheme)) {
                options.putAll(catalog.endpointProperties(endpoint.uri()));
            }
            options.putAll(endpoint.parameters());
            EndpointValidationResult result = catalog.validateProperties(scheme, options);
            if (!result.isSuccess()) {
                find(name, endpoint.uri() + ": " + result.summaryErrorMessage(false).strip(), "correct the option it names");
            }
        } catch (URISyntaxException | RuntimeException e) {
            find(name, endpoint.uri() + " is no address: " + rootMessage(e), "correct it");
        }
    }

    private void simple(DefaultCamelContext camel, String name, String expression) {
        Language simple = camel.resolveLanguage("simple");
        // No bean of the product is made here; whether it has the method, the start says.
        String resolved = BEAN.matcher(withSettings(camel, expression)).replaceAll(Matcher.quoteReplacement("${body}"));
        try {
            simple.createExpression(resolved);
        } catch (RuntimeException noExpression) {
            try {
                simple.createPredicate(resolved);
            } catch (RuntimeException e) {
                find(name, "the expression '" + expression + "' is not Simple: " + rootMessage(e), "correct it");
            }
        }
    }

    /** @return the expression as it is at run time; as it is written when it names an unknown setting, which is a finding of its own */
    private static String withSettings(DefaultCamelContext camel, String expression) {
        try {
            return camel.resolvePropertyPlaceholders(expression);
        } catch (IllegalArgumentException unknown) {
            return expression;
        }
    }

    private void ids() {
        Map<String, String> fileOfRoute = new HashMap<>();
        Set<String> configurations = new HashSet<>();
        documents.forEach(document -> configurations.addAll(document.configurationIds()));
        for (RouteDocument document : documents) {
            for (String id : document.routeIds()) {
                String other = fileOfRoute.putIfAbsent(id, document.name());
                if (other != null) {
                    find(document.name(), "the route id " + id + " is also used in " + other, "give each route an id of its own");
                }
            }
            document.namedConfigurations().stream().filter(id -> configurations.stream().noneMatch(matches(id))).forEach(id ->
                    find(document.name(), "no routeConfiguration has the id " + id, "correct it, or add it to errors/"));
        }
    }

    private static Predicate<String> matches(String wildcard) {
        return Pattern.compile(Pattern.quote(wildcard).replace("*", "\\E.*\\Q")).asMatchPredicate();
    }

    private void directs() {
        Set<String> consumers = new HashSet<>();
        documents.forEach(document -> document.endpoints().stream().filter(Endpoint::consumer).map(Endpoint::direct)
                .forEach(consumers::add));
        for (RouteDocument document : documents) {
            document.endpoints().stream().filter(endpoint -> !endpoint.consumer()).map(Endpoint::direct)
                    .filter(direct -> direct != null && consumers.stream().filter(Objects::nonNull).noneMatch(reachedBy(direct)))
                    .distinct().forEach(direct -> find(document.name(), "no route starts at direct:" + direct,
                            "correct the name, or add a route that starts there"));
        }
    }

    // What a message decides may be anything; the rest of the name still has to fit some route.
    private static Predicate<String> reachedBy(String direct) {
        StringBuilder pattern = new StringBuilder();
        for (String fixed : direct.split("\\$\\{[^}]*}", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".+").append(Pattern.quote(fixed));
        }
        return Pattern.compile(pattern.toString()).asMatchPredicate();
    }

    private void errorTable() {
        Path table = directory.resolve("errors").resolve("error-codes.yaml");
        if (!Files.exists(table)) {
            find("errors/error-codes.yaml", "is missing", "copy it from the release; no error can be told from another without it");
            return;
        }
        try {
            ErrorCatalogue.load(table);
        } catch (ErrorTableException e) {
            e.getMistakes().forEach(mistake -> findings.add(new Finding("errors", mistake, "correct that line")));
        }
    }

    private void find(String where, String message, String remedy) {
        findings.add(new Finding(where, message, remedy));
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
