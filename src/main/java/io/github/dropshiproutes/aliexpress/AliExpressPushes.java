package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.suppliers.UnreadablePushException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** The steps of taking a push in and of reading it; what a push leads to is said in {@code routes/aliexpress/}. */
@Component("aliexpressPushes")
public class AliExpressPushes {

    /** What a placed order is anyway. */
    private static final String UNPAID = "OrderCreated";

    private final AliExpressSettings settings;

    public AliExpressPushes(AliExpressSettings settings) {
        this.settings = settings;
    }

    /**
     * Copies what must be known about the signed body into the variables the inbox reads: {@code source}, {@code messageKey},
     * {@code topic}, {@code shape} and {@code triggeredAt}. A body that cannot be read is to be kept as well, parked with
     * {@code reasonCode} and {@code reason}: sending it again would not make it readable.
     */
    public void arrived(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        exchange.setVariable("source", AliExpressSettings.SUPPLIER);
        try {
            AliExpressPush push = AliExpressPush.read(body);
            exchange.setVariable("messageKey", push.key());
            exchange.setVariable("topic", push.topic());
            exchange.setVariable("shape", push.shape());
            exchange.setVariable("triggeredAt", push.happenedAt());
        } catch (UnreadablePushException e) {
            exchange.setVariable("messageKey", AliExpressPush.key(body));
            exchange.setVariable("reasonCode", "UNREADABLE_BODY");
            exchange.setVariable("reason", e.getMessage());
        }
    }

    /** Sets {@code message} (the claimed row in the body), {@code push}, and what keep-pushed-order.sql asks for. */
    public void open(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.setVariable("message", row);
        exchange.getMessage().setBody(null);
        MDC.put("order", "message " + row.get("id"));
        MDC.remove("purchase");
        AliExpressPush push = AliExpressPush.read((byte[]) row.get("body"));
        exchange.setVariable("push", push);
        exchange.setVariable("supplier", AliExpressSettings.SUPPLIER);
        exchange.setVariable("environment", settings.environment());
        exchange.setVariable("userId", push.sellerId());
        exchange.setVariable("olderId", push.buyerId());
        exchange.setVariable("unpaidWords", UNPAID);
    }
}
