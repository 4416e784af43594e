package io.github.dropshiproutes.orders;

import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.OwnErrors;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Small steps of settling an unknown outcome; the decisions stand in {@code routes/orders/settle-*.camel.yaml}. */
@Component("settlement")
public class Settlement {

    private final OwnErrors ownErrors;

    public Settlement(OwnErrors ownErrors) {
        this.ownErrors = ownErrors;
    }

    /** @return the trade ids found besides the first */
    public List<String> doubles(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<SupplierOrder> found = exchange.getVariable("found", List.class);
        return found.stream().skip(1).map(SupplierOrder::tradeId).toList();
    }

    /** Takes the trade ids of the rows in the body out of {@code candidates}. */
    public void leaveOutOwned(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<String> candidates = exchange.getVariable("candidates", List.class);
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> owned = exchange.getMessage().getBody(List.class);
        owned.forEach(row -> candidates.remove(row.get("trade_id")));
    }

    /** Says that a payment was answered without saying whether it happened. */
    public void paymentOpen(Exchange exchange) {
        throw new OutcomeUnknownException(ownErrors.find("PAYMENT_UNCLEAR"), "neither the payment nor the order says whether it is paid",
                null, null);
    }
}
