package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.http.SpendingGate;
import io.github.dropshiproutes.orders.LeaseDeadline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Turns the variable {@code call} into the bytes that are sent: system parameters, a fresh timestamp, the signature over
 * exactly what travels. By POST everything is in the body, so that no token stands in a request line.
 */
@Component("signAlibabaCall")
public class AlibabaCallSigner implements Processor {

    private final AlibabaSettings settings;
    private final AlibabaAccounts accounts;
    private final LeaseDeadline lease;
    private final Clock clock;

    public AlibabaCallSigner(AlibabaSettings settings, AlibabaAccounts accounts, LeaseDeadline lease, Clock clock) {
        this.settings = settings;
        this.accounts = accounts;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        AlibabaCall call = exchange.getVariable("call", AlibabaCall.class);
        Map<String, String> parameters = new TreeMap<>(call.getParameters());
        parameters.put("app_key", settings.appKey());
        parameters.put("sign_method", "sha256");
        parameters.put("timestamp", String.valueOf(clock.millis()));
        if (call.isWithToken()) {
            AlibabaAccounts.Token token = accounts.token(exchange);
            exchange.setVariable("token", token);
            parameters.put("access_token", token.accessToken());
        }
        parameters.put("sign", AlibabaSigner.sign(call.getApi(), parameters, settings.appSecret()));
        String encoded = parameters.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));

        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_PATH, call.getApi());
        if (call.getFile() != null) {
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.CONTENT_TYPE, call.getFile().contentType());
            message.setBody(call.getFile().multipart(parameters));
        } else if (call.isPost()) {
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded;charset=UTF-8");
            message.setBody(encoded.getBytes(StandardCharsets.UTF_8));
        } else {
            message.setHeader(Exchange.HTTP_METHOD, "GET");
            message.setHeader(Exchange.HTTP_RAW_QUERY, encoded);
            message.setBody(null);
        }
        if (call.isSpending()) {
            SpendingGate.openUntil(lease.sendUntil(exchange));
        } else {
            SpendingGate.clear();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
