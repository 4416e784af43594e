package io.github.dropshiproutes.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.shopify.ShopifyCall;
import io.github.dropshiproutes.shopify.ShopifyDocuments;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** The changes of a shop's catalogue as calls; each row holds the variables exactly as they are sent. */
@Component("catalogWrites")
public class CatalogWrites {

    private static final Map<String, String> DOCUMENTS =
            Map.of("stock", "inventory_set_quantities", "price", "product_variants_bulk_update", "draft", "product_update");

    private final ShopifyDocuments documents;
    private final ObjectMapper json;

    public CatalogWrites(ShopifyDocuments documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    /** Makes the claimed row in the body into the variables {@code change} and {@code call}. */
    public void open(Exchange exchange) throws JsonProcessingException {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        CatalogChange change = new CatalogChange((UUID) row.get("id"), (UUID) row.get("claim_id"), (String) row.get("shop"),
                (String) row.get("kind"), (String) row.get("state"), (Integer) row.get("attempts"),
                (Boolean) row.get("outdated"));
        exchange.setVariable("change", change);
        exchange.setVariable("attempts", row.get("attempts"));
        exchange.setVariable("call", ShopifyCall.of(change.shop(), documents.find(DOCUMENTS.get(change.kind())),
                json.readTree((String) row.get("variables"))));
        exchange.getMessage().setBody(null);
        MDC.put("order", change.kind() + " " + change.id());
        MDC.remove("purchase");
    }
}
