package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphqlErrorException;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.ScalarWiringEnvironment;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeInfo;
import graphql.schema.idl.TypeRuntimeWiring;
import graphql.schema.idl.WiringFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The real Admin schema, as far as it is used, over {@link ShopifyStore}: whatever the schema does not know is refused as
 * Shopify refuses it, and so is what Shopify only checks at run time.
 */
final class ShopifySchema {

    /** Where null is not the same as nothing: it takes a value away. */
    private static final ObjectMapper WITH_NULLS = Json.MAPPER.copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
    private static final String USER_ERRORS = "userErrors";
    /** One mutation answers them under a name of its own, and under the common one. */
    private static final String OF_CANCELLING = "orderCancelUserErrors";
    private static final String SCHEMA = "/graphql/schema/admin-" + ShopifySamples.API_VERSION + ".graphqls";
    private static final int MOST_INPUTS = 250;

    private final ShopifyStore store;

    private ShopifySchema(ShopifyStore store) {
        this.store = store;
    }

    static GraphQLSchema schema(ShopifyStore store) {
        ShopifySchema schema = new ShopifySchema(store);
        try (InputStream in = ShopifySchema.class.getResourceAsStream(SCHEMA)) {
            return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(new InputStreamReader(in, StandardCharsets.UTF_8)),
                    schema.wiring());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GraphQL executable(GraphQLSchema schema) {
        return GraphQL.newGraphQL(schema).build();
    }

    private RuntimeWiring wiring() {
        return RuntimeWiring.newRuntimeWiring().wiringFactory(new Shape())
                .type(TypeRuntimeWiring.newTypeWiring("QueryRoot")
                        .dataFetcher("order", with((shop, in) -> plain(store.orderByGid(shop, text(in, "id")))))
                        .dataFetcher("orders", with((shop, in) -> page(in, plain(found(store.ordersOf(shop), in.getArgument("query"))))))
                        .dataFetcher("fulfillment", with((shop, in) -> plain(store.fulfilment(shop, text(in, "id")))))
                        .dataFetcher("fulfillmentOrder", with((shop, in) -> plain(store.fulfilmentOrder(shop, text(in, "id")))))
                        .dataFetcher("webhookSubscriptions", with((shop, in) -> page(in, plain(store.subscriptions(shop)))))
                        .dataFetcher("productByIdentifier", with((shop, in) -> plain(store.products().find(shop, json(in, "identifier")))))
                        .dataFetcher("product", with((shop, in) -> plain(store.products().find(shop,
                                Json.object().put("id", text(in, "id"))))))
                        .dataFetcher("publications", with((shop, in) -> page(in, ShopifyProducts.publications())))
                        .dataFetcher("productVariants", with(this::variants))
                        .dataFetcher("shop", with((shop, in) -> Map.of("currencyCode", store.products().currency(shop),
                                "myshopifyDomain", shop)))
                        .dataFetcher("location", with((shop, in) -> found(in.getArgument("id"))))
                        .dataFetcher("locations", with((shop, in) -> page(in,
                                List.of(location(ShopifyStore.LOCATION), location(ShopifyStore.OTHER_LOCATION))))))
                .type(TypeRuntimeWiring.newTypeWiring("InventoryItem").dataFetcher("inventoryLevel", ShopifySchema::level))
                .type(TypeRuntimeWiring.newTypeWiring("Mutation")
                        .dataFetcher("fulfillmentCreate", mutation("fulfillment", (shop, in) ->
                                store.fulfil(shop, json(in, "fulfillment"))))
                        .dataFetcher("fulfillmentOrderHold", mutation("fulfillmentHold", (shop, in) ->
                                store.holdPieces(shop, text(in, "id"), json(in, "fulfillmentHold"))))
                        .dataFetcher("orderCancel", mutation("job", (shop, in) ->
                                store.cancel(shop, Json.MAPPER.valueToTree(in.getArguments()))))
                        .dataFetcher("fulfillmentTrackingInfoUpdate", mutation("fulfillment", (shop, in) -> store.changeTracking(shop,
                                text(in, "fulfillmentId"), json(in, "trackingInfoInput"),
                                Boolean.TRUE.equals(in.getArgument("notifyCustomer")))))
                        .dataFetcher("fulfillmentEventCreate", mutation("fulfillmentEvent", (shop, in) ->
                                store.tell(shop, json(in, "fulfillmentEvent"))))
                        .dataFetcher("metafieldsSet", mutation("metafields", (shop, in) -> store.note(shop, json(in, "metafields"))))
                        .dataFetcher("tagsAdd", mutation("node", (shop, in) -> {
                            store.tag(shop, text(in, "id"), json(in, "tags"));
                            return Json.object();
                        }))
                        .dataFetcher("productSet", mutation("product", (shop, in) ->
                                store.products().set(shop, json(in, "identifier"), json(in, "input"))))
                        .dataFetcher("publishablePublish", mutation("publishable", (shop, in) -> {
                            store.products().publish(shop, text(in, "id"), json(in, "input"));
                            return null;
                        }))
                        .dataFetcher("webhookSubscriptionCreate", mutation("webhookSubscription", (shop, in) ->
                                store.subscribe(shop, text(in, "topic"), json(in, "webhookSubscription"))))
                        .dataFetcher("inventorySetQuantities", mutation("inventoryAdjustmentGroup", this::setQuantities))
                        .dataFetcher("productVariantsBulkUpdate", mutation("productVariants", this::setPrices))
                        .dataFetcher("productUpdate", mutation("product", (shop, in) -> store.shelf().setStatus(shop, json(in, "product")))))
                .build();
    }

    private JsonNode setQuantities(String shop, DataFetchingEnvironment in) {
        var idempotent = in.getQueryDirectives().getImmediateAppliedDirective("idempotent");
        if (idempotent.isEmpty()) {
            throw refused("BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");
        }
        JsonNode input = json(in, "input");
        Map<String, Object> given = in.getArgument("input");
        for (Object quantity : (List<?>) given.get("quantities")) {
            if (!((Map<?, ?>) quantity).containsKey("changeFromQuantity")) {
                throw refused("INVALID_FIELD_ARGUMENTS", "InventoryQuantityInput must include the following argument: changeFromQuantity");
            }
        }
        limit(input.get("quantities"));
        return store.shelf().setQuantities(shop, input, idempotent.get(0).<String>getArgument("key").getValue());
    }

    private JsonNode setPrices(String shop, DataFetchingEnvironment in) {
        JsonNode variants = WITH_NULLS.valueToTree(in.getArgument("variants"));
        limit(variants);
        return store.shelf().setPrices(shop, text(in, "productId"), variants);
    }

    private static void limit(JsonNode inputs) {
        if (inputs.size() > MOST_INPUTS) {
            throw refused("MAX_INPUT_SIZE_EXCEEDED", "The input array size is greater than the maximum allowed of " + MOST_INPUTS);
        }
    }

    /** A page of variants; only what is on it is looked at, for a shop may sell many thousands. */
    private Object variants(String shop, DataFetchingEnvironment in) {
        String query = in.getArgument("query");
        Integer first = in.getArgument("first");
        String after = in.getArgument("after");
        if (first == null || first < 1 || first > MOST_INPUTS) {
            throw refused("BAD_REQUEST", "you must provide one of first or last, from 1 to " + MOST_INPUTS);
        }
        int from = after == null ? 0 : cursor(after);
        List<Map<String, Object>> nodes = store.shelf().page(shop, query, from, first);
        Map<String, Object> pageInfo = new LinkedHashMap<>();
        pageInfo.put("hasNextPage", from + nodes.size() < store.shelf().count(shop, query));
        pageInfo.put("hasPreviousPage", from > 0);
        pageInfo.put("endCursor", nodes.isEmpty() ? null : String.valueOf(from + nodes.size()));
        return Map.of("nodes", nodes, "pageInfo", pageInfo);
    }

    private static Object level(DataFetchingEnvironment in) {
        Map<?, ?> stock = (Map<?, ?>) ((Map<?, ?>) in.getSource()).get("stock");
        Object pieces = stock.get(in.<String>getArgument("locationId"));
        return pieces == null ? null : Map.of("quantities", List.of(Map.of("name", "available", "quantity", pieces)));
    }

    /** The location named, or the primary one; null when there is no such location. */
    private static Map<String, Object> found(String id) {
        String wanted = id == null ? ShopifyStore.LOCATION : id;
        return List.of(ShopifyStore.LOCATION, ShopifyStore.OTHER_LOCATION).contains(wanted) ? location(wanted) : null;
    }

    private static List<ObjectNode> found(List<ObjectNode> orders, String query) {
        try {
            return ShopifyOrderView.find(orders, query);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused("BAD_REQUEST", e.getMessage());
        }
    }

    private static Map<String, Object> location(String id) {
        return Map.of("id", id, "name", id.equals(ShopifyStore.LOCATION) ? "Shop location" : "Second warehouse", "isActive", true);
    }

    private static GraphqlErrorException refused(String code, String message) {
        return GraphqlErrorException.newErrorException().message(message).extensions(Map.of("code", code)).build();
    }

    private static DataFetcher<Object> with(BiFunction<String, DataFetchingEnvironment, Object> answer) {
        return in -> answer.apply(in.getGraphQlContext().get("shop"), in);
    }

    private static DataFetcher<Object> mutation(String field, BiFunction<String, DataFetchingEnvironment, JsonNode> act) {
        return with((shop, in) -> {
            String told = in.getGraphQlContext().get("userError");
            if (told != null) {
                return failed(told);
            }
            try {
                Map<String, Object> payload = new LinkedHashMap<>();
                payload.put(field, plain(act.apply(shop, in)));
                payload.put(USER_ERRORS, List.of());
                payload.put(OF_CANCELLING, List.of());
                return payload;
            } catch (ShopifyStore.Unfit refusal) {
                return failed(refusal.getMessage());
            }
        });
    }

    private static Map<String, Object> failed(String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("field", List.of("input"));
        error.put("message", message);
        if (message.matches("[A-Z_]+")) {
            error.put("code", message);
        }
        return Map.of(USER_ERRORS, List.of(error), OF_CANCELLING, List.of(error));
    }

    private static JsonNode json(DataFetchingEnvironment in, String argument) {
        return Json.MAPPER.valueToTree(in.getArgument(argument));
    }

    private static String text(DataFetchingEnvironment in, String argument) {
        return in.getArgument(argument).toString();
    }

    private static Object plain(Object json) {
        return json == null ? null : Json.MAPPER.convertValue(json, Object.class);
    }

    /** What a connection answers of a list: as many as were asked for, from behind the cursor. */
    private static Map<String, Object> page(DataFetchingEnvironment in, Object list) {
        Integer first = in.getArgument("first");
        if (first == null || first < 1 || first > MOST_INPUTS) {
            throw refused("BAD_REQUEST", "you must provide one of first or last, from 1 to " + MOST_INPUTS);
        }
        List<?> all = list == null ? List.of() : (List<?>) list;
        String after = in.getArgument("after");
        int from = after == null ? 0 : cursor(after);
        int to = Math.min(all.size(), from + first);
        Map<String, Object> pageInfo = new LinkedHashMap<>();
        pageInfo.put("hasNextPage", to < all.size());
        pageInfo.put("hasPreviousPage", from > 0);
        pageInfo.put("endCursor", to > from ? String.valueOf(to) : null);
        return Map.of("nodes", from > to ? List.of() : all.subList(from, to), "pageInfo", pageInfo);
    }

    private static int cursor(String after) {
        if (!after.matches("\\d{1,8}")) {
            throw refused("BAD_REQUEST", "Invalid cursor for current pagination sort.");
        }
        return Integer.parseInt(after);
    }

    /** Connections, limited lists and Shopify's own scalars, wherever they stand. */
    private static final class Shape implements WiringFactory {

        @Override
        public boolean providesDataFetcher(FieldWiringEnvironment field) {
            boolean root = field.getParentType().getName().equals("QueryRoot");
            return !root && (isConnection(field)
                    || field.getFieldDefinition().getInputValueDefinitions().stream().anyMatch(in -> in.getName().equals("first")));
        }

        @Override
        public DataFetcher<?> getDataFetcher(FieldWiringEnvironment field) {
            String name = field.getFieldDefinition().getName();
            boolean connection = isConnection(field);
            return in -> {
                Object list = ((Map<?, ?>) in.getSource()).get(name);
                Integer first = in.getArgument("first");
                return connection ? page(in, list) : list == null || first == null ? list
                        : ((List<?>) list).stream().limit(first).toList();
            };
        }

        private static boolean isConnection(FieldWiringEnvironment field) {
            return TypeInfo.typeInfo(field.getFieldDefinition().getType()).getName().endsWith("Connection");
        }

        @Override
        public boolean providesScalar(ScalarWiringEnvironment scalar) {
            return !ScalarInfo.isGraphqlSpecifiedScalar(scalar.getScalarTypeDefinition().getName());
        }

        @Override
        public GraphQLScalarType getScalar(ScalarWiringEnvironment scalar) {
            String name = scalar.getScalarTypeDefinition().getName();
            return GraphQLScalarType.newScalar().name(name).coercing(new Text(name)).build();
        }
    }

    /** A scalar that travels as text; those with a form of their own are checked. */
    private record Text(String name) implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            if (!fits(input)) {
                throw new CoercingParseValueException("invalid value for " + name);
            }
            return input;
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (!(input instanceof StringValue text) || !fits(text.getValue())) {
                throw new CoercingParseLiteralException("invalid value for " + name);
            }
            return text.getValue();
        }

        private boolean fits(Object input) {
            return switch (name) {
                case "URL" -> input instanceof String text && parses(() -> URI.create(text).getScheme().matches("https?"));
                case "DateTime" -> input instanceof String text && parses(() -> OffsetDateTime.parse(text) != null);
                default -> true;
            };
        }

        private static boolean parses(Supplier<Boolean> test) {
            try {
                return test.get();
            } catch (IllegalArgumentException | DateTimeParseException | NullPointerException e) {
                return false;
            }
        }
    }
}
