package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.support.Walk;
import java.util.List;

/** What the sandbox's ledger says it was asked. */
public final class Asked {

    public static final String FREIGHT = "/order/freight/calculate";
    public static final String ESTIMATE = "/shipping/freight/calculate";
    public static final String CREATE = "/buynow/order/create";
    public static final String PAY = "/alibaba/dropshipping/order/pay";
    public static final String REFRESH = "/auth/token/refresh";

    private Asked() {
    }

    /** @return the dispatch countries asked for the binding freight, in the order of the calls */
    public static List<String> freightFrom(Walk walk) {
        return walk.sandbox().ledger().calls(FREIGHT).stream().map(call -> call.parameter("dispatch_location")).toList();
    }

    public static int times(Walk walk, String api) {
        return walk.sandbox().ledger().calls(api).size();
    }

    /** @return the JSON of a parameter of the only call of that API */
    public static JsonNode json(Walk walk, String api, String parameter) {
        List<LedgerEntry> calls = walk.sandbox().ledger().calls(api);
        if (calls.size() != 1) {
            throw new AssertionError(api + " was called " + calls.size() + " times");
        }
        return json(calls.get(0).parameter(parameter));
    }

    public static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
