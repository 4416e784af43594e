package io.github.dropshiproutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** The limits that a test over the wire could reach only by waiting or by filling the memory. */
class WebhookFilterTest {

    private static final IntakeSettings SETTINGS = settings(Duration.ofSeconds(4), DataSize.ofMegabytes(1));

    @Test
    void aBodyThatTakesTooLongIsCutOff() throws Exception {
        assertThat(answer(settings(Duration.ZERO, DataSize.ofMegabytes(1)), "/webhook/shopify", 100, true).getStatus()).isEqualTo(408);
    }

    @Test
    void moreBodiesThanTheMemoryIsMeantForAreA503() throws Exception {
        MockHttpServletResponse response = answer(settings(Duration.ofSeconds(4), DataSize.ofBytes(99)), "/webhook/shopify", 100, true);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
    }

    @Test
    void beforeTheRoutesAreStartedAWebhookIsA503() throws Exception {
        assertThat(answer(SETTINGS, "/webhook/shopify", 100, false).getStatus()).isEqualTo(503);
    }

    @Test
    void aBodyThatNoRouteTakesIsHandedOnWhole() throws Exception {
        assertThat(answer(SETTINGS, "/webhook/shopify", 100_000, true).getContentAsString()).isEqualTo("took 100000");
    }

    @Test
    void anotherSpellingOfThePathGoesThroughAllFilters() throws Exception {
        assertThat(answer(SETTINGS, "/webhook/;x/shopify", 100, false).getContentAsString()).isEqualTo("took 100");
    }

    private static MockHttpServletResponse answer(IntakeSettings settings, String path, int bytes, boolean open) throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        WebhookFilter filter = new WebhookFilter(new ServletThreadEngine(0), settings, new IntakeMetrics(meters),
                new IntakeAlarm(settings.alarm(), Clock.systemUTC(), meters), () -> open);
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setContent(new byte[bytes]);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain(new Taker()));
        return response;
    }

    private static IntakeSettings settings(Duration readWithin, DataSize inFlight) {
        return new IntakeSettings(1, 1, 1, Duration.ofSeconds(1), readWithin, DataSize.ofMegabytes(1), inFlight, 7,
                new IntakeSettings.Alarm(10, 10, Duration.ofMinutes(10), Map.of()));
    }

    private static final class Taker extends HttpServlet {

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("took " + request.getInputStream().readAllBytes().length);
        }
    }
}
