package io.github.dropshiproutes.budgets;

/** What a supplier's room says of itself, so that its calls are counted. Limits and classes stand under {@code <name>.budgets}. */
public interface BudgetedSupplier {

    /** @return the supplier's name, as purchases and settings call it */
    String name();

    /** @return the application whose calls the supplier counts together */
    String appKey();

    /** @return the method of the call that creates an order */
    String createMethod();

    /** @return the method of the call that pays one; null where paying is no call of its own */
    String payMethod();
}
