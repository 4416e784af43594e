package io.github.dropshiproutes.errors;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.util.List;
import java.util.Map;

/**
 * One order at one call of which the supplier answers one code, whenever it is asked. The marker in the order's address
 * and browser finds its calls in the ledger, so that many such orders walk at once.
 *
 * @param behaviour what is expected, in the words of {@link EveryCodeTest}
 */
record CodeAtCall(int number, String code, Call call, String behaviour) {

    /** The calls at which a code can meet an order. */
    enum Call {
        FREIGHT("/order/freight/calculate", "address"),
        CREATE("/buynow/order/create", "address"),
        PAY("/alibaba/dropshipping/order/pay", "user_agent");

        private final String api;
        private final String markedField;

        Call(String api, String markedField) {
            this.api = api;
            this.markedField = markedField;
        }

        String api() {
            return api;
        }
    }

    /** The purchase after a round, and its calls so far: dispatch countries asked for freight, orders created, payments tried. */
    record Seen(Map<String, Object> purchase, List<String> freight, int creates, int pays, int bought, int paid) {

        Object value(String column) {
            return purchase.get(column);
        }
    }

    @Override
    public String toString() {
        return code + " at " + call.name().toLowerCase(java.util.Locale.ROOT) + ": " + behaviour;
    }

    String marker() {
        return "<" + number + ">";
    }

    ShopifySamples order(Walk walk) {
        return walk.order().name("#" + number)
                .line(ShopifySamples.alibabaSku(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU), 1, "49.90")
                .addressField("address1", "Elm Street " + marker())
                .with(new ObjectMapper().valueToTree(Map.of("client_details", Map.of("user_agent", "Browser " + marker()))));
    }

    /** @return the fault that makes the sandbox answer this code to this order */
    Fault fault() {
        Fault fault = switch (code) {
            case "HTTP_429", "HTTP_403" -> Fault.at(call.api, FaultAction.STATUS).withHttpStatus(Integer.parseInt(code.substring(5)));
            case "HTTP_4XX" -> Fault.at(call.api, FaultAction.STATUS).withHttpStatus(404);
            case "HTTP_5XX" -> Fault.at(call.api, FaultAction.STATUS_AFTER).withHttpStatus(503);
            case "CONNECTION_LOST" -> Fault.at(call.api, FaultAction.DROP_AFTER);
            case "TIMEOUT" -> Fault.waiting(call.api, FaultAction.LATE, java.time.Duration.ofSeconds(5));
            case "UNREADABLE_ANSWER" -> Fault.at(call.api, FaultAction.GARBAGE);
            case "HTML_ANSWER" -> Fault.at(call.api, FaultAction.HTML);
            case "PAY_FAILED" -> Fault.at(call.api, FaultAction.STATUS).withHttpStatus(200)
                    .withBody("{\"code\":\"0\",\"value\":{\"status\":\"PAY_FAILED\"},\"request_id\":\"r-1\"}");
            case "NEVER_PAY_SUCCESS_IN_DROPSHIPER", "50006", "ORDER_HAVE_PAID", "ORDER_STATUS_ERROR" ->
                    Fault.payFailed(code, "said the supplier");
            case "UNKNOWN" -> Fault.code(call.api, "987654", "said the supplier");
            default -> Fault.code(call.api, code, "said the supplier");
        };
        return fault.when(call.markedField, marker()).always();
    }

    /** @return the code as the purchase must show it */
    String shownCode() {
        return code.equals("UNKNOWN") ? "987654" : code;
    }

    Seen look(Walk walk) {
        Map<String, Object> purchase = walk.jdbc().sql("""
                SELECT p.*, extract(epoch FROM next_attempt_at - updated_at) AS waits FROM purchase AS p WHERE order_name = :name""")
                .param("name", "#" + number).query().singleRow();
        List<LedgerEntry> calls = walk.sandbox().ledger().entries().stream().filter(entry -> entry.json().contains(marker())).toList();
        List<String> trades = calls.stream().filter(entry -> entry.kind().equals("created")).map(LedgerEntry::tradeId).toList();
        return new Seen(purchase, calls.stream().filter(entry -> Call.FREIGHT.api.equals(entry.api()))
                .map(entry -> entry.parameter("dispatch_location")).toList(), count(calls, Call.CREATE), count(calls, Call.PAY), trades.size(),
                (int) walk.sandbox().ledger().paid().stream().filter(paid -> trades.contains(paid.tradeId())).count());
    }

    private static int count(List<LedgerEntry> calls, Call call) {
        return (int) calls.stream().filter(entry -> call.api.equals(entry.api())).count();
    }
}
