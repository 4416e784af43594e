package io.github.dropshiproutes.api;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The stop-buying switch. It is asked in the statements that commit a create or pay, so it acts on every replica at once. */
@RestController
@RequestMapping("/api/buying")
class BuyingController {

    private static final Logger LOG = LoggerFactory.getLogger(BuyingController.class);

    /** False stops; a scope without a row is allowed. */
    record Buying(boolean all, Map<String, Boolean> suppliers, Map<String, Boolean> shops) {
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    BuyingController(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @GetMapping
    Buying read() {
        Map<String, Boolean> scopes = new TreeMap<>();
        jdbc.sql("""
                SELECT scope, allowed FROM buying
                UNION ALL SELECT 'shop:' || domain, true FROM shop WHERE 'shop:' || domain NOT IN (SELECT scope FROM buying)""")
                .query((row, n) -> scopes.put(row.getString("scope"), row.getBoolean("allowed"))).list();
        Map<String, Boolean> suppliers = new LinkedHashMap<>();
        PurchaseTable.SUPPLIERS.forEach(supplier -> suppliers.put(supplier, scopes.getOrDefault("supplier:" + supplier, true)));
        Map<String, Boolean> shops = new LinkedHashMap<>();
        scopes.forEach((scope, allowed) -> {
            if (scope.startsWith("shop:")) {
                shops.put(scope.substring("shop:".length()), allowed);
            }
        });
        return new Buying(scopes.getOrDefault("all", true), suppliers, shops);
    }

    /** What the body does not name stays as it is. */
    @PutMapping
    Buying write(HttpServletRequest request, Principal caller) {
        JsonBody body = JsonBody.read(request, "all", "suppliers", "shops");
        Map<String, Boolean> scopes = new TreeMap<>();
        if (body.flag("all") != null) {
            scopes.put("all", body.flag("all"));
        }
        Buying known = read();
        body.flags("suppliers").forEach((name, allowed) -> scopes.put(scope("supplier", name, known.suppliers()), allowed));
        body.flags("shops").forEach((name, allowed) -> scopes.put(scope("shop", name, known.shops()), allowed));
        // In the order of their names, so that two people who switch at once do not wait for each other in a circle.
        transaction.executeWithoutResult(status -> scopes.forEach((scope, allowed) -> jdbc.sql("""
                INSERT INTO buying (scope, allowed) VALUES (:scope, :allowed)
                ON CONFLICT (scope) DO UPDATE SET allowed = EXCLUDED.allowed, changed_at = dropship_now()""")
                .param("scope", scope).param("allowed", allowed).update()));
        LOG.warn("buying switched by {}: {}", caller.getName(), scopes);
        return read();
    }

    // A misspelt name would look like a stop and stop nothing.
    private static String scope(String kind, String name, Map<String, Boolean> known) {
        if (!known.containsKey(name)) {
            throw Refusal.badRequest(kind + "s names a " + kind + " that is not known here; known are "
                    + String.join(", ", known.keySet()) + ".");
        }
        return kind + ":" + name;
    }
}
