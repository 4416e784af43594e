package io.github.dropshiproutes.budgets;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The block {@code budgets} of a supplier in {@code application.yaml}: its calls by class, and how many of each class it takes in
 * any minute. Every method belongs to exactly one class.
 *
 * @param standard      calls a minute of all methods that are named in neither list; 0 = not limited
 * @param search        calls a minute of the search methods; 0 = not limited
 * @param orders        calls a minute of the methods that make or pay orders; 0 = not limited
 * @param searchMethods the supplier's own names
 * @param ordersMethods the supplier's own names
 */
public record CallClasses(@DefaultValue("0") int standard, @DefaultValue("0") int search, @DefaultValue("0") int orders,
                          @DefaultValue List<String> searchMethods, @DefaultValue List<String> ordersMethods) {

    /** More calls than this in a minute no supplier takes, and no token bucket would keep them apart. */
    private static final int MOST = 1_000_000;

    /** @throws IllegalArgumentException for a limit out of range, or a method in both lists */
    public CallClasses {
        for (int limit : new int[] {standard, search, orders}) {
            if (limit < 0 || limit > MOST) {
                throw new IllegalArgumentException("a budget must be from 0 (not limited) to " + MOST + " calls a minute, not " + limit);
            }
        }
        searchMethods.stream().filter(ordersMethods::contains).findFirst().ifPresent(both -> {
            throw new IllegalArgumentException(both + " stands in search-methods and in orders-methods; a method has one class");
        });
    }

    /** @return {@code standard}, {@code search} or {@code orders} */
    String classOf(String api) {
        return ordersMethods.contains(api) ? "orders" : searchMethods.contains(api) ? "search" : "standard";
    }

    /** @return calls a minute; 0 = not limited */
    int limit(String name) {
        return switch (name) {
            case "orders" -> orders;
            case "search" -> search;
            default -> standard;
        };
    }
}
