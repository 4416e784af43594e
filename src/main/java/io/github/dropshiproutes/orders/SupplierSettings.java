package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the walk itself needs to know of a supplier: its environment, how its orders are paid, and what they may cost. */
@Component("supplierSettings")
public class SupplierSettings {

    /**
     * One supplier.
     *
     * @param environment {@code production} or {@code sandbox}
     * @param payment     {@code auto}, {@code manual} or {@code off}
     * @param payCall     true when placed orders are paid by a call of their own; false: {@code auto} pays with the create call
     * @param list        true when its orders can be listed, so that a poll finds what changed
     * @param payUrl      the page of an order, where a person pays it; the order's id is appended
     * @param least       USD an order must cost at least, or null
     * @param most        USD one order may cost at most, or null
     */
    private record Supplier(String environment, String payment, boolean payCall, boolean list, String payUrl, BigDecimal least,
                            BigDecimal most) {
    }

    private final Map<String, Supplier> suppliers;

    public SupplierSettings(@Value("${alibaba.use-sandbox}") boolean alibabaSandbox, @Value("${alibaba.payment}") String alibabaPayment,
                            @Value("${alibaba.pay-url}") String alibabaPayUrl, @Value("${alibaba.min-order-amount}") BigDecimal alibabaLeast,
                            @Value("${alibaba.max-order-amount}") BigDecimal alibabaMost,
                            @Value("${aliexpress.payment}") String aliexpressPayment, @Value("${aliexpress.pay-url}") String aliexpressPayUrl) {
        this.suppliers = Map.of(
                "alibaba", new Supplier(alibabaSandbox ? "sandbox" : "production", alibabaPayment, true, true, alibabaPayUrl, alibabaLeast,
                        alibabaMost),
                "aliexpress", new Supplier("production", aliexpressPayment, false, false, aliexpressPayUrl, null, null));
    }

    /** @return {@code production} or {@code sandbox} */
    public String environment(String supplier) {
        return suppliers.get(supplier).environment();
    }

    /** @return the pairs {@code supplier/environment} that are worked on, with commas between them */
    public String environments() {
        return suppliers.entrySet().stream().map(pair -> pair.getKey() + "/" + pair.getValue().environment()).collect(Collectors.joining(","));
    }

    /** @return the suppliers whose orders cannot be listed, with commas between them: only looking at each purchase finds what changed */
    public String withoutList() {
        return suppliers.entrySet().stream().filter(pair -> !pair.getValue().list()).map(Map.Entry::getKey).collect(Collectors.joining(","));
    }

    /** @return the page of that order, where a person pays it */
    public String payUrl(String supplier, String tradeId) {
        return suppliers.get(supplier).payUrl() + tradeId;
    }

    /** @return USD an order must cost at least at that supplier */
    public Optional<BigDecimal> leastAmount(String supplier) {
        return Optional.ofNullable(suppliers.get(supplier).least());
    }

    /** @return USD one order may cost at most at that supplier */
    public Optional<BigDecimal> mostAmount(String supplier) {
        return Optional.ofNullable(suppliers.get(supplier).most());
    }

    /**
     * Leaves how the purchase's supplier is paid in the variable {@code payment} ({@code auto}, {@code manual} or {@code off}), and in
     * {@code paysOnCreate} whether its create call is to pay as well.
     */
    public void readPayment(Exchange exchange) {
        Supplier supplier = suppliers.get(exchange.getVariable("purchase", Purchase.class).supplier());
        exchange.setVariable("payment", supplier.payment());
        exchange.setVariable("paysOnCreate", !supplier.payCall() && supplier.payment().equals("auto"));
    }
}
