package io.github.dropshiproutes.errors;

/** The kinds of failure; one exception type, one {@code onException} in {@code routes/errors/} each. */
public enum ErrorClass {
    /** The supplier asks us to slow down. */
    THROTTLED,
    /** The access token is not accepted. */
    TOKEN,
    /** Expected to pass by itself. */
    TRANSIENT,
    /** Carrier or dispatch location no longer fit: a new quote is needed. */
    ROUTE,
    /** Nothing left at the chosen dispatch location. */
    STOCK,
    /** A promotion's stock cache is stale; the supplier repairs it within hours. */
    PROMOTION,
    /** Fewer pieces than the supplier sells. */
    QUANTITY,
    /** The address is incomplete. */
    ADDRESS,
    /** The product or variant is gone. */
    PRODUCT,
    /** The product may not be sent to this destination. */
    RESTRICTION,
    /** The order's amount is out of the supplier's bounds. */
    AMOUNT,
    /** The buyer's account may not do this. */
    ACCOUNT,
    /** Our settings or the app's permissions are wrong. */
    CONFIGURATION,
    /** The payment was refused. */
    PAYMENT,
    /** A code nobody documented. */
    UNKNOWN
}
