package io.github.dropshiproutes.suppliers;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * That an answer is none, in the supplier's own words.
 *
 * @param code    null when it gives none, so that nobody knows what it means
 * @param subCode carries the meaning where the error table knows it; may be null
 * @param message may be null
 */
public record Refusal(String code, String subCode, String message) {

    private static final int LONGEST_MESSAGE = 500;

    /** @param code of the error table or of the supplier, or null */
    public static Refusal of(String code, JsonNode words) {
        return new Refusal(code, null, message(words));
    }

    /** @return the words that stand beside a code, at most 500 characters; null when there are none */
    public static String message(JsonNode node) {
        for (String field : new String[] {"message", "msg", "error_message", "error_msg", "sub_msg", "result_msg", "result_message",
                "resp_msg", "rsp_msg"}) {
            String text = Json.text(node, field);
            if (text != null) {
                String sub = field.equals("msg") ? Json.text(node, "sub_msg") : null;
                String whole = sub == null ? text : text + ": " + sub;
                return whole.length() > LONGEST_MESSAGE ? whole.substring(0, LONGEST_MESSAGE) : whole;
            }
        }
        return null;
    }
}
