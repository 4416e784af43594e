package io.github.dropshiproutes.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A way in which an order walks, so that it comes past certain failpoints: what is sent, and what goes wrong when. */
final class Scenario {

    /** What is done once the order has come so far. */
    record Turn(Predicate<ScenarioRun> due, Consumer<ScenarioRun> act) {
    }

    private final String name;
    private final List<Turn> turns = new ArrayList<>();
    private boolean bought = true;
    private boolean last;

    private Scenario(String name) {
        this.name = name;
    }

    static Scenario of(String name, Consumer<ScenarioRun> opening) {
        Scenario scenario = new Scenario(name);
        scenario.turns.add(new Turn(run -> true, opening));
        return scenario;
    }

    /** @param state in which all purchases of the order must be before {@code act} is played */
    Scenario when(String state, Consumer<ScenarioRun> act) {
        return when(run -> run.isEachPurchase(state), act);
    }

    Scenario when(Predicate<ScenarioRun> due, Consumer<ScenarioRun> act) {
        turns.add(new Turn(due, act));
        return this;
    }

    /** It depends on the moment whether the order is bought; that nothing is bought twice does not. */
    Scenario mayEndUnbought() {
        bought = false;
        return this;
    }

    /** A process that died in it leaves nothing to go on with in the same process. */
    Scenario endsTheProcess() {
        last = true;
        return this;
    }

    boolean isBought() {
        return bought;
    }

    boolean isLast() {
        return last;
    }

    List<Turn> turns() {
        return turns;
    }

    @Override
    public String toString() {
        return name;
    }
}
