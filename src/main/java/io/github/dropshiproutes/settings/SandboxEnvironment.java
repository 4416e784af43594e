package io.github.dropshiproutes.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import io.github.dropshiproutes.database.DataDirectory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ConfigurableBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Profile {@code sandbox}: starts the stand-ins of the upstreams and pins every credential and address to them, above
 * every other source of settings, so that whatever the environment holds, nothing real is ever called and nothing is
 * ever spent. Port, directories and money guards stay the operator's.
 */
final class SandboxEnvironment implements EnvironmentPostProcessor, Ordered {

    private final ConfigurableBootstrapContext bootstrap;

    SandboxEnvironment(ConfigurableBootstrapContext bootstrap) {
        this.bootstrap = bootstrap;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.matchesProfiles("sandbox")) {
            return;
        }
        BlankVariables.removeFrom(environment);
        DataDirectory dataDirectory = DataDirectory.open(Path.of(environment.getRequiredProperty(Setting.DATA_DIR.key())));
        Path directory = directoryIn(dataDirectory);
        // Above application.yaml, so that parcels are looked at as fast as they travel here, and below what a person sets.
        environment.getPropertySources().addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, pace());
        SandboxLauncher sandbox = SandboxLauncher.start(directory,
                DurationStyle.detectAndParse(environment.getRequiredProperty("sandbox.push-retry")));

        Map<Setting, String> pinned = new EnumMap<>(Setting.class);
        pinned.putAll(sandbox.settings());
        pinned.putAll(SandboxCredentials.keptIn(directory));
        pinned.put(Setting.DATABASE_URL, "");
        pinned.put(Setting.DATABASE_USERNAME, "");
        pinned.put(Setting.DATABASE_PASSWORD, "");
        pinned.put(Setting.PUBLIC_URL, "http://localhost:" + environment.getProperty(Setting.SERVER_PORT.key(), "8080"));
        environment.getPropertySources().addFirst(new MapPropertySource("sandbox", byBothNames(pinned)));
        SettingsException.throwIfAny(SettingsCheck.problems(environment));

        bootstrap.addCloseListener(event -> handOver(event.getApplicationContext(), dataDirectory, sandbox));
    }

    private static PropertySource<?> pace() {
        try {
            return new YamlPropertySourceLoader().load("sandbox-pace", new ClassPathResource("sandbox-pace.yaml")).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directoryIn(DataDirectory dataDirectory) {
        try {
            return Files.createDirectories(dataDirectory.path().resolve("sandbox"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // By the variable, which application.yaml asks for, and by the key itself, which anything may have overridden.
    private static Map<String, Object> byBothNames(Map<Setting, String> pinned) {
        Map<String, Object> properties = new HashMap<>();
        pinned.forEach((setting, value) -> {
            properties.put(setting.name(), value);
            properties.put(setting.key(), value);
        });
        return properties;
    }

    // Beans are destroyed in the reverse order of their registration: these two outlive pools and database.
    private static void handOver(ConfigurableApplicationContext context, DataDirectory dataDirectory, SandboxLauncher sandbox) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("dataDirectory", dataDirectory);
        beans.registerDisposableBean("dataDirectory", (DisposableBean) dataDirectory::close);
        beans.registerSingleton("sandbox", sandbox);
        beans.registerDisposableBean("sandbox", (DisposableBean) sandbox::close);
    }

    /** After {@code application.yaml} has been read, which may itself choose the profile. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
