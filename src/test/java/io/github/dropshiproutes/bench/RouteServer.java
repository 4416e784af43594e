package io.github.dropshiproutes.bench;

import io.github.dropshiproutes.inbox.IntakeApplication;
import org.springframework.boot.SpringApplication;

/** The product's intake: its route, beans and {@code application.yaml}. */
public final class RouteServer {

    private RouteServer() {
    }

    public static void main(String[] args) {
        SpringApplication.run(IntakeApplication.class, args);
    }
}
