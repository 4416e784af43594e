package io.github.dropshiproutes.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A buyer account of one of the suppliers.
 *
 * @param country       where it is registered, as Alibaba's token answers write it; {@code cn} may be connected but not order there
 * @param peculiarity   what the consent page says of it
 * @param userId        the number it is known by, and the {@code seller_id} of its order pushes
 * @param havanaId      the number that the former platform knew it by
 * @param tokens        how its token answers look
 * @param orderRefusal  the code with which AliExpress refuses every order of it; null = none
 */
record Buyer(String name, String country, String peculiarity, String userId, String havanaId, TokenAnswers tokens,
             String orderRefusal) {

    /** How the token answers of an account look; every kind was seen. */
    enum TokenAnswers {
        /** Lifetimes are numbers. */
        NUMBERS,
        /** Lifetimes are text. */
        TEXT,
        /** Without a new refresh token: the old one stays good. */
        SAME_REFRESH_TOKEN,
        /** {@code refresh_expires_in} is 0: the tokens cannot be refreshed. */
        NOT_RENEWABLE
    }

    /** The accounts of Alibaba.com that are always there; each has one peculiarity. */
    static final List<Buyer> ALIBABA = List.of(
            new Buyer("buyer", "us", "connected from the start", "200042362", "17379911544", TokenAnswers.NUMBERS, null),
            new Buyer("buyer2", "sg", "lifetimes of its tokens are text", "200042363", "17379911545", TokenAnswers.TEXT, null),
            new Buyer("buyer-cn", "cn", "registered in China, may not order", "200042364", "17379911546", TokenAnswers.NUMBERS, null),
            new Buyer("buyer-once", "us", "its token cannot be refreshed", "200042365", "17379911547", TokenAnswers.NOT_RENEWABLE, null));

    /** Those of AliExpress. */
    static final List<Buyer> ALIEXPRESS = List.of(
            new Buyer("buyer", "us", "connected from the start", "2637900001", "3000021180001", TokenAnswers.NUMBERS, null),
            new Buyer("buyer2", "es", "numbers of its tokens are text", "2637900002", "3000021180002", TokenAnswers.TEXT, null),
            new Buyer("buyer-keeps", "us", "a refresh brings no new refresh token", "2637900003", "3000021180003",
                    TokenAnswers.SAME_REFRESH_TOKEN, null),
            new Buyer("buyer-once", "us", "its token cannot be refreshed", "2637900004", "3000021180004",
                    TokenAnswers.NOT_RENEWABLE, null),
            new Buyer("buyer-blocked", "us", "may not order for now", "2637900005", "3000021180005", TokenAnswers.NUMBERS,
                    "BLACKLIST_BUYER_IN_LIST"),
            new Buyer("buyer-disabled", "us", "disabled, may not order", "2637900006", "3000021180006", TokenAnswers.NUMBERS,
                    "USER_ACCOUNT_DISABLED"));

    /** @return an account opened while the sandbox runs; its ids follow from its name, so that a restart changes none */
    static Buyer opened(String name, String country) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return new Buyer(name, country, "opened by hand", String.valueOf(300_000_000L + hash.getValue() % 100_000_000),
                String.valueOf(18_000_000_000L + hash.getValue() % 1_000_000_000), TokenAnswers.NUMBERS, null);
    }

    boolean isChinese() {
        return country.equals("cn");
    }
}
