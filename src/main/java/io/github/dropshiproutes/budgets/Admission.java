package io.github.dropshiproutes.budgets;

import io.github.dropshiproutes.suppliers.SupplierCall;
import java.time.Duration;

/**
 * A call's way through its budget, in the variable {@code admission}: how long to pause before it is asked for again, until it is
 * admitted; and once it is, whether it has been made. It belongs to one exchange.
 */
public final class Admission {

    private final String supplier;
    private final String api;
    private final boolean facade;
    private final boolean later;
    private Duration waited;
    private Duration pause = Duration.ZERO;
    private boolean reserved;
    private boolean granted;
    private boolean used;

    /** @param before the admission before of the same work, or null */
    Admission(String supplier, String api, boolean facade, Admission before) {
        this.supplier = supplier;
        this.api = api;
        this.facade = facade;
        this.later = before != null;
        this.waited = before == null ? Duration.ZERO : before.waited;
    }

    String supplier() {
        return supplier;
    }

    String api() {
        return api;
    }

    /** @return true for a caller of the facade, who comes after every order */
    public boolean isFacade() {
        return facade;
    }

    /** @return true when the same work has made calls before, which would be lost with it */
    boolean later() {
        return later;
    }

    /** @return all pauses of this work so far */
    Duration waited() {
        return waited;
    }

    boolean reserved() {
        return reserved;
    }

    /** Pauses; a reserved call is there when the pause is over. */
    void rest(Duration length, boolean reserved) {
        this.reserved = reserved;
        pause = length;
        waited = waited.plus(length);
    }

    void grant() {
        granted = true;
        pause = Duration.ZERO;
    }

    boolean covers(SupplierCall call) {
        return granted && !used && supplier.equals(call.getSupplier()) && api.equals(call.getApi());
    }

    void use() {
        used = true;
    }

    /** @return milliseconds to wait before it is asked again, rounded up; 0 = admitted */
    public long getPause() {
        return pause.plusNanos(999_999).toMillis();
    }
}
