package io.github.dropshiproutes.inbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;

/**
 * Runs the routes behind {@code platform-http} on the web server's own threads. Camel 4.18 hands each request to
 * Spring's task executor (eight threads, a queue without bound) although the routing behind it blocks anyway, and comes
 * back through a second dispatch of the same request; the server's thread limit is the back-pressure we want.
 */
public class ServletThreadEngine implements PlatformHttpEngine {

    private final int port;

    /** @param port what {@code server.port} says; Camel only shows it */
    public ServletThreadEngine(int port) {
        this.port = port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new Consumer(endpoint, processor);
    }

    @Override
    public int getServerPort() {
        return port;
    }

    private static final class Consumer extends SpringBootPlatformHttpConsumer {

        Consumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor, Runnable::run);
        }

        /** @return null: to Spring MVC the request is answered when this returns, where a future would dispatch it again */
        @Override
        public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
            super.service(request, response);
            return null;
        }
    }
}
