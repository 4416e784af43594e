package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Trade.Payment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The orders and the stock of one of the sandbox's suppliers. Every change is in the ledger, from which both are rebuilt.
 *
 * @param <P> what is ordered there
 */
public final class Trades<P extends Placement> {

    private final Rules<P> rules;
    private final Clock clock;
    private final Ledger ledger;
    private final Duration shipAfter;
    private final Duration deliverAfter;
    private final Map<String, Trade<P>> trades = new LinkedHashMap<>();
    private final Map<String, List<Trade<P>>> byReference = new HashMap<>();
    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private Consumer<String> listener = tradeId -> { };
    // Drawn, so that two sandboxes used with one database never give out the same trade id.
    private long nextNumber = ThreadLocalRandom.current().nextLong(100_000_000, 900_000_000);

    /**
     * What is a supplier's own.
     *
     * @param supplier  whose ledger entries these are
     * @param placement how an order is read back
     * @param idFormat  of a trade id, with the place of one number of nine digits
     * @param stock     gives each piece that lies somewhere: product, SKU (null = no variants), country, pieces
     * @param soldOut   the refusal of more pieces than there are: the line and how many are left
     */
    record Rules<P extends Placement>(String supplier, Class<P> placement, Trade.Words words, String idFormat,
                                      Consumer<Shelf> stock, BiFunction<Placement.Line, Integer, Refusal> soldOut) {
    }

    /** Where pieces are put. */
    interface Shelf {

        void put(String productId, String skuId, String country, int pieces);
    }

