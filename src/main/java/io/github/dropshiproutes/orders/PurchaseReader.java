package io.github.dropshiproutes.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Makes the row that a claim returned into the variable {@code purchase}, and hands the lease over to the worker. The variable
 * {@code early} says of an unknown outcome that it is asked for before its time, because there was news.
 */
@Component("readPurchase")
public class PurchaseReader implements Processor {

    private final ObjectMapper json;

    public PurchaseReader(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        @SuppressWarnings("unchecked")
        Map<String, Object> row = exchange.getMessage().getBody(Map.class);
        Purchase purchase = read(row);
        exchange.setVariable("purchase", purchase);
        exchange.setVariable("account", text(row, "account_id"));
        exchange.setVariable("awaitsPayCall", row.get("awaits_pay_call"));
        exchange.setVariable("createdToPay", row.get("pays_on_create"));
        exchange.setVariable("saidOfPayment", text(row, "payment_refusal"));
        exchange.setVariable("attachments", text(row, "attachments"));
        exchange.setVariable("ownWaybill", row.get("own_waybill"));
        exchange.setVariable("wantedCarrier", text(row, "wanted_carrier"));
        Instant lookDueAt = instant(row, "look_due_at");
        exchange.setVariable("early", lookDueAt != null && lookDueAt.isAfter(purchase.now()));
        exchange.getMessage().setBody(null);
        MDC.put("purchase", purchase.id());
        MDC.put("order", purchase.orderId());
    }

    Purchase read(Map<String, Object> row) throws SQLException, JsonProcessingException {
        List<PurchaseLine> lines = new ArrayList<>();
        for (JsonNode line : json.readTree(text(row, "lines"))) {
            lines.add(new PurchaseLine(line.path("line_item_id").asText(), line.path("product_id").asText(), textOrNull(line, "sku_id"),
                    textOrNull(line, "sku_attr"), textOrNull(line, "sku"), line.path("quantity").asInt(),
                    decimalOrNull(line, "unit_revenue"), decimalOrNull(line, "unit_price"), textOrNull(line, "ordered_product_id"),
                    textOrNull(line, "carrier_code")));
        }
        return new Purchase(text(row, "id"), (UUID) row.get("claim_id"), text(row, "shop"), text(row, "order_id"), text(row, "order_name"),
                text(row, "supplier"), text(row, "environment"), text(row, "reference"), text(row, "state"), text(row, "held_from"),
                text(row, "e_company_id"), text(row, "dispatch_location"), text(row, "preferred_dispatch"),
                Set.of((String[]) ((Array) row.get("excluded_dispatch")).getArray()), text(row, "carrier_code"),
                (BigDecimal) row.get("quoted_total"), instant(row, "quoted_at"), (BigDecimal) row.get("actual_total"),
                (BigDecimal) row.get("approved_total"), text(row, "currency"), text(row, "revenue_currency"), text(row, "pay_url"),
                value(row, "ship_to", Address.class), value(row, "shopper", Shopper.class),
                text(row, "clearance_code"), text(row, "note"), text(row, "reason_code"),
                (Integer) row.get("attempts"), text(row, "intent"), instant(row, "first_create_at"), (Integer) row.get("looks"),
                (Boolean) row.get("cancelling"), List.copyOf(lines), strings(row, "trade_ids"), strings(row, "surplus_trade_ids"),
                instant(row, "read_at"));
    }

    private List<String> strings(Map<String, Object> row, String column) throws JsonProcessingException {
        return json.readValue(text(row, column), new TypeReference<List<String>>() { });
    }

    private <T> T value(Map<String, Object> row, String column, Class<T> type) throws JsonProcessingException {
        String text = text(row, column);
        return text == null ? null : json.readValue(text, type);
    }

    private static String text(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? null : value.toString();
    }

    private static Instant instant(Map<String, Object> row, String column) {
        Timestamp value = (Timestamp) row.get(column);
        return value == null ? null : value.toInstant();
    }

    private static String textOrNull(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static BigDecimal decimalOrNull(JsonNode node, String field) {
        return node.hasNonNull(field) ? new BigDecimal(node.get(field).asText()) : null;
    }
}
