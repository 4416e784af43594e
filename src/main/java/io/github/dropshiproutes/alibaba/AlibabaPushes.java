package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.suppliers.UnreadablePushException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The steps of taking a push in and of reading it; what a push leads to is said in {@code routes/alibaba/}. */
@Component("alibabaPushes")
public class AlibabaPushes {

    private static final String SUPPLIER = "alibaba";
    /** What a placed order is anyway. */
    private static final String UNPAID = "unpay,to_be_audited";

    private final AlibabaSettings settings;
    private final ApplicationEventPublisher events;

    public AlibabaPushes(AlibabaSettings settings, ApplicationEventPublisher events) {
        this.settings = settings;
        this.events = events;
    }

    /**
     * Copies what must be known about the signed body into the variables the inbox reads: {@code source}, {@code messageKey},
     * {@code topic} and {@code triggeredAt}. A body that cannot be read is to be kept as well, parked with
     * {@code reasonCode} and {@code reason}: sending it again would not make it readable.
     */
    public void arrived(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        exchange.setVariable("source", SUPPLIER);
        try {
            AlibabaPush push = AlibabaPush.read(body);
            exchange.setVariable("messageKey", push.key());
            exchange.setVariable("topic", push.topic());
            exchange.setVariable("triggeredAt", push.happenedAt());
        } catch (UnreadablePushException e) {
            exchange.setVariable("messageKey", AlibabaPush.key(body));
            exchange.setVariable("reasonCode", "UNREADABLE_BODY");
            exchange.setVariable("reason", e.getMessage());
        }
    }

    /** Sets {@code message} (the claimed row in the body), {@code push}, {@code happenedAt}, and what keep-pushed-order.sql asks for. */
    public void open(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.setVariable("message", row);
        exchange.getMessage().setBody(null);
        MDC.put("order", "message " + row.get("id"));
        MDC.remove("purchase");
        AlibabaPush push = AlibabaPush.read((byte[]) row.get("body"));
        Instant happenedAt = push.happenedAt();
        exchange.setVariable("push", push);
        exchange.setVariable("happenedAt", happenedAt == null ? row.get("received_at") : Timestamp.from(happenedAt));
        exchange.setVariable("supplier", SUPPLIER);
        exchange.setVariable("environment", settings.environment());
        exchange.setVariable("userId", push.sellerId());
        exchange.setVariable("olderId", push.havanaId());
        exchange.setVariable("unpaidWords", UNPAID);
    }

    /** Tells whoever keeps answers about the product of the variable {@code push}. */
    public void announceProduct(Exchange exchange) {
        events.publishEvent(new ProductChanged(SUPPLIER, exchange.getVariable("push", AlibabaPush.class).productId()));
    }
}