    Trades(Rules<P> rules, SandboxOptions options, Ledger ledger) {
        this.rules = rules;
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
        Trade<P> trade = require(tradeId);
        Instant now = clock.instant();
        if (!trade.isUnpaid(now)) {
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
        write("status", Json.object().put("trade_id", tradeId).put("status", status));
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
        write("stock", data);
        ledger.sync();
    }

    /**
     * Sets what one piece costs from now on, whatever the catalogue says.
     *
     * @param skuId null for a product without variants
     * @param price USD
     */
    public synchronized void price(String productId, String skuId, BigDecimal price) {
        prices.put(key(productId, skuId, ""), price);
        write("price", Json.object().put("product_id", productId).put("sku_id", skuId).put("price", price.toPlainString()));
        ledger.sync();
    }

    /** @return what one piece costs that costs {@code usual} in the catalogue */
    synchronized BigDecimal priceOf(String productId, String skuId, BigDecimal usual) {
        return usual == null ? null : prices.getOrDefault(key(productId, skuId, ""), usual);
    }

    synchronized int pieces(String productId, String skuId, String country) {
        return stock.getOrDefault(key(productId, skuId, country), 0);
    }

    /** Refuses lines whose pieces are not there. */
    synchronized void check(List<? extends Placement.Line> lines, String country) {
        for (Placement.Line line : lines) {
            int pieces = pieces(line.productId(), line.skuId(), country);
            if (pieces < line.quantity()) {
                throw rules.soldOut.apply(line, pieces);
            }
        }
    }

    /** Makes a trade if its pieces are there. {@code placing} is given the trade id. */
    synchronized P place(List<? extends Placement.Line> lines, String country, Function<String, P> placing) {
        check(lines, country);
        P placement = placing.apply(newTradeId());
        ObjectNode data = Json.MAPPER.valueToTree(placement);
        data.put("total", placement.total().toPlainString());
        write("created", data.put("currency", placement.currency()));
        add(placement);
        listener.accept(placement.tradeId());
        return placement;
    }

    /** Tries to pay; refused payments leave their reason on the trade. */
    synchronized void pay(Trade<P> trade, Payment payment) {
        trade.pay(payment);
        boolean succeeds = payment.reasonCode() == null;
        ObjectNode data = Json.object().put("trade_id", trade.placement().tradeId());
        data.put("total", trade.placement().total().toPlainString()).put("currency", trade.placement().currency());
        data.setAll((ObjectNode) Json.MAPPER.valueToTree(payment));
        write(succeeds ? "paid" : "pay_failed", data);
        listener.accept(trade.placement().tradeId());
    }

    /** Closes an order that nobody has paid, as its buyer may. */
    synchronized void cancel(Trade<P> trade) {
        Instant now = clock.instant();
        if (!trade.isUnpaid(now)) {
            throw Refusal.business("ORDER_STATUS_ERROR", "Only an unpaid order can be cancelled; "
                    + trade.placement().tradeId() + " is " + trade.status(now));
        }
        close(trade, now);
    }

    /** Closes an order whatever happened to it, as its seller or the platform may. */
    public synchronized void close(String tradeId) {
        Trade<P> trade = require(tradeId);
        if (trade.isClosed(clock.instant())) {
            throw new IllegalStateException(tradeId + " is closed already");
        }
        close(trade, clock.instant());
        ledger.sync();
    }

    private void close(Trade<P> trade, Instant now) {
        trade.close(now);
        giveBack(trade.placement());
        write("cancelled", Json.object().put("trade_id", trade.placement().tradeId()));
        listener.accept(trade.placement().tradeId());
    }

    /** @return the account's own trade; others do not exist for it */
    synchronized Trade<P> find(String account, String tradeId, String parameter) {
        Trade<P> trade = find(account, tradeId);
        if (trade == null) {
            throw Refusal.invalid(parameter, "this account has no order " + tradeId);
        }
        return trade;
    }

    /** @return the account's own trade, or null */
    synchronized Trade<P> find(String account, String tradeId) {
        Trade<P> trade = trades.get(tradeId);
        return trade == null || !trade.placement().account().equals(account) ? null : trade;
    }

    /** @return the account's trades of that reference, oldest first */
    synchronized List<Trade<P>> of(String account, String reference) {
        return List.copyOf(byReference.getOrDefault(account + ":" + reference, List.of()));
    }

    /** @return the account's trades, newest first */
    synchronized List<Trade<P>> of(String account) {
        List<Trade<P>> own = new ArrayList<>();
        for (Trade<P> trade : trades.values()) {
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
        Trade<P> trade = trades.get(tradeId);
        return trade == null ? null
                : new News(trade.placement().account(), List.copyOf(trade.since(known, now)), trade.next(now));
    }

    synchronized String account(String tradeId) {
        return require(tradeId).placement().account();
    }

    synchronized Trade<P> trade(String tradeId) {
        return require(tradeId);
    }

    synchronized void clear() {
        trades.clear();
        byReference.clear();
        restock();
    }

    synchronized void replay(LedgerEntry entry) {
        JsonNode data = entry.data();
        switch (entry.kind()) {
            case "created" -> add(read(data, rules.placement));
            case "paid", "pay_failed" -> require(data.get("trade_id").asText()).pay(read(data, Payment.class));
            case "cancelled" -> {
                Trade<P> trade = require(data.get("trade_id").asText());
                trade.close(entry.at());
                giveBack(trade.placement());
            }
            case "status" -> require(data.get("trade_id").asText()).force(data.get("status").asText(), entry.at());
            case "price" -> prices.put(key(data.get("product_id").asText(), data.path("sku_id").asText(null), ""),
                    new BigDecimal(data.get("price").asText()));
            case "stock" -> stock.put(key(data.get("product_id").asText(), data.path("sku_id").asText(null),
                    data.get("country").asText()), data.get("pieces").asInt());
            default -> throw new IllegalArgumentException("Not an entry of a trade: " + entry.kind());
        }
    }

    private Trade<P> require(String tradeId) {
        Trade<P> trade = trades.get(tradeId);
        if (trade == null) {
            throw new IllegalArgumentException("There is no trade " + tradeId);
        }
        return trade;
    }

    private void write(String kind, ObjectNode data) {
        ledger.write(kind, data.put("supplier", rules.supplier));
    }

    private void add(P placement) {
        Trade<P> trade = new Trade<>(placement, rules.words, shipAfter, deliverAfter);
        trades.put(placement.tradeId(), trade);
        byReference.computeIfAbsent(placement.account() + ":" + placement.reference(), key -> new ArrayList<>()).add(trade);
        move(placement, -1);
    }

    private void giveBack(P placement) {
        move(placement, 1);
    }

    private void move(P placement, int sign) {
        for (Placement.Line line : placement.lines()) {
            stock.merge(key(line.productId(), line.skuId(), placement.dispatchLocation()), sign * line.quantity(), Integer::sum);
        }
    }

    private void restock() {
        prices.clear();
        stock.clear();
        rules.stock.accept((productId, skuId, country, pieces) -> stock.put(key(productId, skuId, country), pieces));
    }

    private String newTradeId() {
        String id;
        do {
            id = String.format(rules.idFormat, nextNumber++);
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
