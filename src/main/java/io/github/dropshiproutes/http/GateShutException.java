package io.github.dropshiproutes.http;

import java.io.IOException;

/** The lease was over before the request was written: nothing was sent. */
public class GateShutException extends IOException {

    GateShutException() {
        super("the lease ended before the request was written; nothing was sent");
    }
}
