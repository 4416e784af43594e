package io.github.dropshiproutes.commands;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

import io.github.dropshiproutes.settings.ClockAutoConfiguration;
import io.github.dropshiproutes.settings.ProductionEnvironment;
import io.github.dropshiproutes.settings.SettingsException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.PropertyResolver;

/** Finds the command in the arguments of the process and runs it on the settings of the process. */
public final class Commands {

    private Commands() {
    }

    /**
     * @param arguments of the process
     * @return the exit status, 0 = nothing found; empty when the arguments name no command and the service is to start
     */
    public static Optional<Integer> run(String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "check-routes" -> Optional.of(withSettings((settings, clock) -> CheckRoutesCommand.run(settings, rest(arguments))));
            case "check-setup" -> Optional.of(withSettings(CheckSetupCommand::run));
            default -> Optional.empty();
        };
    }

    private static String[] rest(String... arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    /** What a command does with the settings, and its exit status. */
    private interface Command {
        int run(PropertyResolver settings, Clock clock);
    }

    /** An application of nothing but the settings and the clock; no {@code @Configuration}, or the service would scan it too. */
    @Import(ClockAutoConfiguration.class)
    static class SettingsOnly {
    }

    private static int withSettings(Command command) {
        SpringApplication application = new SpringApplication(SettingsOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.addListeners(new ProductionEnvironment(false));
        // A profile of its own, so that no profile of the environment starts anything.
        try (ConfigurableApplicationContext context = application.run("--spring.profiles.active=check", "--logging.level.root=WARN",
                "--logging.level.com.networknt=ERROR")) {
            return command.run(context.getEnvironment(), context.getBean(Clock.class));
        } catch (SettingsException reported) {
            return 1;
        }
    }
}
