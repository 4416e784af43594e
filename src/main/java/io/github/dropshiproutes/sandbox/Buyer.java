package io.github.dropshiproutes.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A buyer account of Alibaba.com.
 *
 * @param country       where it is registered, as the token answers write it; {@code cn} may be connected but not order
 * @param peculiarity   what the consent page says of it
 * @param userId        the number that V2 knows it by, and the {@code seller_id} of its order pushes
 * @param havanaId      the number that the former platform knew it by
 * @param textLifetimes whether its token answers write lifetimes as text; the others write numbers, and both were seen
 * @param renewable     false: its token answers say {@code refresh_expires_in} 0, and its refresh tokens are refused
 */
record Buyer(String name, String country, String peculiarity, String userId, String havanaId, boolean textLifetimes,
             boolean renewable) {

    /** The accounts that are always there; each has one peculiarity. */
    static final List<Buyer> KNOWN = List.of(
            new Buyer("buyer", "us", "connected from the start", "200042362", "17379911544", false, true),
            new Buyer("buyer2", "sg", "lifetimes of its tokens are text", "200042363", "17379911545", true, true),
            new Buyer("buyer-cn", "cn", "registered in China, may not order", "200042364", "17379911546", false, true),
            new Buyer("buyer-once", "us", "its token cannot be refreshed", "200042365", "17379911547", false, false));

    /** @return an account opened while the sandbox runs; its ids follow from its name, so that a restart changes none */
    static Buyer opened(String name, String country) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return new Buyer(name, country, "opened by hand", String.valueOf(300_000_000L + hash.getValue() % 100_000_000),
                String.valueOf(18_000_000_000L + hash.getValue() % 1_000_000_000), false, true);
    }

    boolean isChinese() {
        return country.equals("cn");
    }
}
