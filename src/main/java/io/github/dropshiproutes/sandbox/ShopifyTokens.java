package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The tokens of the shops: a static one, and those of the client-credentials grant, which end after a day. */
public final class ShopifyTokens {

    private final Clock clock;
    private final Map<String, Instant> granted = new HashMap<>();
    private final AtomicLong number = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);
    private Duration life;
    private boolean staticRevoked;

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

    /** @param value how long tokens granted from now on live */
    public synchronized void life(Duration value) {
        life = value;
    }

    synchronized void clear() {
        life = Duration.ofSeconds(86_399);
        staticRevoked = false;
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
        return SandboxOptions.SHOPIFY_ACCESS_TOKEN.equals(token) && !staticRevoked || until != null && until.isAfter(clock.instant());
    }
}
