package io.github.dropshiproutes.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What was ordered: the part of a trade that never changes, as the ledger keeps it. Each supplier has its own. */
interface Placement {

    String tradeId();

    /** @return the name of the buyer account */
    String account();

    /** @return the caller's own reference; null = none was given */
    String reference();

    Instant createdAt();

    /** @return from when the buyer's own questions find it */
    Instant listedAt();

    /** @return when it closes by itself unless somebody has paid; null = never */
    default Instant closesAt() {
        return null;
    }

    /** @return the country in which the pieces lie */
    String dispatchLocation();

    List<? extends Line> lines();

    /** @return what has to be paid, in {@link #currency} */
    BigDecimal total();

    default String currency() {
        return "USD";
    }

    /** One product of an order. */
    interface Line {

        String productId();

        /** @return null for a product without variants */
        String skuId();

        int quantity();
    }
}
