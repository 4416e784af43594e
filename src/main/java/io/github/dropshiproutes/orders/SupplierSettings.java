package io.github.dropshiproutes.orders;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the walk itself needs to know of a supplier's settings: its environment and how its orders are paid. */
@Component("supplierSettings")
public class SupplierSettings {

    private final Map<String, String> environments;
    private final Map<String, String> payments;

    public SupplierSettings(@Value("${alibaba.use-sandbox}") boolean alibabaSandbox, @Value("${alibaba.payment}") String alibabaPayment,
                            @Value("${aliexpress.payment}") String aliexpressPayment) {
        this.environments = Map.of("alibaba", alibabaSandbox ? "sandbox" : "production", "aliexpress", "production");
        this.payments = Map.of("alibaba", alibabaPayment, "aliexpress", aliexpressPayment);
    }

    /** @return {@code production} or {@code sandbox} */
    public String environment(String supplier) {
        return environments.get(supplier);
    }

    /** @return the pairs {@code supplier/environment} that are worked on, with commas between them */
    public String environments() {
        return environments.entrySet().stream().map(pair -> pair.getKey() + "/" + pair.getValue()).collect(Collectors.joining(","));
    }

    /** Leaves how the purchase's supplier is paid in the variable {@code payment}: {@code auto}, {@code manual} or {@code off}. */
    public void readPayment(Exchange exchange) {
        exchange.setVariable("payment", payments.get(exchange.getVariable("purchase", Purchase.class).supplier()));
    }
}
