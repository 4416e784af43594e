package io.github.dropshiproutes.faults;

import io.github.dropshiproutes.DropshipRoutesApplication;
import io.github.dropshiproutes.settings.ProductionEnvironment;
import io.github.dropshiproutes.web.StartUpLines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;

/**
 * The product as its own main starts it, in a process of its own, with failpoints between the steps of its routes. The
 * product knows nothing of them.
 */
public final class ArmedProduct {

    /** System property: the directory through which the test speaks with the failpoints. */
    static final String DIRECTORY = "faults.directory";
    /** System property: by how much the test has moved the time. */
    static final String CLOCK_OFFSET = "faults.clock-offset";

    private ArmedProduct() {
    }

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(DropshipRoutesApplication.class);
        application.addListeners(new ProductionEnvironment(true), new StartUpLines(System.out));
        application.addInitializers(context -> {
            Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(CLOCK_OFFSET)));
            context.getBeanFactory().registerSingleton("clock", clock);
            context.getBeanFactory().registerSingleton("failpoints", new Failpoints(Path.of(System.getProperty(DIRECTORY))));
        });
        application.run(args);
    }
}
