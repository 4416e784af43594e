package io.github.dropshiproutes.inbox;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Runs the routes behind {@code platform-http} on the web server's own threads. Camel 4.18 hands each request to
 * Spring's task executor (eight threads, a queue without bound) although the routing behind it blocks anyway, and comes
 * back through a second dispatch of the same request; the server's thread limit is the back-pressure we want.
 */
public class ServletThreadEngine implements PlatformHttpEngine {

    private final int port;
    private final Map<String, Consumer> started = new ConcurrentHashMap<>();

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

    /**
     * Lets a route answer a webhook, without Spring MVC in between.
     *
     * @return false when no route that is started has this path
     */
    boolean take(String path, WebhookRequest request, HttpServletResponse response) throws ServletException {
        Consumer consumer = started.get(path);
        if (consumer == null || consumer.isSuspended()) {
            return false;
        }
        try {
            consumer.take(request, response);
        } catch (Exception e) {
            throw new ServletException("The route of " + path + " failed", e);
        }
        return true;
    }

    private final class Consumer extends SpringBootPlatformHttpConsumer {

        private final HeaderFilterStrategy headers;

        Consumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor, Runnable::run);
            this.headers = endpoint.getHeaderFilterStrategy();
        }

        /** @return null: to Spring MVC the request is answered when this returns, where a future would dispatch it again */
        @Override
        public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
            // A form is read by the server, which bounds it; once Camel has opened the body, its fields are lost.
            request.getParameterMap();
            super.service(request, response);
            return null;
        }

        /** What {@link #handleService} does, for a body that is in memory and a request without parameters. */
        void take(WebhookRequest request, HttpServletResponse response) throws Exception {
            Exchange exchange = createExchange(true);
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getIn().setBody(request.body());
            request.getHeaderNames().asIterator().forEachRemaining(name -> {
                String value = request.getHeader(name);
                if (!headers.applyFilterToExternalHeaders(name, value, exchange)) {
                    exchange.getIn().setHeader(name, value);
                }
            });
            createUoW(exchange);
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            } finally {
                afterProcess(response, exchange);
            }
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            started.put(getEndpoint().getPath(), this);
        }

        @Override
        protected void doStop() throws Exception {
            started.remove(getEndpoint().getPath(), this);
            super.doStop();
        }
    }
}
