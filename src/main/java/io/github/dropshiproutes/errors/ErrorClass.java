package io.github.dropshiproutes.errors;

import java.time.Duration;
import java.util.Set;

/**
 * The kinds of failure; one exception type, one {@code onException} in {@code routes/errors/} each. The actions named
 * here are the ones that make sense for the class: the error table refuses every other.
 */
public enum ErrorClass {
    /** The supplier asks us to slow down. */
    THROTTLED(ThrottledException::new, Action.WAIT),
    /** The access token is not accepted. */
    TOKEN(TokenException::new, Action.REFRESH_TOKEN, Action.HOLD),
    /** Expected to pass by itself. */
    TRANSIENT(TransientException::new, Action.WAIT, Action.HOLD),
    /** Carrier or dispatch location no longer fit: a new quote is needed. */
    ROUTE(RouteException::new, Action.REQUOTE, Action.NEXT_DISPATCH, Action.HOLD),
    /** Nothing left at the chosen dispatch location. */
    STOCK(StockException::new, Action.NEXT_DISPATCH, Action.WAIT, Action.HOLD),
    /** A promotion's stock cache is stale; the supplier repairs it within hours. */
    PROMOTION(PromotionException::new, Action.WAIT, Action.HOLD),
    /** Fewer pieces than the supplier sells. */
    QUANTITY(QuantityException::new, Action.HOLD),
    /** The address is incomplete. */
    ADDRESS(AddressException::new, Action.HOLD),
    /** The product or variant is gone. */
    PRODUCT(ProductException::new, Action.HOLD),
    /** The product may not be sent to this destination. */
    RESTRICTION(RestrictionException::new, Action.NEXT_DISPATCH, Action.HOLD),
    /** The order's amount is out of the supplier's bounds, or no longer what it was. */
    AMOUNT(AmountException::new, Action.SPLIT, Action.REQUOTE, Action.HOLD),
    /** The buyer's account may not do this. */
    ACCOUNT(AccountException::new, Action.HOLD),
    /** Our settings or the app's permissions are wrong. */
    CONFIGURATION(ConfigurationException::new, Action.WAIT, Action.HOLD),
    /** The payment was refused. */
    PAYMENT(PaymentException::new, Action.PAY_BY_HAND, Action.SETTLE, Action.HOLD),
    /** A code nobody documented. */
    UNKNOWN(UnknownCodeException::new, Action.HOLD);

    private final ExceptionType exceptionType;
    private final Set<Action> actions;

    ErrorClass(ExceptionType exceptionType, Action... actions) {
        this.exceptionType = exceptionType;
        this.actions = Set.of(actions);
    }

    /** @return the actions a row of this class may name */
    public Set<Action> actions() {
        return actions;
    }

    SupplierException exception(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        return exceptionType.of(error, upstreamMessage, requestId, saidWait);
    }

    private interface ExceptionType {
        SupplierException of(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait);
    }
}
