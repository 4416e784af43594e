package io.github.dropshiproutes.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

/** Wires the inbox; {@code inbox} is the name the routes know. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
public class InboxConfiguration {

    @Bean
    InboxTable inboxTable(@Qualifier("intakeDataSource") DataSource intake, IntakeSettings settings,
                          @Value("${shopify.shop}") String shops) {
        List<String> own = Arrays.stream(shops.split(",")).map(String::strip).filter(shop -> !shop.isEmpty()).toList();
        return new InboxTable(intake, settings.storeWithin(), own);
    }

    @Bean(destroyMethod = "close")
    InboxWriter inboxWriter(InboxTable table, IntakeSettings settings, IntakeMetrics metrics) {
        InboxWriter writer = new InboxWriter(table, settings.writers(), settings.batchSize(), settings.queueSize(),
                settings.storeWithin());
        metrics.backlog(writer::backlog);
        return writer;
    }

    @Bean
    InboxRepository inbox(InboxWriter writer, InboxTable table, IntakeMetrics metrics) {
        return new InboxRepository(writer, table, metrics);
    }

    @Bean
    IntakeMetrics intakeMetrics(MeterRegistry registry) {
        return new IntakeMetrics(registry);
    }

    @Bean("intakeHealthIndicator")
    IntakeAlarm intakeAlarm(IntakeSettings settings, Clock clock, MeterRegistry registry) {
        return new IntakeAlarm(settings.alarm(), clock, registry);
    }

    /**
     * The first filter of all, so that no other one parses a stranger's body. Filters are made before most beans, so
     * Camel is looked up when the first webhook arrives.
     */
    @Bean
    FilterRegistrationBean<WebhookFilter> webhookFilter(ServletThreadEngine routes, IntakeSettings settings, IntakeMetrics metrics,
                                                        IntakeAlarm alarm, ObjectProvider<CamelContext> camel) {
        Supplier<CamelContext> context = SingletonSupplier.of(camel::getObject);
        WebhookFilter filter = new WebhookFilter(routes, settings, metrics, alarm, () -> context.get().getStatus().isStarted());
        FilterRegistrationBean<WebhookFilter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/webhook/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean("platform-http-engine")
    ServletThreadEngine platformHttpEngine(@Value("${server.port}") int port) {
        return new ServletThreadEngine(port);
    }
}
