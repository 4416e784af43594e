package io.github.dropshiproutes.api;

import java.util.regex.Pattern;

/** Ids from a path. One that cannot be anybody's is not found; it never reaches a statement. */
final class Ids {

    private static final Pattern PURCHASE = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Za-z._-]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SHOPIFY = Pattern.compile("[0-9]{1,19}");

    private Ids() {
    }

    static String purchase(String id) {
        return matching(PURCHASE, id, "There is no purchase with this id.");
    }

    /** @return the id of a Shopify order, 64 bits and kept as text */
    static String shopifyOrder(String id) {
        return matching(SHOPIFY, id, "There is no Shopify order with this id.");
    }

    static String importJob(String id) {
        return matching(PURCHASE, id, "There is no import with this id.");
    }

    static String account(String id) {
        return matching(ACCOUNT, id, "There is no account with this id.");
    }

    /** @param what the kind of thing, for the answer */
    static long number(String id, String what) {
        return Long.parseLong(matching(NUMBER, id, "There is no " + what + " with this id."));
    }

    private static String matching(Pattern pattern, String id, String notFound) {
        if (!pattern.matcher(id).matches()) {
            throw Refusal.notFound(notFound);
        }
        return id;
    }
}
