package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ParseAndValidate;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.MockedWiringFactory;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document against Shopify's real schema, and against the rules that Shopify only checks when it is asked. */
class ShopifyDocumentsTest {

    private static final Path DOCUMENTS = Path.of("src/main/resources/graphql");

    /** Shopify refuses these without {@code @idempotent} since 2026-04; the schema does not say so. */
    private static final Set<String> IDEMPOTENT = Set.of("inventoryActivate", "inventoryAdjustQuantities", "inventoryMoveQuantities",
            "inventorySetOnHandQuantities", "inventorySetQuantities", "inventoryShipmentAddItems", "inventoryShipmentCreate",
            "inventoryShipmentCreateInTransit", "inventoryShipmentReceive", "inventoryTransferCreate",
            "inventoryTransferCreateAsReadyToShip", "inventoryTransferDuplicate", "inventoryTransferSetItems", "locationActivate",
            "locationDeactivate", "refundCreate");

    private static final GraphQLSchema SCHEMA = schema();

    static List<Path> documents() throws IOException {
        return AdminSchemaTrimmer.documents(DOCUMENTS);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void standsInTheSchema(Path file) throws IOException {
        assertThat(ParseAndValidate.validate(SCHEMA, parse(file)))
                .as("run scripts/trim-shopify-schema if the document has changed").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isOneOperationNamedAfterItsFile(Path file) throws IOException {
        List<OperationDefinition> operations = parse(file).getDefinitionsOfType(OperationDefinition.class);
        assertThat(parse(file).getDefinitions()).hasSize(1);
        assertThat(operations.get(0).getName().replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT) + ".graphql")
                .isEqualTo(file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void keepsToTheRulesOfTheRunTime(Path file) throws IOException {
        assertThat(breaches(parse(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void asksForTheUserErrorsOfEveryMutation(Path file) throws IOException {
        OperationDefinition operation = parse(file).getDefinitionsOfType(OperationDefinition.class).get(0);
        if (operation.getOperation() == OperationDefinition.Operation.MUTATION) {
            assertThat(fields(operation)).allSatisfy(field -> assertThat(field.getSelectionSet().getSelectionsOfType(Field.class))
                    .extracting(Field::getName).contains("userErrors"));
        }
    }

    @Test
    void anInventoryMutationWithoutItsKeyIsFound() {
        assertThat(breaches(Parser.parse("mutation A($i: I!) { inventorySetQuantities(input: $i) { userErrors { code } } }")))
                .containsExactly("inventorySetQuantities lacks @idempotent(key: $variable)");
    }

    @Test
    void aKeyWrittenIntoTheDocumentIsFound() {
        assertThat(breaches(Parser.parse("mutation A { refundCreate @idempotent(key: \"1\") { userErrors { code } } }"))).hasSize(1);
    }

    @Test
    void aMisspelledFieldIsFound() {
        assertThat(ParseAndValidate.validate(SCHEMA, Parser.parse("{ order(id: 1) { nmae } }"))).isNotEmpty();
    }

    @Test
    void everyQuantityCanSayWhatItIsChangedFrom() {
        assertThat(SCHEMA.getType("InventoryQuantityInput").getChildren()).extracting(Object::toString)
                .anyMatch(field -> field.contains("changeFromQuantity"));
    }

    private static Stream<Field> mutations(Document document) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> operation.getOperation() == OperationDefinition.Operation.MUTATION)
                .flatMap(operation -> fields(operation).stream());
    }

    private static List<String> breaches(Document document) {
        return mutations(document).filter(field -> IDEMPOTENT.contains(field.getName())).filter(field -> !hasKey(field))
                .map(field -> field.getName() + " lacks @idempotent(key: $variable)").toList();
    }

    private static boolean hasKey(Field field) {
        List<Directive> directives = field.getDirectives("idempotent");
        Argument key = directives.isEmpty() ? null : directives.get(0).getArgument("key");
        return key != null && key.getValue() instanceof VariableReference;
    }

    private static List<Field> fields(OperationDefinition operation) {
        List<Selection> selections = operation.getSelectionSet().getSelections();
        return selections.stream().map(Field.class::cast).toList();
    }

    private static Document parse(Path file) throws IOException {
        return Parser.parse(Files.readString(file));
    }

    private static GraphQLSchema schema() {
        return new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse(DOCUMENTS.resolve("schema/admin-2026-10.graphqls").toFile()),
                RuntimeWiring.newRuntimeWiring().wiringFactory(new MockedWiringFactory()).build());
    }
}
