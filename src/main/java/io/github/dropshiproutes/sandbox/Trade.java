package io.github.dropshiproutes.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One order on its way. Nothing runs in the background: where it stands is read off the clock. Changed only by {@link Trades}. */
final class Trade {

    private final Placement placement;
    private final Duration shipAfter;
    private final Duration deliverAfter;
    private volatile Payment payment;
    private volatile Step closed;
    private volatile Step forced;

    Trade(Placement placement, Duration shipAfter, Duration deliverAfter) {
        this.placement = placement;
        this.shipAfter = shipAfter;
        this.deliverAfter = deliverAfter;
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

    /** A status, and since when. */
    record Step(Instant at, String status) {
    }

    Placement placement() {
        return placement;
    }

    Payment payment() {
        return payment;
    }

    void pay(Payment attempt) {
        payment = attempt;
    }

    void close(Instant at) {
        closed = new Step(at, "trade_close");
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
        return last == null ? new Step(placement.createdAt(), "unpay") : last;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(placement.createdAt(), "unpay"));
        if (payment != null) {
            steps.add(new Step(payment.startedAt, "paying"));
            if (payment.reasonCode != null) {
                steps.add(new Step(payment.settlesAt, "unpay"));
            } else {
                steps.add(new Step(payment.settlesAt, "paid"));
                steps.add(new Step(payment.settlesAt.plus(shipAfter.dividedBy(2)), "undeliver"));
                steps.add(new Step(shippedAt(), "delivering"));
                steps.add(new Step(deliveredAt(), "wait_confirm_receipt"));
                steps.add(new Step(deliveredAt().plus(deliverAfter.minus(shipAfter)), "trade_success"));
            }
        }
        if (closed != null) {
            steps.add(closed);
        }
        return steps;
    }
}
