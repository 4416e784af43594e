package io.github.dropshiproutes.errors;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the error table to routes and beans; a mistake in it stops the start. */
@Configuration
public class ErrorsConfiguration {

    @Bean
    ErrorCatalogue errorCatalogue(@Value("${dropship.routes-dir}") String routesDir) {
        return ErrorCatalogue.load(Path.of(routesDir, "errors", "error-codes.yaml"));
    }
}
