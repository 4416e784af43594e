package io.github.dropshiproutes.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.alibaba.AlibabaCall;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** {@code /eco/buyer/product/events}: what Alibaba.com is told of its products in the shops. */
@Component("toldEvents")
public class ToldEvents {

    private static final String EVENTS = "/eco/buyer/product/events";

    private final ObjectMapper json;

    ToldEvents(ObjectMapper json) {
        this.json = json;
    }

    /** Makes the claimed row in the body into the variables {@code event}, {@code account} and {@code call}. */
    public void read(Exchange exchange) throws JsonProcessingException {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.setVariable("event", row);
        exchange.setVariable("account", row.get("account"));
        exchange.getMessage().setBody(null);
        MDC.put("order", "product " + row.get("product_id"));
        MDC.remove("purchase");
        Map<String, Object> event = Map.of("ali_product_id", Long.valueOf((String) row.get("product_id")), "event_type", row.get("kind"),
                "channel", "SHOPIFY", "channel_store_id", row.get("shop"));
        exchange.setVariable("call", AlibabaCall.post(EVENTS, Map.of("query_req", json.writeValueAsString(Map.of("events", List.of(event))))));
    }
}
