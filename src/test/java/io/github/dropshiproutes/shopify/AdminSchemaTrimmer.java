package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.Argument;
import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.Field;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.OperationDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Cuts what the documents of {@code src/main/resources/graphql} use out of the whole Admin schema, run by
 * {@code scripts/trim-shopify-schema}: the selected fields, the plain ones beside them, and every type of an argument.
 */
final class AdminSchemaTrimmer {

    private static final String HEADER = """
            # What src/main/resources/graphql/*.graphql uses of Shopify's Admin schema, cut out of
            # dist/data/%s of the npm package @shopify/dev-mcp 1.16.0 (Copyright Shopify, ISC licence).
            # Made by scripts/trim-shopify-schema: run it again after a document has changed; never edit by hand.

            """;

    private static final Set<String> DIRECTIVES = Set.of("idempotent");

    private final Map<String, Definition<?>> types = new LinkedHashMap<>();
    private final List<Definition<?>> directives = new ArrayList<>();
    private final Map<String, Set<String>> selected = new TreeMap<>();
    private final Set<String> kept = new TreeSet<>();

    private AdminSchemaTrimmer(Document whole) {
        for (Definition<?> definition : whole.getDefinitions()) {
            if (definition instanceof TypeDefinition<?> type) {
                types.put(type.getName(), definition);
            } else if (definition instanceof DirectiveDefinition directive && DIRECTIVES.contains(directive.getName())) {
                directives.add(directive.transform(builder -> builder.description(null).comments(List.of()).inputValueDefinitions(
                        directive.getInputValueDefinitions().stream().map(AdminSchemaTrimmer::trimmed).toList())));
            }
        }
    }

    /** @param args {@code admin_….json.gz} of the package, the directory of the documents, the file to write */
    public static void main(String[] args) throws IOException {
        Map<String, Object> json;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(args[0])))) {
            json = new ObjectMapper().readValue(in, new TypeReference<>() { });
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> data = (Map<String, Object>) json.get("data");
        AdminSchemaTrimmer trimmer = new AdminSchemaTrimmer(new IntrospectionResultToSchema().createSchemaDefinition(data));
        for (Path document : documents(Path.of(args[1]))) {
            trimmer.use(new Parser().parseDocument(Files.readString(document)));
        }
        Files.writeString(Path.of(args[2]), HEADER.formatted(Path.of(args[0]).getFileName()) + trimmer.print());
    }

    private void use(Document document) {
        for (Definition<?> definition : document.getDefinitions()) {
            OperationDefinition operation = (OperationDefinition) definition;
            String root = operation.getOperation() == OperationDefinition.Operation.MUTATION ? "Mutation" : "QueryRoot";
            operation.getVariableDefinitions().stream().map(VariableDefinition::getType).forEach(this::keep);
            select(root, operation.getSelectionSet());
        }
    }

    private void select(String typeName, SelectionSet selections) {
        kept.add(typeName);
        ObjectTypeDefinition type = (ObjectTypeDefinition) types.get(typeName);
        for (Selection<?> selection : selections.getSelections()) {
            Field field = (Field) selection;
            FieldDefinition definition = type.getFieldDefinitions().stream().filter(each -> each.getName().equals(field.getName()))
                    .findFirst().orElseThrow(() -> new IllegalArgumentException(typeName + " has no field " + field.getName()));
            selected.computeIfAbsent(typeName, name -> new HashSet<>()).add(field.getName());
            definition.getInputValueDefinitions().stream()
                    .filter(argument -> field.getArguments().stream().map(Argument::getName).anyMatch(argument.getName()::equals)
                            || isPlain(argument.getType()))
                    .map(InputValueDefinition::getType).forEach(this::keep);
            if (field.getSelectionSet() == null) {
                keep(definition.getType());
            } else {
                select(nameOf(definition.getType()), field.getSelectionSet());
            }
        }
    }

    private void keep(Type<?> type) {
        String name = nameOf(type);
        if (kept.add(name) && types.get(name) instanceof InputObjectTypeDefinition input) {
            input.getInputValueDefinitions().stream().map(InputValueDefinition::getType).forEach(this::keep);
        }
    }

    private boolean isPlain(Type<?> type) {
        Definition<?> definition = types.get(nameOf(type));
        return definition == null || definition instanceof ScalarTypeDefinition;
    }

    private String print() {
        List<String> parts = new ArrayList<>();
        parts.add("schema {\n  query: QueryRoot\n  mutation: Mutation\n}");
        directives.forEach(directive -> parts.add(AstPrinter.printAst(directive)));
        // A plain field beside a selected one may have a scalar of its own.
        for (String name : List.copyOf(kept)) {
            if (types.get(name) instanceof ObjectTypeDefinition object && !isRoot(name)) {
                object.getFieldDefinitions().stream().filter(field -> isPlain(field.getType()) && field.getInputValueDefinitions().isEmpty())
                        .map(FieldDefinition::getType).forEach(this::keep);
            }
        }
        kept.stream().map(types::get).filter(Objects::nonNull).map(this::trimmed).map(AstPrinter::printAst).forEach(parts::add);
        return parts.stream().map(String::strip).collect(Collectors.joining("\n\n")) + "\n";
    }

    private Definition<?> trimmed(Definition<?> definition) {
        if (definition instanceof ObjectTypeDefinition object) {
            Set<String> fields = selected.getOrDefault(object.getName(), Set.of());
            return object.transform(builder -> builder.description(null).comments(List.of()).implementz(List.of()).directives(List.of())
                    .fieldDefinitions(object.getFieldDefinitions().stream().filter(field -> fields.contains(field.getName())
                            || !isRoot(object.getName()) && isPlain(field.getType()) && field.getInputValueDefinitions().isEmpty())
                            .map(this::trimmed).toList()));
        }
        if (definition instanceof InputObjectTypeDefinition input) {
            return input.transform(builder -> builder.description(null).comments(List.of()).inputValueDefinitions(
                    input.getInputValueDefinitions().stream().map(AdminSchemaTrimmer::trimmed).toList()));
        }
        if (definition instanceof EnumTypeDefinition type) {
            return type.transform(builder -> builder.description(null).comments(List.of()).enumValueDefinitions(
                    type.getEnumValueDefinitions().stream().map(value ->
                            EnumValueDefinition.newEnumValueDefinition().name(value.getName()).build()).toList()));
        }
        return ((ScalarTypeDefinition) definition).transform(builder -> builder.description(null).comments(List.of()).directives(List.of()));
    }

    private FieldDefinition trimmed(FieldDefinition field) {
        return field.transform(builder -> builder.description(null).comments(List.of()).directives(List.of()).inputValueDefinitions(
                field.getInputValueDefinitions().stream().filter(argument -> kept.contains(nameOf(argument.getType())))
                        .map(AdminSchemaTrimmer::trimmed).toList()));
    }

    private static InputValueDefinition trimmed(InputValueDefinition value) {
        return value.transform(builder -> builder.description(null).comments(List.of()).directives(List.of()));
    }

    private static boolean isRoot(String type) {
        return type.equals("QueryRoot") || type.equals("Mutation");
    }

    private static String nameOf(Type<?> type) {
        return type instanceof TypeName name ? name.getName() : nameOf((Type<?>) type.getChildren().get(0));
    }

    /** @return the documents of a directory, in the order of their names */
    static List<Path> documents(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".graphql")).sorted().toList();
        }
    }
}
