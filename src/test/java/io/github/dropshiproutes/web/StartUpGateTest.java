package io.github.dropshiproutes.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StartUpGateTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final RoutesStarted routes = new RoutesStarted(camel);
    private final StartUpGate gate = new StartUpGate(routes);

    @AfterEach
    void stop() {
        camel.stop();
    }

    private MockHttpServletResponse call(MockFilterChain chain) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        gate.doFilter(new MockHttpServletRequest("POST", "/webhook/shopify"), response, chain);
        return response;
    }

    private void addRoute(boolean autoStartup) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in-" + autoStartup).routeId("in-" + autoStartup).autoStartup(autoStartup).to("direct:out");
            }
        });
    }

    @Test
    void aWebhookThatComesTooEarlyIsToldToComeAgain() throws Exception {
        MockFilterChain chain = new MockFilterChain();

        MockHttpServletResponse answer = call(chain);

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(chain.getRequest()).isNull();
        assertThat(routes.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void opensOnceEveryRouteRunsThatStartsByItself() throws Exception {
        addRoute(true);
        addRoute(false);
        camel.start();
        MockFilterChain chain = new MockFilterChain();

        assertThat(call(chain).getStatus()).isEqualTo(200);

        assertThat(chain.getRequest()).isNotNull();
        assertThat(routes.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void staysOpenWhenAPersonStopsARouteLater() throws Exception {
        addRoute(true);
        camel.start();
        call(new MockFilterChain());

        camel.getRouteController().stopRoute("in-true");

        assertThat(call(new MockFilterChain()).getStatus()).isEqualTo(200);
    }

    @Test
    void staysShutWhileARouteHasNotStarted() throws Exception {
        addRoute(true);
        camel.start();
        camel.getRouteController().stopRoute("in-true");

        assertThat(call(new MockFilterChain()).getStatus()).isEqualTo(503);
    }
}
