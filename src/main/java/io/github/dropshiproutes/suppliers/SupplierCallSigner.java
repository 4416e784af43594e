package io.github.dropshiproutes.suppliers;

import io.github.dropshiproutes.http.SpendingGate;
import io.github.dropshiproutes.orders.LeaseDeadline;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Turns the variable {@code call} into the bytes that are sent: system parameters, a fresh timestamp, the signature over
 * exactly what travels. Where it goes stands in the variable {@code gateway}.
 */
@Component("signSupplierCall")
public class SupplierCallSigner implements Processor {

    private final Platforms platforms;
    private final SupplierAccounts accounts;
    private final LeaseDeadline lease;
    private final Clock clock;

    public SupplierCallSigner(Platforms platforms, SupplierAccounts accounts, LeaseDeadline lease, Clock clock) {
        this.platforms = platforms;
        this.accounts = accounts;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        SupplierCall call = exchange.getVariable("call", SupplierCall.class);
        Platform platform = platforms.of(call.getSupplier());
        Map<String, String> parameters = new TreeMap<>(call.getParameters());
        parameters.put("app_key", platform.appKey());
        parameters.put("sign_method", "sha256");
        parameters.put("timestamp", String.valueOf(clock.millis()));
        if (call.isWithToken()) {
            SupplierAccounts.Token token = accounts.token(exchange, call.getSupplier());
            exchange.setVariable("token", token);
            parameters.put(call.tokenParameter(), token.accessToken());
        }
        parameters.put("sign", CallSignature.sign(call.signedPath(), parameters, platform.appSecret()));

        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_PATH, call.path());
        exchange.setVariable("gateway", platform.baseUrl());
        call.write(message, parameters);
        if (call.isSpending()) {
            SpendingGate.openUntil(lease.sendUntil(exchange));
        } else {
            SpendingGate.clear();
        }
    }
}
