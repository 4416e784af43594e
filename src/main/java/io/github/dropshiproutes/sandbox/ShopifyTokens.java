package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The tokens of the shops: a static one, and those of the client-credentials grant, which end after a day. */
public final class ShopifyTokens {

    private final Clock clock;
    private final Map<String, Instant> granted = new HashMap<>();
    private final AtomicLong number = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);
    private Duration life;
    private boolean staticRevoked;
    private final Set<String> uninstalled = new HashSet<>();

    ShopifyTokens(Clock clock) {
        this.clock = clock;
        clear();
    }

    /** Takes the static token back, so that every call with it is answered 401. */
    public synchronized void revokeStatic() {
        staticRevoked = true;
    }

    /** Ends every granted token now. */
    public synchronized void expire() {
        granted.clear();
    }

    /** A merchant uninstalls the app: every token of the shop is dead at once. */
    public synchronized void uninstall(String shop) {
        uninstalled.add(shop);
        granted.keySet().removeIf(key -> key.startsWith(shop + " "));
    }

    /** The app is installed again. */
    public synchronized void install(String shop) {
        uninstalled.remove(shop);
    }

    synchronized boolean isUninstalled(String shop) {
        return uninstalled.contains(shop);
    }

    /** @param value how long tokens granted from now on live */
    public synchronized void life(Duration value) {
        life = value;
    }

    synchronized void clear() {
        life = Duration.ofSeconds(86_399);
        staticRevoked = false;
        uninstalled.clear();
    }

    /** @return null when client or secret are wrong */
    synchronized ObjectNode grant(String shop, String clientId, String clientSecret) {
        if (!SandboxOptions.SHOPIFY_CLIENT_ID.equals(clientId) || !SandboxOptions.SHOPIFY_CLIENT_SECRET.equals(clientSecret)) {
            return null;
        }
        String token = "shpat_" + Long.toHexString(number.incrementAndGet());
        granted.put(shop + " " + token, clock.instant().plus(life));
        return Json.object().put("access_token", token).put("scope", "write_orders,write_products,write_inventory,"
                + "write_merchant_managed_fulfillment_orders,write_fulfillments").put("expires_in", life.toSeconds());
    }

    synchronized boolean isValid(String shop, String token) {
        Instant until = granted.get(shop + " " + token);
        boolean isStatic = SandboxOptions.SHOPIFY_ACCESS_TOKEN.equals(token) && !staticRevoked && !uninstalled.contains(shop);
        return isStatic || until != null && until.isAfter(clock.instant());
    }
}
