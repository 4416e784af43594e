package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.orders.Parcel;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Makes the row that {@code claim-fulfilments.sql} returned into the variable {@code fulfilment}. */
@Component("readFulfilment")
public class FulfilmentReader implements Processor {

    private final ObjectMapper json;

    public FulfilmentReader(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        List<Parcel> parcels = read(row, "tracking", new TypeReference<List<Parcel>>() { });
        Fulfilment fulfilment = new Fulfilment(text(row, "purchase_id"), (UUID) row.get("claim_id"), text(row, "shop"),
                text(row, "order_id"), text(row, "supplier"), text(row, "reference"), text(row, "position"),
                read(row, "pieces", new TypeReference<LinkedHashMap<String, Integer>>() { }),
                read(row, "trade_ids", new TypeReference<List<String>>() { }),
                parcels.stream().filter(parcel -> parcel.number() != null && !parcel.number().isBlank()).toList(),
                read(row, "sent", new TypeReference<LinkedHashMap<String, Integer>>() { }), text(row, "told_ids"),
                read(row, "written", new TypeReference<List<Fulfilment.Written>>() { }),
                read(row, "intent", new TypeReference<Fulfilment.Intent>() { }), instant(row, "intent_at"),
                Set.copyOf(read(row, "others", new TypeReference<List<String>>() { })), (Boolean) row.get("others_open"),
                (Boolean) row.get("notify_customer"), (Integer) row.get("attempts"), closing(row), instant(row, "read_at"));
        exchange.setVariable("fulfilment", fulfilment);
        exchange.setVariable("attempts", fulfilment.attempts());
        exchange.getMessage().setBody(null);
        MDC.put("purchase", fulfilment.purchaseId());
        MDC.put("order", fulfilment.orderId());
    }

    private Fulfilment.Closing closing(Map<?, ?> row) throws JsonProcessingException {
        return !(Boolean) row.get("closing") ? null : new Fulfilment.Closing(text(row, "closing_wish"), (Boolean) row.get("alone"),
                read(row, "given_up", new TypeReference<LinkedHashMap<String, Integer>>() { }));
    }

    private <T> T read(Map<?, ?> row, String column, TypeReference<T> type) throws JsonProcessingException {
        String text = text(row, column);
        return text == null ? null : json.readValue(text, type);
    }

    private static String text(Map<?, ?> row, String column) {
        Object value = row.get(column);
        return value == null ? null : value.toString();
    }

    private static Instant instant(Map<?, ?> row, String column) {
        Timestamp value = (Timestamp) row.get(column);
        return value == null ? null : value.toInstant();
    }
}
