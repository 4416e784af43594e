package io.github.dropshiproutes.commands;

import java.nio.file.Path;
import java.util.List;

import io.github.dropshiproutes.settings.Setting;
import org.springframework.core.env.PropertyResolver;

/** {@code check-routes [dir]}: one line per finding, then how many files were read. */
final class CheckRoutesCommand {

    private CheckRoutesCommand() {
    }

    /** @return 0 when there is nothing to put right, else 1 */
    static int run(PropertyResolver settings, String... arguments) {
        Path directory = Path.of(arguments.length > 0 ? arguments[0] : settings.getRequiredProperty(Setting.ROUTES_DIR.key()));
        RouteCheck check = new RouteCheck(directory, settings);
        List<Finding> findings = check.findings();
        findings.forEach(System.out::println);
        System.out.println(check.files() + " route files in " + directory + ", " + findings.size() + " findings");
        return findings.isEmpty() ? 0 : 1;
    }
}
