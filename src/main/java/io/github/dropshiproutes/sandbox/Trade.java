package io.github.dropshiproutes.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One order on its way. Nothing runs in the background: where it stands is read off the clock. Changed only by {@link Trades}.
 *
 * @param <P> what was ordered
 */
final class Trade<P extends Placement> {

    private final P placement;
    private final Words words;
    private final Duration shipAfter;
    private final Duration deliverAfter;
    private volatile Payment payment;
    private volatile Step closed;
    private volatile Step forced;

    Trade(P placement, Words words, Duration shipAfter, Duration deliverAfter) {
        this.placement = placement;
        this.words = words;
        this.shipAfter = shipAfter;
        this.deliverAfter = deliverAfter;
    }

    /**
     * What a supplier calls the steps of an order; null = it has no word, and the one before goes on.
     *
     * @param partlyShipped of an order of several lines whose last one is not shipped yet
     * @param closed        the order has ended without being delivered
     */
    record Words(String unpaid, String paying, String paid, String prepared, String partlyShipped, String shipped, String delivered,
                 String done, String closed) {
    }

    /**
     * The last attempt to pay.
     *
     * @param settlesAt  from when its outcome is known; until then the trade is {@code paying}
     * @param reasonCode why it fails; null = it succeeds
     * @param by         {@code api}, or {@code hand} for a person who used the payment page
     */
    record Payment(Instant startedAt, Instant settlesAt, String reasonCode, String reasonMessage, String by) {
    }

    /** What has led to a step. */
    enum Cause { USUAL, PAYMENT_FAILED, CLOSED }

    /** A status, and since when. */
    record Step(Instant at, String status, Cause cause) {

        Step(Instant at, String status) {
            this(at, status, Cause.USUAL);
        }
    }

    P placement() {
        return placement;
    }

    Payment payment() {
        return payment;
    }

    void pay(Payment attempt) {
        payment = attempt;
    }

    void close(Instant at) {
        closed = new Step(at, words.closed, Cause.CLOSED);
    }

    void force(String status, Instant at) {
        forced = new Step(at, status);
    }

    String status(Instant now) {
        return last(now).status;
    }

    Instant modifiedAt(Instant now) {
        return last(now).at;
    }

    boolean isPaid(Instant now) {
        return payment != null && payment.reasonCode == null && !payment.settlesAt.isAfter(now);
    }

    boolean isPaying(Instant now) {
        return payment != null && payment.settlesAt.isAfter(now);
    }

    /** @return when it was or will be shipped; null while nobody has paid */
    Instant shippedAt() {
        return payment == null || payment.reasonCode != null ? null : payment.settlesAt.plus(shipAfter);
    }

    /** @return when the last of its parcels was or will be shipped; null while nobody has paid */
    Instant wholeShippedAt() {
        if (shippedAt() == null || words.partlyShipped == null || placement.lines().size() == 1) {
            return shippedAt();
        }
        return shippedAt().plus(deliverAfter.minus(shipAfter).dividedBy(2));
    }

    /** @return whether it has ended without being delivered */
    boolean isClosed(Instant now) {
        return forced == null && end() != null && !end().isAfter(now);
    }

    boolean isUnpaid(Instant now) {
        return status(now).equals(words.unpaid);
    }

    Instant deliveredAt() {
        return payment == null || payment.reasonCode != null ? null : payment.settlesAt.plus(deliverAfter);
    }

    /**
     * @param known a step that has been seen; null = none
     * @return the steps after it up to now, oldest first
     */
    List<Step> since(Step known, Instant now) {
        List<Step> past = new ArrayList<>();
        for (Step step : steps()) {
            if (!step.at.isAfter(now) && (forced == null || !step.at.isAfter(forced.at))) {
                past.add(step);
            }
        }
        if (forced != null) {
            past.add(forced);
        }
        int last = past.lastIndexOf(known);
        if (known == null || last >= 0) {
            return past.subList(last + 1, past.size());
        }
        // Another payment, or another forced status, has taken its place.
        return forced != null ? List.of(forced) : past.stream().filter(step -> !step.at.isBefore(known.at)).toList();
    }

    /** @return when it changes next by itself; null = it does not, as far as can be seen now */
    Instant next(Instant now) {
        return forced != null ? null
                : steps().stream().map(Step::at).filter(at -> at.isAfter(now)).min(Comparator.naturalOrder()).orElse(null);
    }

    Step last(Instant now) {
        if (forced != null) {
            return forced;
        }
        Step last = null;
        for (Step step : steps()) {
            if (!step.at.isAfter(now)) {
                last = step;
            }
        }
        return last == null ? new Step(placement.createdAt(), words.unpaid) : last;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        add(steps, placement.createdAt(), words.unpaid);
        if (payment != null) {
            add(steps, payment.startedAt, words.paying);
            if (payment.reasonCode != null) {
                steps.add(new Step(payment.settlesAt, words.unpaid, Cause.PAYMENT_FAILED));
            } else {
                addJourney(steps);
            }
        }
        Instant end = end();
        if (end != null) {
            steps.add(new Step(end, words.closed, Cause.CLOSED));
        }
        return steps;
    }

    private void addJourney(List<Step> steps) {
        add(steps, payment.settlesAt, words.paid);
        add(steps, payment.settlesAt.plus(shipAfter.dividedBy(2)), words.prepared);
        if (words.partlyShipped != null && placement.lines().size() > 1) {
            add(steps, shippedAt(), words.partlyShipped);
        }
        add(steps, wholeShippedAt(), words.shipped);
        add(steps, deliveredAt(), words.delivered);
        add(steps, deliveredAt().plus(deliverAfter.minus(shipAfter)), words.done);
    }

    private static void add(List<Step> steps, Instant at, String word) {
        if (word != null) {
            steps.add(new Step(at, word));
        }
    }

    /** @return when it was or will be closed without being delivered; null = it will not, as far as can be seen */
    private Instant end() {
        boolean unpaid = payment == null || payment.reasonCode != null;
        return closed != null ? closed.at : unpaid ? placement.closesAt() : null;
    }
}
