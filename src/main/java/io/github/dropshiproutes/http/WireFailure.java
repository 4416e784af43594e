package io.github.dropshiproutes.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * What became of a call that brought no answer at all.
 *
 * @param code    of the error table: {@code LEASE_OVER}, {@code CONNECTION_REFUSED}, {@code TIMEOUT} or {@code CONNECTION_LOST}
 * @param message for a person; without addresses
 * @param sent    whether anything may have reached the other side
 */
public record WireFailure(String code, String message, boolean sent) {

    private static final String REFUSED = "CONNECTION_REFUSED";
    private static final String LATE = "TIMEOUT";

    /** @param failure what the HTTP component threw, however wrapped */
    public static WireFailure of(Throwable failure) {
        Throwable cause = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException) {
                cause = t;
                break;
            }
        }
        String name = cause.getClass().getSimpleName();
        if (cause instanceof GateShutException) {
            return new WireFailure("LEASE_OVER", cause.getMessage(), false);
        }
        if (cause instanceof ConnectionRequestTimeoutException) {
            return new WireFailure(REFUSED, "no connection was free in time", false);
        }
        if (cause instanceof ConnectException || cause instanceof ConnectTimeoutException || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException) {
            return new WireFailure(REFUSED, "no connection: " + name, false);
        }
        if (cause instanceof InterruptedIOException || name.contains("RequestFailed")) {
            return new WireFailure(LATE, "no answer in time: " + name, true);
        }
        return new WireFailure("CONNECTION_LOST", "the connection broke: " + name, true);
    }

    public boolean isLate() {
        return code.equals(LATE);
    }
}
