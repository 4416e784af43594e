package io.github.dropshiproutes.orders;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.shopify.ShopifyOrder;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes a claimed order row into the variable {@code plan}; edits and refunds newer than the payload are taken off. */
@Component("readOrder")
public class OrderReader implements Processor {

    private final ObjectMapper json;
    private final Instant buyingSince;

    /** @param buyingSince ISO 8601 with offset; blank = the moment the shop was first connected */
    public OrderReader(ObjectMapper json, @Value("${buying.since}") String buyingSince) {
        this.json = json;
        this.buyingSince = buyingSince.isBlank() ? null : OffsetDateTime.parse(buyingSince).toInstant();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        String payload = (String) row.get("payload");
        Map<String, Integer> deltas = new HashMap<>();
        for (Map<String, Integer> change : json.readValue((String) row.get("deltas"), new TypeReference<List<Map<String, Integer>>>() { })) {
            change.forEach((line, delta) -> deltas.merge(line, delta, Integer::sum));
        }
        ShopifyOrder order = payload == null ? null : ShopifyOrder.read(json.readTree(payload), deltas);
        Instant since = buyingSince != null ? buyingSince : ((Timestamp) row.get("connected_at")).toInstant();
        OrderToPlan plan = new OrderToPlan((String) row.get("shop"), (String) row.get("order_id"), (UUID) row.get("claim_id"), order, since,
                (String) row.get("risk"), (String) row.get("risk_accepted"));
        exchange.setVariable("plan", plan);
        exchange.getMessage().setBody(null);
        MDC.put("order", plan.orderId());
        MDC.remove("purchase");
    }
}
