package io.github.dropshiproutes.catalog;

/**
 * What a shop wants of its stock.
 *
 * @param buffer    pieces that are never offered, from 0
 * @param floor     fewer pieces than that, after the buffer, count as none, from 0
 * @param onStock   {@code nothing}, {@code notify} or {@code update}
 * @param onSoldOut {@code nothing}, {@code notify}, {@code zero} or {@code draft}
 * @param onGone    the same for a product or variant that the supplier does not sell any more
 */
public record ShelfPolicy(int buffer, int floor, String onStock, String onSoldOut, String onGone) {

    /**
     * What follows from a reading.
     *
     * @param quantity pieces to be shown; null = the shop's stock is left alone
     * @param draft    whether the product may become a draft
     * @param event    {@code sold-out}, {@code gone} or null
     * @param notice   whether the merchant is told when the event, or without one the stock, is new
     */
    public record Outcome(Integer quantity, boolean draft, String event, boolean notice) {
    }

    /** @return how many of the supplier's pieces are offered */
    int offered(int pieces) {
        int left = Math.max(0, pieces - buffer);
        return left < floor ? 0 : left;
    }

    /** What the supplier has. */
    Outcome ofStock(int pieces) {
        int offered = offered(pieces);
        if (offered == 0) {
            return act(onSoldOut, "sold-out");
        }
        return new Outcome(onStock.equals("update") ? offered : null, false, null, onStock.equals("notify"));
    }

    /** The supplier said, more than once, that it is not sold. */
    Outcome ofAbsence() {
        return act(onGone, "gone");
    }

    private static Outcome act(String policy, String event) {
        boolean empties = policy.equals("zero") || policy.equals("draft");
        return new Outcome(empties ? 0 : null, policy.equals("draft"), event, !policy.equals("nothing"));
    }
}
