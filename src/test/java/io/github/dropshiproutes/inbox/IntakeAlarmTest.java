package io.github.dropshiproutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dropshiproutes.support.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Status;

/** The operator hears of failing deliveries long before the sender gives up at half of them. */
class IntakeAlarmTest {

    private static final IntakeSettings.Alarm SETTINGS =
            new IntakeSettings.Alarm(10, 10, Duration.ofMinutes(10), Map.of("alibaba", Duration.ofMillis(500)));

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final IntakeAlarm alarm = new IntakeAlarm(SETTINGS, clock, meters);
    private final Logger logger = (Logger) LoggerFactory.getLogger(IntakeAlarm.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private void answer(int times, int status) {
        for (int i = 0; i < times; i++) {
            alarm.answered("alibaba", status, 1_000_000);
        }
    }

    private Object state() {
        return ((Map<?, ?>) alarm.health().getDetails().get("alibaba")).get("state");
    }

    private long errors() {
        return log.list.stream().filter(event -> event.getLevel() == Level.ERROR).count();
    }

    private double ratio() {
        return meters.get("dropship.intake.failure.ratio").tag("source", "alibaba").gauge().value();
    }

    @Test
    void aTenthOfFailuresIsBearableAndMoreIsNot() {
        answer(18, 200);
        answer(2, 503);
        assertThat(state()).isEqualTo("ok");
        assertThat(ratio()).isEqualTo(0.1);

        answer(1, 401);

        assertThat(state()).isEqualTo("warn");
        assertThat(errors()).isEqualTo(1);
        assertThat(log.list.get(0).getFormattedMessage()).contains("3 of the last 21 deliveries of alibaba");
    }

    @Test
    void theHealthStaysUp() {
        answer(100, 503);

        assertThat(alarm.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aFewDeliveriesSayNothing() {
        answer(9, 503);

        assertThat(state()).isEqualTo("ok");
        assertThat(errors()).isZero();
    }

    @Test
    void theErrorIsLoggedOnceUntilDeliveriesAreAnsweredAgain() {
        answer(10, 503);
        answer(50, 503);
        assertThat(errors()).isEqualTo(1);

        answer(1000, 200);
        assertThat(state()).isEqualTo("ok");
        answer(300, 503);

        assertThat(errors()).isEqualTo(2);
    }

    @Test
    void anAnswerThatComesTooLateIsAFailureToo() {
        for (int i = 0; i < 10; i++) {
            alarm.answered("alibaba", 200, Duration.ofMillis(501).toNanos());
            alarm.answered("shopify", 200, Duration.ofMillis(501).toNanos());
        }

        assertThat(state()).isEqualTo("warn");
        assertThat(alarm.figures("shopify").failed()).isZero();
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        answer(20, 503);
        clock.move(Duration.ofMinutes(5));
        answer(5, 200);
        assertThat(alarm.figures("alibaba")).isEqualTo(new IntakeAlarm.Figures(25, 20));

        clock.move(Duration.ofMinutes(5));

        assertThat(alarm.figures("alibaba")).isEqualTo(new IntakeAlarm.Figures(5, 0));
        assertThat(ratio()).isZero();
        clock.move(Duration.ofHours(5));
        assertThat(alarm.figures("alibaba").deliveries()).isZero();
    }

    @Test
    void oneSourceDoesNotAlarmForAnotherAndStrangersAreNotCounted() {
        answer(20, 503);
        alarm.answered("nobody", 503, 1);
        for (int i = 0; i < 100; i++) {
            alarm.answered("shopify", 405, 1);
        }

        assertThat(alarm.health().getDetails()).containsOnlyKeys("alibaba", "aliexpress", "shopify");
        assertThat(((Map<?, ?>) alarm.health().getDetails().get("shopify")).get("deliveries")).isEqualTo(0);
    }
}
