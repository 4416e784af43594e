package io.github.dropshiproutes.facade;

/** A call that was understood and does not fit what is known: an HTTP status, and words for the caller. */
public class CallRefusedException extends RuntimeException {

    private final int status;

    CallRefusedException(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** @return 404 or 409; 503 when the same call may succeed soon */
    public int getStatus() {
        return status;
    }
}
