package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Trade.Payment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** The orders and the stock of the sandbox's suppliers. Every change is in the ledger, from which both are rebuilt. */
public final class Trades {

    private final Clock clock;
    private final Ledger ledger;
    private final Duration shipAfter;
    private final Duration deliverAfter;
    private final Map<String, Trade> trades = new LinkedHashMap<>();
    private final Map<String, Integer> stock = new HashMap<>();
    private Consumer<String> listener = tradeId -> { };
    // Drawn, so that two sandboxes used with one database never give out the same trade id.
    private long nextNumber = ThreadLocalRandom.current().nextLong(100_000_000, 900_000_000);

    Trades(SandboxOptions options, Ledger ledger) {
        this.clock = options.clock();
        this.ledger = ledger;
        this.shipAfter = options.shipAfter();
        this.deliverAfter = options.deliverAfter();
        restock();
    }

    /**
     * What has happened to a trade since somebody looked.
     *
     * @param steps oldest first
     * @param next  when it changes by itself; null = it does not
     */
    record News(String account, List<Trade.Step> steps, Instant next) {
    }

    /** A person pays an order on the supplier's own page. */
    public synchronized void payByHand(String tradeId) {
        Trade trade = require(tradeId);
        Instant now = clock.instant();
        if (!trade.status(now).equals("unpay")) {
            throw new IllegalStateException("Only an unpaid order can be paid; " + tradeId + " is " + trade.status(now));
        }
        pay(trade, new Payment(now, now, null, null, "hand"));
        ledger.sync();
    }

    /** @return the trade's status word now */
    public synchronized String status(String tradeId) {
        return require(tradeId).status(clock.instant());
    }

    /** Lets a trade have a status word whatever happened to it, such as {@code frozen} or one that nobody knows. */
    public synchronized void force(String tradeId, String status) {
        if (!status.matches("[A-Za-z_]{1,40}")) {
            throw new IllegalArgumentException("status: expected 1 to 40 letters or underscores");
        }
        Instant now = clock.instant();
        require(tradeId).force(status, now);
        listener.accept(tradeId);
        ledger.write("status", Json.object().put("trade_id", tradeId).put("status", status));
        ledger.sync();
    }

    /**
     * Sets how many pieces lie in a warehouse.
     *
     * @param skuId null for a product without variants
     */
    public synchronized void stock(String productId, String skuId, String country, int pieces) {
        stock.put(key(productId, skuId, country), pieces);
        ObjectNode data = Json.object().put("product_id", productId).put("sku_id", skuId).put("country", country).put("pieces", pieces);
        ledger.write("stock", data);
        ledger.sync();
    }

    synchronized int pieces(String productId, String skuId, String country) {
        return stock.getOrDefault(key(productId, skuId, country), 0);
    }

    /** Makes a trade if its pieces are there. {@code placing} is given the trade id. */
    synchronized Placement place(List<Placement.Line> lines, String country, Function<String, Placement> placing) {
        for (Placement.Line line : lines) {
            if (pieces(line.productId(), line.skuId(), country) < line.quantity()) {
                throw Refusal.business("130703", "Insufficient inventory of product " + line.productId() + ". Please reduce the quantity.");
            }
        }
        Placement placement = placing.apply(newTradeId());
        ObjectNode data = Json.MAPPER.valueToTree(placement);
        data.put("product_amount", placement.productAmount().toPlainString()).put("total", placement.total().toPlainString());
        ledger.write("created", data.put("currency", "USD"));
        add(placement);
        listener.accept(placement.tradeId());
        return placement;
    }

    /** Tries to pay; refused payments leave their reason on the trade. */
    synchronized void pay(Trade trade, Payment payment) {
        trade.pay(payment);
        boolean succeeds = payment.reasonCode() == null;
        ObjectNode data = Json.object().put("trade_id", trade.placement().tradeId());
        data.put("total", trade.placement().total().toPlainString()).put("currency", "USD");
        data.setAll((ObjectNode) Json.MAPPER.valueToTree(payment));
        ledger.write(succeeds ? "paid" : "pay_failed", data);
        listener.accept(trade.placement().tradeId());
    }

