package io.github.dropshiproutes.inbox;

/** What became of a message that was handed to the inbox. Each of the three means: it is durably stored. */
public enum Receipt {
    /** New, and waiting to be handled. */
    ACCEPTED,
    /** New, but kept for a person. */
    PARKED,
    /** Stored by an earlier delivery. */
    DUPLICATE
}
