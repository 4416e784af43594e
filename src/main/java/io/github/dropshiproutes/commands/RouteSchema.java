package io.github.dropshiproutes.commands;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** The schema of the YAML DSL that is shipped with Camel. */
final class RouteSchema {

    private static final String PLACEHOLDER = "\\{\\{[^}]+}}";

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json"));

    private RouteSchema() {
    }

    /** @return every deviation, with its place in the document */
    static List<String> mistakes(JsonNode root) {
        JsonNode resolved = root.deepCopy();
        SCHEMA.validate(resolved).forEach(mistake -> resolve(resolved, mistake));
        return SCHEMA.validate(resolved).stream().map(ValidationMessage::getMessage).distinct().toList();
    }

    // Camel puts the setting in place before it reads the number or boolean that the schema asks for.
    private static void resolve(JsonNode root, ValidationMessage mistake) {
        JsonNode written = mistake.getInstanceNode();
        if (mistake.getType().equals("type") && written.isTextual() && written.asText().matches(PLACEHOLDER)) {
            boolean wantsBoolean = mistake.getMessage().endsWith("boolean expected");
            replace(root, written, wantsBoolean ? BooleanNode.TRUE : IntNode.valueOf(1));
        }
    }

    private static void replace(JsonNode parent, JsonNode written, JsonNode resolved) {
        if (parent instanceof ObjectNode object) {
            object.properties().stream().filter(entry -> entry.getValue() == written).forEach(entry -> entry.setValue(resolved));
        }
        parent.forEach(child -> replace(child, written, resolved));
    }
}
