package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The gateway's or the platform's no, with the upstream's own code; always answered with HTTP 200, as the gateway does. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final String code;
    private final String subCode;

    private Refusal(String type, String code, String message, String subCode) {
        super(message, null, false, false);
        this.type = type;
        this.code = code;
        this.subCode = subCode;
    }

    /** A refusal by the gateway itself, before any business rule is looked at. */
    static Refusal gateway(String code, String message) {
        return new Refusal("ISV", code, message, null);
    }

    /** A failure of the service behind the gateway. */
    static Refusal backend(String code, String message) {
        return new Refusal("ISP", code, message, null);
    }

    /** A refusal by a business rule; those were seen without a type. */
    static Refusal business(String code, String message) {
        return new Refusal(null, code, message, null);
    }

    static Refusal missing(String name) {
        return gateway("MissingParameter",
                "The input parameter \"" + name + "\" that is mandatory for processing this request is not supplied");
    }

    static Refusal invalid(String name, String why) {
        return gateway("InvalidParameter", "The specified parameter \"" + name + "\" is not valid: " + why);
    }

    Refusal withSubCode(String value) {
        return new Refusal(type, code, getMessage(), value);
    }

    String code() {
        return code;
    }

    /** @return who is to blame, ISV the caller and ISP the service; null for a business rule */
    String type() {
        return type;
    }

    String subCode() {
        return subCode;
    }

    boolean isBusiness() {
        return type == null;
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        if (type != null) {
            body.put("type", type);
        }
        body.put("code", code).put("message", getMessage());
        if (subCode != null) {
            body.put("sub_code", subCode);
        }
        return body;
    }
}
