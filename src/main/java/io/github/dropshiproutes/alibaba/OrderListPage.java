package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One page of {@code /alibaba/order/list}. A list that is not whole is a failure and never a short list: an order that is
 * overlooked may be placed a second time, or never be looked at again.
 *
 * @param fresh orders that no earlier page had
 * @param more  whether there is another page
 */
record OrderListPage(List<JsonNode> fresh, boolean more) {

    /** What is missing in the answer. */
    static final class Incomplete extends Exception {

        Incomplete(String what) {
            super(what);
        }
    }

    /**
     * @param value the answer's payload
     * @param known ids of the orders on the pages before; those of this page are added
     */
    static OrderListPage read(JsonNode value, Set<String> known) throws Incomplete {
        int total = Json.count(value, "total_count", -1);
        if (!value.path("order_list").isArray() && total != 0) {
            throw new Incomplete("the order list has no value");
        }
        List<JsonNode> orders = Json.list(value, "order_list");
        List<JsonNode> fresh = new ArrayList<>();
        for (JsonNode order : orders) {
            String id = Json.text(order, "trade_id");
            if (id == null) {
                throw new Incomplete("an order of the list has no trade_id");
            }
            if (known.add(id)) {
                fresh.add(order);
            }
        }
        boolean more = total < 0 ? orders.size() >= AlibabaRequests.PAGE_SIZE : known.size() < total;
        if (more && fresh.isEmpty()) {
            throw new Incomplete("the order list ends after " + known.size() + " of " + total + " orders");
        }
        return new OrderListPage(fresh, more);
    }
}