    synchronized void cancel(Trade trade) {
        Instant now = clock.instant();
        if (!trade.status(now).equals("unpay")) {
            throw Refusal.business("ORDER_STATUS_ERROR", "Only an unpaid order can be cancelled; "
                    + trade.placement().tradeId() + " is " + trade.status(now));
        }
        trade.close(now);
        giveBack(trade.placement());
        ledger.write("cancelled", Json.object().put("trade_id", trade.placement().tradeId()));
        listener.accept(trade.placement().tradeId());
    }

    /** @return the account's own trade; others do not exist for it */
    synchronized Trade find(String account, String tradeId, String parameter) {
        Trade trade = trades.get(tradeId);
        if (trade == null || !trade.placement().account().equals(account)) {
            throw Refusal.invalid(parameter, "this account has no order " + tradeId);
        }
        return trade;
    }

    /** @return the account's trades, newest first */
    synchronized List<Trade> of(String account) {
        List<Trade> own = new ArrayList<>();
        for (Trade trade : trades.values()) {
            if (trade.placement().account().equals(account)) {
                own.add(trade);
            }
        }
        Collections.reverse(own);
        return own;
    }

    /** @param told of the id of every trade that is made or changed, by the clock's own changes excepted; must return at once */
    synchronized void onChange(Consumer<String> told) {
        listener = told;
    }

    /** @return where every trade stands now */
    synchronized Map<String, Trade.Step> steps() {
        Instant now = clock.instant();
        Map<String, Trade.Step> steps = new HashMap<>();
        trades.forEach((id, trade) -> steps.put(id, trade.last(now)));
        return steps;
    }

    /** @return null when there is no such trade any more */
    synchronized News news(String tradeId, Trade.Step known, Instant now) {
        Trade trade = trades.get(tradeId);
        return trade == null ? null
                : new News(trade.placement().account(), List.copyOf(trade.since(known, now)), trade.next(now));
    }

    synchronized Trade trade(String tradeId) {
        return require(tradeId);
    }

    synchronized void clear() {
        trades.clear();
        restock();
    }

    synchronized void replay(LedgerEntry entry) {
        JsonNode data = entry.data();
        switch (entry.kind()) {
            case "created" -> add(read(data, Placement.class));
            case "paid", "pay_failed" -> require(data.get("trade_id").asText()).pay(read(data, Payment.class));
            case "cancelled" -> {
                Trade trade = require(data.get("trade_id").asText());
                trade.close(entry.at());
                giveBack(trade.placement());
            }
            case "status" -> require(data.get("trade_id").asText()).force(data.get("status").asText(), entry.at());
            case "stock" -> stock.put(key(data.get("product_id").asText(), data.path("sku_id").asText(null),
                    data.get("country").asText()), data.get("pieces").asInt());
            default -> throw new IllegalArgumentException("Not an entry of a trade: " + entry.kind());
        }
    }

    private Trade require(String tradeId) {
        Trade trade = trades.get(tradeId);
        if (trade == null) {
            throw new IllegalArgumentException("There is no trade " + tradeId);
        }
        return trade;
    }

    private void add(Placement placement) {
        trades.put(placement.tradeId(), new Trade(placement, shipAfter, deliverAfter));
        move(placement, -1);
    }

    private void giveBack(Placement placement) {
        move(placement, 1);
    }

    private void move(Placement placement, int sign) {
        for (Placement.Line line : placement.lines()) {
            stock.merge(key(line.productId(), line.skuId(), placement.dispatchLocation()), sign * line.quantity(), Integer::sum);
        }
    }

    private void restock() {
        stock.clear();
        for (Product product : Catalogue.products()) {
            for (Product.Sku sku : product.skus()) {
                sku.stock().forEach((country, pieces) ->
                        stock.put(key(product.id(), sku.isVariant() ? sku.id() : null, country), pieces));
            }
        }
    }

    private String newTradeId() {
        String id;
        do {
            id = nextNumber++ + "001028893";
        } while (trades.containsKey(id));
        return id;
    }

    private static String key(String productId, String skuId, String country) {
        return productId + ":" + skuId + ":" + country;
    }

    private static <T> T read(JsonNode data, Class<T> type) {
        try {
            return Json.MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
