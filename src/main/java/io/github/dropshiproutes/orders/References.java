package io.github.dropshiproutes.orders;

import java.security.SecureRandom;
import java.util.UUID;

/** Names for purchases: an id of ours, and the unguessable reference by which a supplier's order is found again. */
public final class References {

    /** No vowels and no look-alikes: the reference is read aloud and never spells anything. */
    private static final char[] LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789".toCharArray();
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private References() {
    }

    public static String id() {
        return UUID.randomUUID().toString();
    }

    /** @return {@code DR-} and 16 characters, some 77 bits */
    public static String reference() {
        StringBuilder reference = new StringBuilder("DR-");
        for (int i = 0; i < LENGTH; i++) {
            reference.append(LETTERS[RANDOM.nextInt(LETTERS.length)]);
        }
        return reference.toString();
    }
}
