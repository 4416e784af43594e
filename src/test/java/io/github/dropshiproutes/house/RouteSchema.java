package io.github.dropshiproutes.house;

import java.io.InputStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** The schema of the YAML DSL, as shipped with the version of Camel in use. */
final class RouteSchema {

    private static final JsonSchema SCHEMA = load();

    private RouteSchema() {
    }

    static Stream<String> mistakes(RouteFile file) {
        JsonNode root = file.root().deepCopy();
        SCHEMA.validate(root).forEach(mistake -> resolve(root, mistake));
        return SCHEMA.validate(root).stream().map(ValidationMessage::toString);
    }

    /** Camel resolves a placeholder before it reads the number or boolean that the schema expects; so does this. */
    private static void resolve(JsonNode root, ValidationMessage mistake) {
        if (mistake.getType().equals("type") && mistake.getInstanceNode().asText().matches("\\{\\{[^}]+}}")) {
            if (mistake.getMessage().endsWith("boolean expected")) {
                replace(root, mistake.getInstanceNode(), BooleanNode.TRUE);
            } else if (mistake.getMessage().matches(".*(number|integer) expected")) {
                replace(root, mistake.getInstanceNode(), IntNode.valueOf(1));
            }
        }
    }

    private static void replace(JsonNode parent, JsonNode old, JsonNode resolved) {
        if (parent instanceof ObjectNode object) {
            object.properties().stream().filter(field -> field.getValue() == old).forEach(field -> field.setValue(resolved));
        }
        parent.forEach(child -> replace(child, old, resolved));
    }

    private static JsonSchema load() {
        InputStream schema = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
    }
}
