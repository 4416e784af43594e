package io.github.dropshiproutes.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.catalog.SupplierProduct;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Makes the rows that the claims return into the variables {@code importJob} and {@code importing}. */
@Component("readImport")
public class ImportReader {

    private final ObjectMapper json;

    public ImportReader(ObjectMapper json) {
        this.json = json;
    }

    /** A row of {@code claim-imports.sql}. */
    public void job(Exchange exchange) throws JsonProcessingException {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        ImportJob job = new ImportJob(text(row, "id"), (UUID) row.get("claim_id"), text(row, "shop"), text(row, "supplier"),
                (ObjectNode) json.readTree(text(row, "search")), (BigDecimal) row.get("min_rating"), (Integer) row.get("min_volume"),
                (Integer) row.get("attempts"));
        exchange.setVariable("importJob", job);
        exchange.setVariable("attempts", job.attempts());
        exchange.getMessage().setBody(null);
    }

    /** A row of {@code claim-import-products.sql}. Nothing of it has been sent by this worker yet. */
    public void product(Exchange exchange) throws JsonProcessingException {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        String draft = text(row, "draft");
        String known = text(row, "known");
        JsonNode before = known == null ? json.createObjectNode() : json.readTree(known);
        Importing importing = new Importing(text(row, "job_id"), text(row, "product_id"), (UUID) row.get("claim_id"), text(row, "shop"),
                text(row, "supplier"), (BigDecimal) row.get("markup_percentage"), (Boolean) row.get("publish"),
                (Boolean) row.get("cancelled"), draft == null ? null : json.readValue(draft, SupplierProduct.class),
                before.path("handle").asText(null), before.path("shopify_id").asText(null), before.path("open").asBoolean(false),
                before.path("settled").asBoolean(true), (Integer) row.get("attempts"));
        exchange.setVariable("importing", importing);
        exchange.setVariable("draft", importing.draft());
        exchange.setVariable("handle", importing.handle());
        exchange.setVariable("attempts", importing.attempts());
        exchange.setVariable("sent", "false");
        exchange.setVariable("refused", "false");
        exchange.getMessage().setBody(null);
    }

    private static String text(Map<?, ?> row, String column) {
        Object value = row.get(column);
        return value == null ? null : value.toString();
    }
}
