package io.github.dropshiproutes.web;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether every route has started once. A route that a person stops later does not take the service out of traffic:
 * webhooks must still be kept.
 */
@Component("routesHealthIndicator")
public class RoutesStarted implements HealthIndicator {

    private final CamelContext camel;
    private volatile boolean started;

    RoutesStarted(CamelContext camel) {
        this.camel = camel;
    }

    /** @return true from the moment the last route has started */
    public boolean yes() {
        if (!started) {
            started = camel.getStatus().isStarted() && camel.getRoutes().stream().allMatch(this::isRunning);
        }
        return started;
    }

    private boolean isRunning(Route route) {
        return !route.isAutoStartup() || camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted();
    }

    @Override
    public Health health() {
        return (yes() ? Health.up() : Health.outOfService()).withDetail("routes", camel.getRoutesSize()).build();
    }
}
