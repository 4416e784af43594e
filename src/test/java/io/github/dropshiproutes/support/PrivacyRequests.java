package io.github.dropshiproutes.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Webhooks about what is known of a customer, shaped as Shopify sends them. */
public final class PrivacyRequests {

    private PrivacyRequests() {
    }

    /** @return the body of a request about an order's customer */
    public static byte[] of(ShopifySamples order) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("shop_id", 954889).put("shop_domain", SandboxOptions.SHOP);
        body.putObject("customer").put("id", order.json().at("/customer/id").asLong()).put("email", order.json().path("email").asText())
                .put("phone", order.json().at("/shipping_address/phone").asText());
        for (String list : List.of("orders_to_redact", "orders_requested")) {
            body.putArray(list).add(order.id());
        }
        body.putObject("data_request").put("id", 9999);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
