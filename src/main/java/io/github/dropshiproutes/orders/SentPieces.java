package io.github.dropshiproutes.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pieces of a purchase its supplier has sent, by the shop's line item id. What a supplier does not say is not guessed: of an
 * order that is sent in part, only pieces that stand in a parcel count.
 */
final class SentPieces {

    private final List<PurchaseLine> lines;
    private final Map<String, Integer> free = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();

    /** @param lines of the purchase */
    SentPieces(List<PurchaseLine> lines) {
        this.lines = lines;
        lines.forEach(line -> free.merge(line.lineItemId(), line.quantity(), Integer::sum));
    }

    /** @return pieces by line item id */
    Map<String, Integer> byLine() {
        return sent;
    }

    /**
     * Counts one order at the supplier.
     *
     * @param parcels with what the supplier says is in them
     * @param partly  whether the supplier has something of it still to send
     * @return the parcels, with what is in them by line item id
     */
    List<Parcel> add(SupplierOrder order, List<Parcel> parcels, boolean partly) {
        Map<String, Integer> left = new LinkedHashMap<>(order.products());
        order.closed().forEach((product, pieces) -> left.merge(product, -pieces, Integer::sum));
        List<Parcel> told = new ArrayList<>();
        for (Parcel parcel : parcels) {
            told.add(parcel.pieces() == null ? parcel : parcel.holding(known(take(parcel.pieces(), left))));
        }
        if (!partly) {
            Map<String, Integer> rest = take(Map.copyOf(left), left);
            List<Parcel> unknown = told.stream().filter(parcel -> parcel.pieces() == null).toList();
            if (unknown.size() == 1) {
                told.replaceAll(parcel -> parcel.pieces() == null ? parcel.holding(known(rest)) : parcel);
            }
        }
        return told;
    }

    private static Map<String, Integer> known(Map<String, Integer> pieces) {
        return pieces.isEmpty() ? null : pieces;
    }

    /** Takes the supplier's pieces, as far as they are left of its order, for lines of the purchase. */
    private Map<String, Integer> take(Map<String, Integer> products, Map<String, Integer> left) {
        Map<String, Integer> taken = new LinkedHashMap<>();
        products.forEach((product, wanted) -> {
            int pieces = Math.min(wanted, left.getOrDefault(product, 0));
            for (PurchaseLine line : lines) {
                int here = line.isOf(product) ? Math.min(pieces, free.get(line.lineItemId())) : 0;
                if (here > 0) {
                    pieces -= here;
                    left.merge(product, -here, Integer::sum);
                    free.merge(line.lineItemId(), -here, Integer::sum);
                    taken.merge(line.lineItemId(), here, Integer::sum);
                    sent.merge(line.lineItemId(), here, Integer::sum);
                }
            }
        });
        return taken;
    }
}
