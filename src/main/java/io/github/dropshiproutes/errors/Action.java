package io.github.dropshiproutes.errors;

/** What to do about a failure; written in {@code error-codes.yaml} in lower case with dashes. */
public enum Action {
    /** The same stage again after the back-off; held when its attempts are used up. */
    WAIT,
    /** A new quote (from the country in {@code dispatch}, if given), then on; held when the attempts are used up. */
    REQUOTE,
    /** A new quote from another dispatch country; when none is left, wait by the back-off, then hold. */
    NEXT_DISPATCH,
    /** Refresh the token once and replay the call; then hold. */
    REFRESH_TOKEN,
    /** Split the purchase where its lines allow, else hold. */
    SPLIT,
    /** Ask the supplier what is true before anything else. */
    SETTLE,
    /** Hold with the link to pay; goes on by itself once a person has paid. */
    PAY_BY_HAND,
    /** Hold for a person. */
    HOLD;

    /** @return whether a row with this action says when to try again */
    public boolean repeats() {
        return this == WAIT || this == REQUOTE || this == NEXT_DISPATCH;
    }
}
