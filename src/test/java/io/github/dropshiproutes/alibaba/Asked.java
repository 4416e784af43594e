package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.support.Walk;
import java.util.List;

/** What the sandbox's ledger says it was asked. */
final class Asked {

    static final String FREIGHT = "/order/freight/calculate";
    static final String ESTIMATE = "/shipping/freight/calculate";
    static final String CREATE = "/buynow/order/create";
    static final String PAY = "/alibaba/dropshipping/order/pay";
    static final String REFRESH = "/auth/token/refresh";

    private Asked() {
    }

    /** @return the dispatch countries asked for the binding freight, in the order of the calls */
    static List<String> freightFrom(Walk walk) {
        return walk.sandbox().ledger().calls(FREIGHT).stream().map(call -> call.parameter("dispatch_location")).toList();
    }

    static int times(Walk walk, String api) {
        return walk.sandbox().ledger().calls(api).size();
    }

    /** @return the JSON of a parameter of the only call of that API */
    static JsonNode json(Walk walk, String api, String parameter) {
        List<LedgerEntry> calls = walk.sandbox().ledger().calls(api);
        if (calls.size() != 1) {
            throw new AssertionError(api + " was called " + calls.size() + " times");
        }
        return json(calls.get(0).parameter(parameter));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
