package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Trade.Payment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults an upstream has been told to have, in the order in which they were given. */
public final class Faults {

    private final List<Rule> rules = new ArrayList<>();
    private final Map<Fault, Instant> bans = new HashMap<>();

    /** A call meets at most one fault that decides its answer, the first that matches, and any number that only colour it. */
    record Plan(Fault decisive, Duration ban, List<Fault> modifiers) {

        Optional<Fault> modifier(FaultAction action) {
            return modifiers.stream().filter(fault -> fault.action() == action).findFirst();
        }

        /** @return how much dearer than quoted an order is made */
        BigDecimal priceFactor() {
            return modifier(FaultAction.PRICE).map(fault -> BigDecimal.ONE.add(fault.percent().movePointLeft(2))).orElse(BigDecimal.ONE);
        }

        /** @return what becomes of a payment that is tried now */
        Payment payment(Instant now) {
            Fault slow = modifier(FaultAction.PAYING).orElse(null);
            if (decisive != null && decisive.reasonCode() != null || slow == null) {
                return decisive == null ? new Payment(now, now, null, null, "api")
                        : new Payment(now, now, decisive.reasonCode(), decisive.message(), "api");
            }
            return new Payment(now, now.plus(slow.wait(Duration.ZERO)), slow.reasonCode(), slow.message(), "api");
        }

        /** @return how long a new order cannot be found */
        Duration hidden() {
            return modifier(FaultAction.HIDE).map(fault -> fault.wait(Duration.ZERO)).orElse(Duration.ZERO);
        }
    }

    public synchronized void add(Fault fault) {
        rules.add(new Rule(fault));
    }

    public synchronized void clear() {
        rules.clear();
        bans.clear();
    }

    /** @return how many calls the given fault (or an equal one) has hit */
    public synchronized int hits(Fault fault) {
        return rules.stream().filter(rule -> rule.fault.equals(fault)).mapToInt(rule -> rule.hits).sum();
    }

    synchronized Plan plan(String api, Map<String, String> parameters, Instant now) {
        bans.values().removeIf(until -> !until.isAfter(now));
        for (Map.Entry<Fault, Instant> ban : bans.entrySet()) {
            if (ban.getKey().meets(api)) {
                return new Plan(ban.getKey(), Duration.between(now, ban.getValue()), List.of());
            }
        }
        Fault decisive = null;
        List<Fault> modifiers = new ArrayList<>();
        for (Rule rule : rules) {
            boolean modifies = rule.fault.action().modifies();
            if ((modifies || decisive == null) && rule.fault.matches(api, parameters) && rule.hit()) {
                if (modifies) {
                    modifiers.add(rule.fault);
                } else {
                    decisive = rule.fault;
                }
            }
        }
        Duration ban = null;
        if (decisive != null && decisive.action() == FaultAction.THROTTLE) {
            ban = decisive.wait(Duration.ZERO);
            bans.put(decisive, now.plus(ban));
        }
        return new Plan(decisive, ban, modifiers);
    }

    synchronized ArrayNode describe() {
        ArrayNode list = Json.array();
        for (Rule rule : rules) {
            ObjectNode fault = Json.MAPPER.valueToTree(rule.fault);
            list.add(fault.put("hits", rule.hits));
        }
        return list;
    }

    private static final class Rule {

        private final Fault fault;
        private int seen;
        private int hits;

        Rule(Fault fault) {
            this.fault = fault;
        }

        boolean hit() {
            boolean passes = seen++ < fault.skip() || fault.times() >= 0 && hits >= fault.times();
            if (!passes) {
                hits++;
            }
            return !passes;
        }
    }
}
