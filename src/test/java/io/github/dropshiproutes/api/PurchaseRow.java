package io.github.dropshiproutes.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A purchase to be put into the tables, with its Shopify order and as many columns as a test cares about. */
final class PurchaseRow {

    private static int count;

    private final Map<String, String> columns = new LinkedHashMap<>();
    private final List<String> trades = new ArrayList<>();

    private PurchaseRow(String state) {
        int number = ++count;
        columns.put("id", "'purchase-" + number + "'");
        columns.put("shop", "'my-store.myshopify.com'");
        columns.put("order_id", "'" + (820_982_911_946_154_500L + number) + "'");
        columns.put("order_name", "'#" + number + "'");
        columns.put("supplier", "'alibaba'");
        columns.put("environment", "'sandbox'");
        columns.put("reference", "'DR-" + number + "'");
        columns.put("state", "'" + state + "'");
    }

    static PurchaseRow in(String state) {
        return new PurchaseRow(state);
    }

    static PurchaseRow heldFrom(String position) {
        return new PurchaseRow("held").with("held_from", "'" + position + "'").with("reason_code", "'SOMETHING'");
    }

    /** @param sql the column's value as an SQL expression */
    PurchaseRow with(String column, String sql) {
        columns.put(column, sql);
        return this;
    }

    PurchaseRow withTrade(String tradeId) {
        trades.add(tradeId);
        return this;
    }

    /** @return the purchase's id */
    String insert(JdbcClient jdbc) {
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, state) VALUES (" + columns.get("shop") + ", " + columns.get("order_id")
                + ", 'buying') ON CONFLICT DO NOTHING").update();
        StringJoiner names = new StringJoiner(", ");
        StringJoiner values = new StringJoiner(", ");
        columns.forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        jdbc.sql("INSERT INTO purchase (" + names + ") VALUES (" + values + ")").update();
        String id = columns.get("id").replace("'", "");
        for (String trade : trades) {
            jdbc.sql("INSERT INTO trade (supplier, environment, trade_id, purchase_id) VALUES ('alibaba', 'sandbox', :trade, :id)")
                    .param("trade", trade).param("id", id).update();
        }
        return id;
    }
}
