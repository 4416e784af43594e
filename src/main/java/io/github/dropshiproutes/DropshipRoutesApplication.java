package io.github.dropshiproutes;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the route set: YAML routes from {@code ROUTES_DIR} over one PostgreSQL database. */
@SpringBootApplication
public class DropshipRoutesApplication {

    public static void main(String[] args) {
        SpringApplication.run(DropshipRoutesApplication.class, args);
    }
}
