package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.http.SpendingGate;
import io.github.dropshiproutes.orders.LeaseDeadline;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Turns the variable {@code call} into what is sent: address, token and JSON, or the form of the client-credentials grant.
 * A mutation leaves only while its worker's lease lasts, so that nobody settles it while it may still be sent.
 */
@Component("buildShopifyRequest")
public class ShopifyRequest implements Processor {

    private static final String TOKEN_HEADER = "X-Shopify-Access-Token";

    private final ShopifySettings settings;
    private final LeaseDeadline lease;
    private final ObjectMapper json;

    public ShopifyRequest(ShopifySettings settings, LeaseDeadline lease, ObjectMapper json) {
        this.settings = settings;
        this.lease = lease;
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        ShopifyCall call = exchange.getVariable("call", ShopifyCall.class);
        String admin = settings.baseUrl().replace("{shop}", call.getShop()) + "/admin/";
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        if (call.isForToken()) {
            exchange.setVariable("shopifyUrl", admin + "oauth/access_token");
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setBody(("grant_type=client_credentials&client_id=" + encode(call.clientId()) + "&client_secret="
                    + encode(call.clientSecret())).getBytes(StandardCharsets.UTF_8));
        } else {
            exchange.setVariable("shopifyUrl", admin + "api/" + settings.apiVersion() + "/graphql.json");
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setHeader(TOKEN_HEADER, exchange.getVariable("shopToken", ShopTokens.Token.class).accessToken());
            ObjectNode body = json.createObjectNode().put("query", call.document().text()).put("operationName", call.getOperation());
            body.set("variables", call.variables());
            message.setBody(json.writeValueAsBytes(body));
        }
        call.sent();
        if (call.isMutation()) {
            SpendingGate.openUntil(lease.sendUntil(exchange));
        } else {
            SpendingGate.clear();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
