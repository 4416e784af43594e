package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real process, killed (SIGKILL) before and after every commit and every upstream call. Whatever it did when it died, the next one goes on: each line is bought once, each order is paid once, nothing is stuck.
 *
 * <p>A start costs seconds and there are many failpoints, so one kill ends several orders: each of the process's stages is
 * stopped at a failpoint of its own, with an order of its own, and then the process is killed.
 */
@Tag("faults")
class CrashTest {

    /** A failpoint and how an order comes there. */
    private record Passage(String failpoint, String stage, Scenario scenario, Set<String> stagesBefore) {

        boolean fitsAfter(List<Passage> stopped) {
            return stopped.stream().noneMatch(earlier -> earlier.scenario.isLast() || earlier.stage.equals(stage)
                    || stagesBefore.contains(earlier.stage));
        }
    }

    @Test
    void aProcessKilledAtAnyFailpointBuysEverythingOnce() {
        try (Surroundings surroundings = new Surroundings("crash")) {
            Scenarios.prepare(surroundings);
            Map<String, Passage> passages = rehearse(surroundings);
            Set<String> unreached = new TreeSet<>(surroundings.failpoints().names());
            unreached.removeAll(passages.keySet());
            assertThat(unreached).as("failpoints no scenario comes past").isEmpty();

            List<List<Passage>> kills = plan(passages.values());
            kills.forEach(kill -> System.out.println("kill at " + kill.stream().map(Passage::failpoint).toList()));
            List<ScenarioRun.Delivery> unacknowledged = List.of();
            for (List<Passage> kill : kills) {
                try (Product product = surroundings.recover(unacknowledged)) {
                    unacknowledged = stopAll(surroundings, product, kill);
                    product.kill();
                }
                surroundings.move(Scenarios.PAST_THE_LEASE);
            }
            surroundings.recover(unacknowledged).stop();
            System.out.printf("crash: %d failpoints in %d kills, %d purchases, %d supplier orders, doubles 0%n",
                    kills.stream().mapToInt(List::size).sum(), kills.size(), surroundings.purchases(), surroundings.sandbox().ledger().created().size());
        }
    }

    /** Plays every scenario undisturbed and notes which failpoints it passes. */
    private static Map<String, Passage> rehearse(Surroundings surroundings) {
        Map<String, Passage> passages = new LinkedHashMap<>();
        try (Product product = surroundings.start(Surroundings.LEASED).awaitStarted()) {
            int known = 0;
            for (Scenario scenario : Scenarios.all()) {
                ScenarioRun.play(scenario, surroundings, product, () -> false);
                Scenarios.mend(surroundings);
                surroundings.awaitSettled();
                List<String> passed = product.passed();
                note(passages, scenario, passed.subList(known, passed.size()));
                known = passed.size();
            }
            surroundings.requireEverythingBoughtOnce();
            product.stop();
        }
        // Other rooms claim by the same step.
        passages.keySet().removeIf(name -> name.endsWith(FailpointList.CLAIM) && !surroundings.failpoints().names().contains(name));
        return new TreeMap<>(passages);
    }

    private static void note(Map<String, Passage> passages, Scenario scenario, List<String> passed) {
        Set<String> stagesBefore = new HashSet<>();
        for (String line : passed) {
            String failpoint = line.substring(0, line.indexOf(' '));
            String stage = line.substring(line.indexOf(' ') + 1);
            passages.computeIfAbsent(failpoint, name -> new Passage(name, stage, scenario, Set.copyOf(stagesBefore)));
            // Every idle timer passes what stands before its claim.
            if (failpoint.startsWith("after:")) {
                stagesBefore.add(stage);
            }
        }
    }

    /** As few kills as the stages allow: a stopped stage ends nothing else, but no later order gets through it. */
    private static List<List<Passage>> plan(Iterable<Passage> passages) {
        List<Passage> left = new ArrayList<>();
        passages.forEach(left::add);
        // Those that need the most stages first, or they would never fit beside another.
        left.sort((one, other) -> other.stagesBefore.size() - one.stagesBefore.size());
        List<List<Passage>> kills = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Passage> kill = new ArrayList<>();
            for (Passage passage : left) {
                if (passage.fitsAfter(kill)) {
                    kill.add(passage);
                }
            }
            left.removeAll(kill);
            kills.add(kill);
        }
        return kills;
    }

    private static List<ScenarioRun.Delivery> stopAll(Surroundings surroundings, Product product, List<Passage> kill) {
        List<ScenarioRun.Delivery> unacknowledged = new ArrayList<>();
        for (Passage passage : kill) {
            product.arm(passage.failpoint, passage.stage);
            try {
                unacknowledged.addAll(ScenarioRun.play(passage.scenario, surroundings, product, () -> product.reached(passage.failpoint)));
            } catch (ConditionTimeoutException nothingMoves) {
                // Beside workers that are stopped nothing ever settles, so an order that walked past the failpoint ends here too.
                System.out.println(nothingMoves.getMessage());
            }
            assertThat(product.reached(passage.failpoint)).as("%s, by \"%s\" after %s: %s", passage.failpoint, passage.scenario,
                    kill.subList(0, kill.indexOf(passage)).stream().map(Passage::failpoint).toList(), surroundings.latest()).isTrue();
            Scenarios.mend(surroundings);
        }
        return unacknowledged;
    }
}
