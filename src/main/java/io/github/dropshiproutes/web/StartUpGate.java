package io.github.dropshiproutes.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The port opens before the routes have started. Until then a webhook is told to come again: a 404 would count against
 * the subscription, which Shopify deletes after eight failures.
 */
class StartUpGate extends OncePerRequestFilter {

    private static final String SECONDS_TO_WAIT = "5";

    private final RoutesStarted routes;

    StartUpGate(RoutesStarted routes) {
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (routes.yes()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
            Problem.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, "The service is starting; try again in a few seconds.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        FilterRegistrationBean<StartUpGate> startUpGate(RoutesStarted routes) {
            FilterRegistrationBean<StartUpGate> registration = new FilterRegistrationBean<>(new StartUpGate(routes));
            registration.addUrlPatterns("/webhook/*", "/api/*");
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }
}
