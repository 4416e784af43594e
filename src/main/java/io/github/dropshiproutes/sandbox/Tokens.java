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
import java.util.Map;
import java.util.UUID;

/**
 * Buyer accounts, their token pairs and their authorization codes. A refresh issues a new pair; the old one works until
 * the new access token is first used (and {@link #grace} longer), so that a pair lost on the way can be asked for again.
 */
public final class Tokens {

    /** The account whose first tokens stand in {@link SandboxOptions}. */
    public static final String DEFAULT_ACCOUNT = "buyer";

    private static final Duration CODE_LIFE = Duration.ofMinutes(30);

    private final Clock clock;
    private final SandboxOptions options;
    private final Ledger ledger;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private Duration accessLife = Duration.ofDays(10);
    private Duration refreshLife = Duration.ofDays(60);
    private Duration grace = Duration.ZERO;

    Tokens(SandboxOptions options, Ledger ledger) {
        this.clock = options.clock();
        this.options = options;
        this.ledger = ledger;
        open(DEFAULT_ACCOUNT, "us").current = pair(DEFAULT_ACCOUNT, 0, accessLife, refreshLife);
    }

    private record Code(String account, Instant expiresAt) {
    }

    private record Pair(int generation, String access, String refresh, Instant accessExpiresAt, Instant refreshExpiresAt) {
    }

    /** A buyer; one registered in China ({@code cn}) may be connected but not order. */
    static final class Account {

        final String name;
        final String country;
        final String userId;
        final String havanaId;
        private Pair current;
        private Pair previous;
        private Instant currentUsedAt;

        Account(String name, String country, int index) {
            this.name = name;
            this.country = country;
            this.userId = String.valueOf(200042362L + index);
            this.havanaId = String.valueOf(17379911544L + index);
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
    public synchronized void expireAccessToken() {
        Account account = accounts.get(DEFAULT_ACCOUNT);
        Pair pair = account.current;
        account.current = new Pair(pair.generation, pair.access, pair.refresh, clock.instant(), pair.refreshExpiresAt);
        account.previous = null;
        remember(account);
    }

    /** Takes the default account back to the tokens it started with, freshly issued. */
    public synchronized void restore() {
        Account account = accounts.get(DEFAULT_ACCOUNT);
        account.current = pair(DEFAULT_ACCOUNT, 0, accessLife, refreshLife);
        account.previous = null;
        account.currentUsedAt = null;
        remember(account);
    }

    /** @return a single-use authorization code for the named account, opened when new, as a buyer's consent would give */
    public synchronized String authorize(String name, String country) {
        open(name, country);
        String code = "3_500102_" + UUID.randomUUID().toString().replace("-", "");
        codes.put(code, new Code(name, clock.instant().plus(CODE_LIFE)));
        return code;
    }

    synchronized Account authenticate(String token) {
        Instant now = clock.instant();
        for (Account account : accounts.values()) {
            if (valid(account.current, token, now)) {
                account.currentUsedAt = account.currentUsedAt == null ? now : account.currentUsedAt;
                return account;
            }
            if (valid(account.previous, token, now) && (account.currentUsedAt == null || now.isBefore(account.currentUsedAt.plus(grace)))) {
                return account;
            }
        }
        throw Refusal.gateway("IllegalAccessToken", "The specified access token is invalid or expired");
    }

    synchronized ObjectNode exchange(String code) {
        Code known = codes.remove(code);
        if (known == null || !known.expiresAt.isAfter(clock.instant())) {
            throw Refusal.gateway("InvalidCode", "Invalid authorization code");
        }
        Account account = accounts.get(known.account);
        rotate(account, null);
        ObjectNode answer = answer(account);
        answer.put("account_id", account.userId).put("account", account.name + "@example.com").put("account_platform", "buyApp")
                .put("country", account.country).put("havana_id", account.havanaId);
        answer.putObject("user_info").put("country", "GLOBAL").put("loginId", account.name)
                .put("user_id", account.userId).put("seller_id", "1001");
        return answer;
    }

    synchronized ObjectNode refresh(String token) {
        Instant now = clock.instant();
        for (Account account : accounts.values()) {
            if (refreshable(account.current, token, now)) {
                rotate(account, account.current);
                return answer(account);
            }
            if (account.currentUsedAt == null && refreshable(account.previous, token, now)) {
                rotate(account, account.previous);
                return answer(account);
            }
        }
        throw Refusal.gateway("IllegalRefreshToken", "The specified refresh token is invalid or expired");
    }

    /** Writes the accounts into a ledger that has been cleared. */
    synchronized void rememberAll() {
        accounts.values().stream().filter(account -> account.current != null).forEach(this::remember);
    }

    synchronized void replay(JsonNode entry) {
        Account account = open(entry.get("account").asText(), entry.get("country").asText());
        int generation = entry.get("generation").asInt();
        account.previous = account.current != null && account.current.generation < generation ? account.current : null;
        account.current = new Pair(generation, token("access", account.name, generation), token("refresh", account.name, generation),
                Instant.parse(entry.get("access_expires_at").asText()), Instant.parse(entry.get("refresh_expires_at").asText()));
        account.currentUsedAt = null;
    }

    private Account open(String name, String country) {
        return accounts.computeIfAbsent(name, key -> new Account(key, country, accounts.size()));
    }

    private void rotate(Account account, Pair previous) {
        int generation = account.current == null ? 1 : account.current.generation + 1;
        account.previous = previous;
        account.current = pair(account.name, generation, accessLife, refreshLife);
        account.currentUsedAt = null;
        remember(account);
    }

    private void remember(Account account) {
        ledger.write("token", Json.object().put("account", account.name).put("country", account.country)
                .put("generation", account.current.generation)
                .put("access_expires_at", account.current.accessExpiresAt.toString())
                .put("refresh_expires_at", account.current.refreshExpiresAt.toString()));
    }

    private ObjectNode answer(Account account) {
        return Json.object().put("access_token", account.current.access).put("refresh_token", account.current.refresh)
                .put("expires_in", accessLife.toSeconds()).put("refresh_expires_in", refreshLife.toSeconds());
    }

    private Pair pair(String account, int generation, Duration access, Duration refresh) {
        Instant now = clock.instant();
        return new Pair(generation, token("access", account, generation), token("refresh", account, generation),
                now.plus(access), now.plus(refresh));
    }

    /** Derived, never drawn: so a restarted sandbox knows its tokens though the ledger must not hold them. */
    private String token(String purpose, String account, int generation) {
        if (generation == 0 && account.equals(DEFAULT_ACCOUNT)) {
            return purpose.equals("access") ? options.accessToken() : options.refreshToken();
        }
        byte[] seed = (purpose + "|" + account + "|" + generation).getBytes(StandardCharsets.UTF_8);
        return "sandbox-" + purpose + "-" + HexFormat.of().formatHex(GatewaySigner.hmac(options.appSecret(), seed), 0, 20);
    }

    private static boolean valid(Pair pair, String token, Instant now) {
        return pair != null && GatewaySigner.same(pair.access, token) && pair.accessExpiresAt.isAfter(now);
    }

    private static boolean refreshable(Pair pair, String token, Instant now) {
        return pair != null && GatewaySigner.same(pair.refresh, token) && pair.refreshExpiresAt.isAfter(now);
    }
}
