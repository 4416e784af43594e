package io.github.dropshiproutes;

import io.github.dropshiproutes.commands.Commands;
import io.github.dropshiproutes.settings.ProductionEnvironment;
import io.github.dropshiproutes.web.StartUpLines;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the route set: YAML routes from {@code ROUTES_DIR} over one PostgreSQL database. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DropshipRoutesApplication {

    public static void main(String[] args) {
        Commands.run(args).ifPresent(System::exit);
        SpringApplication application = new SpringApplication(DropshipRoutesApplication.class);
        application.addListeners(new ProductionEnvironment(true), new StartUpLines(System.out));
        try {
            application.run(args);
        } catch (RuntimeException reported) {
            // Whatever threads are up already: a start that failed ends the process, and not with a zero.
            System.exit(1);
        }
    }
}
