package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The token pairs of one supplier's buyer accounts, and their authorization codes. A refresh issues a new pair; the old one works until
 * the new access token is first used (and {@link #grace} longer), so that a pair lost on the way can be asked for again.
 */
public final class Tokens {

    /** The account whose first tokens stand in {@link SandboxOptions}. */
    public static final String DEFAULT_ACCOUNT = "buyer";

    private final Rules rules;
    private final Clock clock;
    private final Ledger ledger;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private Duration accessLife;
    private Duration refreshLife;
    private Duration grace = Duration.ZERO;

    Tokens(Rules rules, Clock clock, Ledger ledger) {
        this.rules = rules;
        this.clock = clock;
        this.ledger = ledger;
        accessLife = rules.accessLife;
        refreshLife = rules.refreshLife;
        rules.buyers.forEach(buyer -> accounts.put(buyer.name(), new Account(buyer)));
        Account first = accounts.get(DEFAULT_ACCOUNT);
        first.current = pair(first.buyer, 0, null);
    }

    /**
     * What is a supplier's own.
     *
     * @param supplier         whose ledger entries these are
     * @param refreshLifeFixed whether a refresh leaves the end of the refresh tokens where the buyer's consent has put it
     */
    record Rules(String supplier, SandboxOptions.Application application, List<Buyer> buyers, Duration codeLife, Duration accessLife,
                 Duration refreshLife, boolean refreshLifeFixed, Answers answers) {
    }

    /** How a supplier writes its token answers. */
    interface Answers {

        /** @param consented true for the answer to a code, false for a refresh */
        ObjectNode of(Issued issued, boolean consented);
    }

    /**
     * A new pair.
     *
     * @param refreshToken null = the answer brings none
     */
    record Issued(Buyer buyer, String accessToken, String refreshToken, Duration accessLife, Duration refreshLife, Instant now) {
    }

    private record Code(Account account, String appKey, Instant expiresAt) {
    }

    /** @param refreshGeneration of the refresh token, which may be an older one */
    private record Pair(int generation, int refreshGeneration, String access, String refresh, Instant accessExpiresAt,
                        Instant refreshExpiresAt) {

        Pair accessUntil(Instant end) {
            return new Pair(generation, refreshGeneration, access, refresh, end, refreshExpiresAt);
        }

        Pair refreshUntil(Instant end) {
            return new Pair(generation, refreshGeneration, access, refresh, accessExpiresAt, end);
        }
    }

    private static final class Account {

        private final Buyer buyer;
        private Pair current;
        private Pair previous;
        private Instant currentUsedAt;

        Account(Buyer buyer) {
            this.buyer = buyer;
        }
    }

    /** @param life how long access tokens issued from now on are valid */
    public synchronized void accessLife(Duration life) {
        accessLife = life;
    }

    /** @param life how long refresh tokens issued from now on are valid; zero = they cannot be used */
    public synchronized void refreshLife(Duration life) {
        refreshLife = life;
    }

    /** @param time how long a replaced access token works on after its successor was first used */
    public synchronized void grace(Duration time) {
        grace = time;
    }

    /** Lets the default account's access token expire now. */
    public void expireAccessToken() {
        expireAccessToken(DEFAULT_ACCOUNT);
    }

    /** Lets the account's access token expire now; its refresh token goes on working. */
    public synchronized void expireAccessToken(String name) {
        shorten(name, connected(name).current.accessUntil(clock.instant()));
    }

    /** Lets the account's refresh token expire now; its access token goes on working. */
    public synchronized void expireRefreshToken(String name) {
        shorten(name, connected(name).current.refreshUntil(clock.instant()));
    }

    /** Takes the default account back to the tokens it started with, freshly issued. */
    public synchronized void restore() {
        Account account = accounts.get(DEFAULT_ACCOUNT);
        account.current = pair(account.buyer, 0, null);
        account.previous = null;
        account.currentUsedAt = null;
        remember(account);
    }

    /** @return a single-use authorization code for the named account, opened when new, as a buyer's consent would give */
    public String authorize(String name, String country) {
        return authorize(name, country, rules.application.key());
    }

    /** @param appKey the application that the buyer consents to; no other can exchange the code */
    synchronized String authorize(String name, String country, String appKey) {
        Account account = accounts.computeIfAbsent(name, key -> new Account(Buyer.opened(key, country)));
        String code = "3_500102_" + UUID.randomUUID().toString().replace("-", "");
        codes.put(code, new Code(account, appKey, clock.instant().plus(rules.codeLife)));
        return code;
    }

    synchronized List<Buyer> buyers() {
        return accounts.values().stream().map(account -> account.buyer).toList();
    }

    /** @return the named account, connected or not */
    synchronized Buyer buyer(String name) {
        return require(name).buyer;
    }

    /** @return whether the account has an access token that is valid now */
    synchronized boolean isConnected(String name) {
        Account account = accounts.get(name);
        return account != null && account.current != null && account.current.accessExpiresAt.isAfter(clock.instant());
    }

    synchronized Buyer authenticate(String token) {
        Instant now = clock.instant();
        for (Account account : accounts.values()) {
            if (valid(account.current, token, now)) {
                if (account.currentUsedAt == null) {
                    account.currentUsedAt = now;
                    remember(account);
                }
                return account.buyer;
            }
            if (valid(account.previous, token, now) && (account.currentUsedAt == null || now.isBefore(account.currentUsedAt.plus(grace)))) {
                return account.buyer;
            }
        }
        throw Refusal.gateway("IllegalAccessToken", "The specified access token is invalid or expired");
    }

    synchronized ObjectNode exchange(String code) {
        Code known = codes.remove(code);
        if (known == null || !known.expiresAt.isAfter(clock.instant()) || !known.appKey.equals(rules.application.key())) {
            throw Refusal.gateway("InvalidCode", "Invalid authorization code");
        }
        rotate(known.account, null);
        return answer(known.account, true);
    }

    synchronized ObjectNode refresh(String token) {
        Instant now = clock.instant();
        for (Account account : accounts.values()) {
            if (refreshable(account.current, token, now)) {
                rotate(account, account.current);
                return answer(account, false);
            }
            if (account.currentUsedAt == null && refreshable(account.previous, token, now)) {
                rotate(account, account.previous);
                return answer(account, false);
            }
        }
        throw Refusal.gateway("IllegalRefreshToken", "The specified refresh token is invalid or expired");
    }

    /** Writes the accounts into a ledger that has been cleared. */
    synchronized void rememberAll() {
        accounts.values().stream().filter(account -> account.current != null).forEach(this::remember);
    }

    synchronized void replay(JsonNode entry) {
        Account account = accounts.computeIfAbsent(entry.get("account").asText(),
                name -> new Account(Buyer.opened(name, entry.get("country").asText())));
        int generation = entry.get("generation").asInt();
        int refreshGeneration = entry.path("refresh_generation").asInt(generation);
        account.previous = account.current != null && account.current.generation < generation ? account.current : null;
        account.current = new Pair(generation, refreshGeneration, token("access", account.buyer, generation),
                token("refresh", account.buyer, refreshGeneration),
                Instant.parse(entry.get("access_expires_at").asText()), Instant.parse(entry.get("refresh_expires_at").asText()));
        account.currentUsedAt = entry.has("used_at") ? Instant.parse(entry.get("used_at").asText()) : null;
    }

    private Account require(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            throw new IllegalArgumentException("There is no account " + name + "; there are " + String.join(", ", accounts.keySet()));
        }
        return account;
    }

    private Account connected(String name) {
        Account account = require(name);
        if (account.current == null) {
            throw new IllegalStateException("The account " + name + " has no tokens yet; connect it first");
        }
        return account;
    }

    private void shorten(String name, Pair pair) {
        Account account = accounts.get(name);
        account.current = pair;
        account.previous = null;
        remember(account);
    }

    private void rotate(Account account, Pair previous) {
        int generation = account.current == null ? 1 : account.current.generation + 1;
        account.previous = previous;
        account.current = pair(account.buyer, generation, previous);
        account.currentUsedAt = null;
        remember(account);
    }

    private void remember(Account account) {
        ObjectNode entry = Json.object().put("account", account.buyer.name()).put("country", account.buyer.country())
                .put("generation", account.current.generation).put("refresh_generation", account.current.refreshGeneration)
                .put("supplier", rules.supplier)
                .put("access_expires_at", account.current.accessExpiresAt.toString())
                .put("refresh_expires_at", account.current.refreshExpiresAt.toString());
        if (account.currentUsedAt != null) {
            entry.put("used_at", account.currentUsedAt.toString());
        }
        ledger.write("token", entry);
    }

    private ObjectNode answer(Account account, boolean consented) {
        Instant now = clock.instant();
        Pair pair = account.current;
        boolean same = pair.refreshGeneration != pair.generation;
        return rules.answers.of(new Issued(account.buyer, pair.access, same ? null : pair.refresh,
                seconds(now, pair.accessExpiresAt), seconds(now, pair.refreshExpiresAt), now), consented);
    }

    private static Duration seconds(Instant from, Instant to) {
        return Duration.ofSeconds(Duration.between(from, to).plusMillis(999).toSeconds());
    }

    private Duration refreshLife(Buyer buyer) {
        return buyer.tokens() == Buyer.TokenAnswers.NOT_RENEWABLE ? Duration.ZERO : refreshLife;
    }

    /** @param previous what it follows on; null = a buyer has consented */
    private Pair pair(Buyer buyer, int generation, Pair previous) {
        Instant now = clock.instant();
        boolean same = previous != null && buyer.tokens() == Buyer.TokenAnswers.SAME_REFRESH_TOKEN;
        int refreshGeneration = same ? previous.refreshGeneration : generation;
        Instant refreshExpiresAt = previous != null && rules.refreshLifeFixed ? previous.refreshExpiresAt : now.plus(refreshLife(buyer));
        return new Pair(generation, refreshGeneration, token("access", buyer, generation), token("refresh", buyer, refreshGeneration),
                now.plus(accessLife), refreshExpiresAt);
    }

    /** Derived, never drawn: so a restarted sandbox knows its tokens though the ledger must not hold them. */
    private String token(String purpose, Buyer buyer, int generation) {
        if (generation == 0 && buyer.name().equals(DEFAULT_ACCOUNT)) {
            return purpose.equals("access") ? rules.application.accessToken() : rules.application.refreshToken();
        }
        byte[] seed = (purpose + "|" + buyer.name() + "|" + generation).getBytes(StandardCharsets.UTF_8);
        return "sandbox-" + purpose + "-" + HexFormat.of().formatHex(GatewaySigner.hmac(rules.application.secret(), seed), 0, 20);
    }

    private static boolean valid(Pair pair, String token, Instant now) {
        return pair != null && GatewaySigner.same(pair.access, token) && pair.accessExpiresAt.isAfter(now);
    }

    private static boolean refreshable(Pair pair, String token, Instant now) {
        return pair != null && GatewaySigner.same(pair.refresh, token) && pair.refreshExpiresAt.isAfter(now);
    }
}
