package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ways in which the gateway was seen to write one and the same thing. They take turns, method by method and beginning
 * with the usual one, so that a reader has to cope with all of them.
 */
final class AliExpressShapes {

    private static final Map<String, String> FORMER = Map.of(
            "aliexpress.ds.order.create", "aliexpress_trade_buy_placeorder_response",
            "aliexpress.trade.ds.order.get", "aliexpress_ds_trade_order_get_response",
            "aliexpress.ds.text.search", "aliexpress_ds_text_search");

    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    /** @return how often this was asked for before, from 0 to one less than {@code ways}, then again from 0 */
    int turn(String what, int ways) {
        return turns.computeIfAbsent(what, key -> new AtomicInteger()).getAndIncrement() % ways;
    }

    /** A list: wrapped under its inner name; a single element bare; or a plain array. */
    JsonNode list(String name, List<? extends JsonNode> elements) {
        ArrayNode array = Json.array().addAll(List.copyOf(elements));
        int turn = turn("list " + name, 3);
        if (turn == 2) {
            return array;
        }
        boolean bare = turn == 1 && array.size() == 1;
        return Json.object().set(name, bare ? array.get(0) : array);
    }

    /** A marker of success that is a number or text. */
    void code(ObjectNode answer, String name, int code) {
        if (turn("code " + name, 2) == 0) {
            answer.put(name, code);
        } else {
            answer.put(name, String.valueOf(code));
        }
    }

    /** A marker of success that is a boolean or text. */
    void flag(ObjectNode answer, String name, boolean flag) {
        if (turn("flag " + name, 2) == 0) {
            answer.put(name, flag);
        } else {
            answer.put(name, String.valueOf(flag));
        }
    }

    /** The envelope: under the method's name; now and then under a former one, or none at all. */
    ObjectNode envelope(String method, ObjectNode answer) {
        boolean odd = turn("envelope " + method, 4) == 3;
        if (odd && method.equals("aliexpress.ds.product.get")) {
            return answer;
        }
        String usual = method.replace('.', '_') + "_response";
        return Json.object().set(odd ? FORMER.getOrDefault(method, usual) : usual, answer);
    }

    /** A refusal by the gateway: in its envelope; a failing service's now and then without one. */
    ObjectNode refusal(Refusal refusal, String requestId) {
        if ("ISP".equals(refusal.type()) && turn("refusal", 4) == 3) {
            return refusal.body().put("request_id", requestId);
        }
        ObjectNode error = Json.object().put("type", refusal.type()).put("code", refusal.code()).put("msg", refusal.getMessage());
        if (refusal.subCode() != null) {
            error.put("sub_code", refusal.subCode()).put("sub_msg", refusal.subCode());
        }
        return Json.object().set("error_response", error.put("request_id", requestId));
    }

    void clear() {
        turns.clear();
    }
}
