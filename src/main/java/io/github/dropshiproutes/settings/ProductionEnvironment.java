package io.github.dropshiproutes.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Prepares the settings of a process that was started from its command line outside the profile {@code sandbox}:
 * {@code .env} stands behind the real environment, a blank variable counts as not set, and unless all is fit the
 * process does not start. Added by {@code main} alone, so that no test ever reads a developer's credentials.
 */
public final class ProductionEnvironment implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final Pattern DOTENV_LINE = Pattern.compile("\\s*(#.*|[A-Za-z_][A-Za-z0-9_.-]*\\s*=.*)?");

    private final Path directory;
    private final boolean demanding;

    /** @param demanding whether missing settings are an error now, or are left to a command that reports them itself */
    public ProductionEnvironment(boolean demanding) {
        this(Path.of(""), demanding);
    }

    ProductionEnvironment(Path directory, boolean demanding) {
        this.directory = directory;
        this.demanding = demanding;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        if (!environment.matchesProfiles("sandbox")) {
            prepare(environment);
        }
    }

    void prepare(ConfigurableEnvironment environment) {
        MutablePropertySources sources = environment.getPropertySources();
        String real = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        BlankVariables.removeFrom(environment);
        sources.addAfter(real, new SystemEnvironmentPropertySource("dotenv-" + real, BlankVariables.without(dotenv())));
        if (demanding) {
            SettingsException.throwIfAny(SettingsCheck.problems(environment));
        }
    }

    private Map<String, String> dotenv() {
        Path file = directory.resolve(".env").toAbsolutePath();
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (DotenvEntry entry : Dotenv.configure().directory(file.getParent().toString()).load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                values.put(entry.getKey(), entry.getValue());
            }
            return values;
        } catch (DotenvException malformed) {
            // The library's message repeats the line, which may hold a secret.
            throw new SettingsException(List.of(file + " line " + firstMalformedLine(file) + " is not NAME=value"));
        }
    }

    private static int firstMalformedLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int number = 0;
            while (number < lines.size() && DOTENV_LINE.matcher(lines.get(number)).matches()) {
                number++;
            }
            return number + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getOrder() {
        return EnvironmentPostProcessorApplicationListener.DEFAULT_ORDER + 1;
    }
}
