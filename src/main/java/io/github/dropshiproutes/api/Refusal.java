package io.github.dropshiproutes.api;

import java.util.Map;

import org.springframework.http.HttpStatus;

/** Why a call of the API is not answered; becomes a problem (RFC 9457). */
final class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final transient Map<String, Object> members;

    private Refusal(HttpStatus status, String detail, Map<String, Object> members) {
        super(detail, null, false, false);
        this.status = status;
        this.members = members;
    }

    /** The caller's own mistake: names the field and the remedy. */
    static Refusal badRequest(String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, detail, Map.of());
    }

    static Refusal notFound(String detail) {
        return new Refusal(HttpStatus.NOT_FOUND, detail, Map.of());
    }

    /** What is asked for does not fit the state of things: says why, and what would work. */
    static Refusal conflict(String detail) {
        return conflict(detail, Map.of());
    }

    /** @param members stand beside the problem's own, for programs */
    static Refusal conflict(String detail, Map<String, Object> members) {
        return new Refusal(HttpStatus.CONFLICT, detail, members);
    }

    static Refusal tooLarge(String detail) {
        return new Refusal(HttpStatus.PAYLOAD_TOO_LARGE, detail, Map.of());
    }

    HttpStatus status() {
        return status;
    }

    Map<String, Object> members() {
        return members;
    }
}
