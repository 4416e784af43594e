package io.github.dropshiproutes.commands;

import java.time.Clock;
import java.util.List;

import org.springframework.core.env.PropertyResolver;

/** {@code check-setup}: one line per part of the set-up, good or not. */
final class CheckSetupCommand {

    private CheckSetupCommand() {
    }

    /** @return 0 when everything is in order, else 1 */
    static int run(PropertyResolver settings, Clock clock) {
        List<SetupCheck.Line> lines = new SetupCheck(settings, clock).lines();
        lines.forEach(System.out::println);
        return lines.stream().allMatch(SetupCheck.Line::good) ? 0 : 1;
    }
}
