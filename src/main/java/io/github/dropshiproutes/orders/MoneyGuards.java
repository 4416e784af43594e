package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Questions about money, asked by name in the routes of {@code routes/orders/}; each looks at the variable
 * {@code purchase}. Arithmetic is BigDecimal: Camel's simple language drops decimals when it compares amounts.
 */
@Component("moneyGuards")
public class MoneyGuards {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final MoneySettings money;
    private final ExchangeRates rates;
    private final SupplierSettings suppliers;
    private final JdbcClient jdbc;

    public MoneyGuards(MoneySettings money, ExchangeRates rates, SupplierSettings suppliers, JdbcClient jdbc) {
        this.money = money;
        this.rates = rates;
        this.suppliers = suppliers;
        this.jdbc = jdbc;
    }

    /** @return true when the quote is older than it may be, or there is none */
    public boolean quoteStale(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        return purchase.quotedAt() == null || !purchase.quotedAt().plus(money.quoteLife()).isAfter(purchase.now());
    }

    /** @return true when the total's currency has no configured rate to USD, or the shop's has none */
    public boolean rateMissing(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        return rates.usdFor(purchase.currency()).isEmpty() || rates.usdFor(purchase.revenueCurrency()).isEmpty();
    }

    /** @return true below the supplier's smallest order; freight does not make up for goods that are worth less */
    public boolean tooSmall(Exchange exchange) {
        return suppliers.leastAmount(purchase(exchange).supplier())
                .map(least -> usd(exchange).min(goodsUsd(exchange)).compareTo(least) < 0).orElse(false);
    }

    private BigDecimal goodsUsd(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        BigDecimal sum = BigDecimal.ZERO;
        for (PurchaseLine line : purchase.lines()) {
            if (line.unitPrice() == null) {
                return usd(exchange);
            }
            sum = sum.add(line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())));
        }
        return sum.multiply(rates.usdFor(purchase.currency()).orElseThrow());
    }

    /** @return true above the supplier's largest single order */
    public boolean tooLarge(Exchange exchange) {
        return suppliers.mostAmount(purchase(exchange).supplier()).map(most -> usd(exchange).compareTo(most) > 0).orElse(false);
    }

    /** @return true when this purchase and the others of its Shopify order cost more than one order may */
    public boolean overOrderCost(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        if (approved(exchange)) {
            return false;
        }
        BigDecimal others = jdbc.sql("""
                SELECT currency, coalesce(sum(coalesce(actual_total, quoted_total)), 0) AS total FROM purchase
                WHERE shop = :shop AND order_id = :order AND id <> :id AND counts
                  AND coalesce(held_from, state) IN ('placing', 'placed', 'unknown', 'paying', 'paid', 'shipped', 'delivered')
                GROUP BY currency""")
                .param("shop", purchase.shop()).param("order", purchase.orderId()).param("id", purchase.id())
                .query((rs, n) -> rs.getBigDecimal("total").multiply(rates.usdFor(rs.getString("currency")).orElse(BigDecimal.ONE)))
                .list().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return usd(exchange).add(others).compareTo(money.maxOrderCost()) > 0;
    }

    /** @return true when the customer pays too little for these pieces: a wrong mapping must not buy at twenty times the price */
    public boolean marginTooSmall(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        BigDecimal revenue = purchase.revenue();
        // Who places an order by a call of the API knows what it may cost; no shop's revenue stands against it.
        if (approved(exchange) || purchase.isOrderedByCall()) {
            return false;
        }
        if (revenue == null) {
            return true;
        }
        BigDecimal revenueUsd = revenue.multiply(rates.usdFor(purchase.revenueCurrency()).orElseThrow());
        BigDecimal allowed = revenueUsd.multiply(HUNDRED.subtract(money.minMarginPercent())).divide(HUNDRED, 4, RoundingMode.HALF_UP);
        return usd(exchange).compareTo(allowed) > 0;
    }

    /** @return true when the supplier asks more than was quoted and tolerated, in another currency, or names no total */
    public boolean overQuote(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        SupplierOrder order = exchange.getVariable("supplierOrder", SupplierOrder.class);
        if (order.total() == null || order.total().signum() <= 0 || !order.currency().equals(purchase.currency())) {
            return true;
        }
        if (approved(exchange)) {
            return false;
        }
        BigDecimal quoted = exchange.getVariable("quotedTotal", BigDecimal.class);
        BigDecimal allowed = (quoted != null ? quoted : purchase.quotedTotal())
                .multiply(HUNDRED.add(money.priceTolerancePercent())).divide(HUNDRED, 4, RoundingMode.HALF_UP);
        return order.total().compareTo(allowed) > 0;
    }

    /** @return true when the create call has paid more than was quoted and tolerated, which is known only afterwards */
    public boolean paidAboveQuote(Exchange exchange) {
        String position = exchange.getVariable("position", String.class);
        return exchange.getVariable("createdToPay", false, Boolean.class) && List.of("paid", "shipped", "delivered").contains(position)
                && exchange.getVariable("supplierOrder", SupplierOrder.class).total() != null && overQuote(exchange);
    }

    /** @return true when so small an order that a doubled one would be bearable */
    public boolean mayPlaceAgain(Exchange exchange) {
        return usd(exchange).compareTo(money.placeAgainUpTo()) <= 0;
    }

    /** @return what is to be paid, in USD: the supplier's total once it is known, else the quote */
    public BigDecimal usd(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        return total(exchange).multiply(rates.usdFor(purchase.currency()).orElseThrow()).setScale(2, RoundingMode.HALF_UP);
    }

    /** @return the sentence a person reads beside a guard that held the purchase */
    public String figures(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        BigDecimal revenue = purchase.revenue();
        String saidOfPayment = exchange.getVariable("saidOfPayment", String.class);
        return "total " + total(exchange) + " " + purchase.currency() + ", quoted " + purchase.quotedTotal() + ", revenue of the lines "
                + (revenue == null ? "unknown" : revenue.setScale(2, RoundingMode.HALF_UP) + " " + purchase.revenueCurrency())
                + (saidOfPayment == null ? "" : "; of the payment the supplier said: " + saidOfPayment);
    }

    private BigDecimal total(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        SupplierOrder order = exchange.getVariable("supplierOrder", SupplierOrder.class);
        return order != null && order.total() != null ? order.total()
                : purchase.actualTotal() != null ? purchase.actualTotal() : purchase.quotedTotal();
    }

    /** An approval covers what is asked now, not what was asked when it was given. */
    private boolean approved(Exchange exchange) {
        BigDecimal approved = purchase(exchange).approvedTotal();
        return approved != null && approved.compareTo(total(exchange)) == 0;
    }

    private static Purchase purchase(Exchange exchange) {
        return exchange.getVariable("purchase", Purchase.class);
    }
}
