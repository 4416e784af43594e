package io.github.dropshiproutes.web;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;

import io.github.dropshiproutes.settings.SandboxLauncher;
import io.github.dropshiproutes.settings.Setting;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Once the routes run, says where to look and, in the sandbox, how to try it. Added by {@code main} alone. */
public final class StartUpLines implements ApplicationListener<ApplicationReadyEvent> {

    /** Shopify writes whole seconds; an order paid in the very second of the first start must not look older than that start. */
    private static final Duration WHOLE_SECOND = Duration.ofSeconds(1);

    private final PrintStream out;

    /** @param out where the lines are printed */
    public StartUpLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        ConfigurableApplicationContext context = event.getApplicationContext();
        Environment environment = context.getEnvironment();
        String url = "http://localhost:" + environment.getProperty("local.server.port");
        SandboxLauncher sandbox = context.getBeanProvider(SandboxLauncher.class).getIfAvailable();
        String password = sandbox == null ? "as set" : environment.getProperty(Setting.CONSOLE_PASSWORD.key());
        StringBuilder lines = new StringBuilder();
        line(lines, "Console: %s/console (%s / %s)", url, environment.getProperty(Setting.CONSOLE_USERNAME.key()), password);
        if (sandbox != null) {
            line(lines, "API key: %s", environment.getProperty(Setting.API_KEY.key()));
        }
        line(lines, "Hawtio: %s/actuator/hawtio", url);
        if (sandbox != null) {
            sandbox.sendWebhooksTo(url);
            line(lines, "Try it: %s", sandbox.tryIt(url, context.getBean(Clock.class).instant().plus(WHOLE_SECOND)));
        }
        // In one piece, so that no log line stands in between.
        out.print(lines);
        out.flush();
    }

    private static void line(StringBuilder lines, String format, Object... values) {
        lines.append(format.formatted(values)).append(System.lineSeparator());
    }
}
