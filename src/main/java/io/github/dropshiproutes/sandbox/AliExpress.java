package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The hand on AliExpress: its orders, tokens and pushes, and what is undocumented there or differs from application to application. */
public final class AliExpress {

    /** The sliding window of the call limits. */
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration PAY_TIMEOUT = Duration.ofDays(1);

    private final Supplier supplier;
    private final Map<CallClass, Integer> limits = new EnumMap<>(CallClass.class);
    private final Map<CallClass, Deque<Instant>> calls = new EnumMap<>(CallClass.class);
    private boolean autoPay = true;
    private boolean affiliate;
    private boolean refuseRepeats;
    private Duration payTimeout = PAY_TIMEOUT;

    AliExpress(Supplier supplier) {
        this.supplier = supplier;
    }

    /** What the guide gives a call limit each. */
    public enum CallClass {
        /** Everything with an access token that is neither of the others. */
        STANDARD,
        /** Searches for products. */
        SEARCH,
        /** Making orders, not reading them. */
        ORDERS
    }

    public Trades<?> trades() {
        return supplier.trades();
    }

    public Tokens tokens() {
        return supplier.tokens();
    }

    public Pushes pushes() {
        return supplier.pushes();
    }

    /** @param allowed whether the application is on the list of those whose orders are paid when they ask for it; at first it is */
    public synchronized void autoPay(boolean allowed) {
        autoPay = allowed;
    }

    /** @param permitted whether the application may use the affiliate search; at first it may not */
    public synchronized void affiliate(boolean permitted) {
        affiliate = permitted;
    }

    /** @param refuse whether an order that is sent again is refused (REPEATED_ORDER_ERROR); at first the same numbers are answered */
    public synchronized void refuseRepeats(boolean refuse) {
        refuseRepeats = refuse;
    }

    /** @param time after which orders made from now on close when nobody has paid */
    public synchronized void payTimeout(Duration time) {
        payTimeout = time;
    }

    /** @param perMinute calls of the class that any 60 seconds may hold; 0 = no limit, as at first */
    public synchronized void limit(CallClass kind, int perMinute) {
        limits.put(kind, perMinute);
    }

    synchronized boolean autoPays() {
        return autoPay;
    }

    synchronized boolean permitsAffiliate() {
        return affiliate;
    }

    synchronized boolean refusesRepeats() {
        return refuseRepeats;
    }

    synchronized Duration payTimeout() {
        return payTimeout;
    }

    /** @return whether one more call of the class fits into the 60 seconds that end now; if so, it counts */
    synchronized boolean fits(CallClass kind, Instant now) {
        int limit = limits.getOrDefault(kind, 0);
        Deque<Instant> recent = calls.computeIfAbsent(kind, key -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(MINUTE))) {
            recent.removeFirst();
        }
        if (limit > 0 && recent.size() >= limit) {
            return false;
        }
        recent.addLast(now);
        return true;
    }

    synchronized ObjectNode describe() {
        ObjectNode rules = Json.object().put("auto_pay", autoPay).put("affiliate", affiliate).put("refuse_repeats", refuseRepeats)
                .put("pay_timeout_seconds", payTimeout.toSeconds());
        for (CallClass kind : CallClass.values()) {
            rules.put(kind.name().toLowerCase(Locale.ROOT) + "_per_minute", limits.getOrDefault(kind, 0));
        }
        return rules;
    }

    synchronized void clear() {
        limits.clear();
        calls.clear();
        autoPay = true;
        affiliate = false;
        refuseRepeats = false;
        payTimeout = PAY_TIMEOUT;
    }
}
