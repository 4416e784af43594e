package io.github.dropshiproutes.budgets;

/** A call that counts: every supplier's call object in the variable {@code call} is one. */
public interface BudgetedCall {

    /** @return the supplier's name */
    String getSupplier();

    /** @return the supplier's own name of the method or path */
    String getApi();
}
