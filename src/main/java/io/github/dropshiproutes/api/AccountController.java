package io.github.dropshiproutes.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.dropshiproutes.suppliers.Platform;
import io.github.dropshiproutes.suppliers.Platforms;
import io.github.dropshiproutes.suppliers.SupplierAccounts;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The connected supplier accounts, and which of them buys for which shop. Their tokens never leave the table. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {

    private static final int MOST_SHOPS = 1000;
    /** Enough for a person who looks once a week; AliExpress's refresh tokens end after 60 days, whatever is done. */
    private static final int DAYS_OF_WARNING = 7;
    private static final Pattern SHOP = Pattern.compile("[a-z0-9][a-z0-9.-]{0,253}");
    private static final String SELECT = """
            SELECT a.id, a.supplier, a.environment, a.user_id, a.havana_id, a.account_platform, a.country, a.state, a.access_expires_at,
                a.refresh_expires_at, a.is_default, a.refresh_at IS NULL AS ends_for_good,
                a.refresh_expires_at < dropship_now() + make_interval(days => %d) AS refresh_ends_soon,
                ARRAY(SELECT s.shop FROM account_shop AS s WHERE s.account_id = a.id ORDER BY s.shop) AS shops
            FROM account AS a""".formatted(DAYS_OF_WARNING);

    /**
     * {@code state} is {@code connected}, or {@code needs_authorisation} when a person has to connect it again at
     * {@code connectPath}; {@code shops} buy by it, and as the default all that have none of their own; {@code warning} is null
     * when nothing is wrong.
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Account(String id, String supplier, String environment, String userId, String havanaId, String accountPlatform, String country,
                   String state, Instant accessExpiresAt, Instant refreshExpiresAt, boolean isDefault, List<String> shops,
                   String connectPath, String warning) {
    }

    private final JdbcClient jdbc;

    private final Platforms platforms;
    private final SupplierAccounts accounts;

    AccountController(JdbcClient jdbc, Platforms platforms, SupplierAccounts accounts) {
        this.jdbc = jdbc;
        this.platforms = platforms;
        this.accounts = accounts;
    }

    @GetMapping
    Items<Account> list() {
        return Items.all(jdbc.sql(SELECT + " ORDER BY a.connected_at DESC, a.id").query(this::view).list());
    }

    @GetMapping("/{id}")
    Account find(@PathVariable String id) {
        return jdbc.sql(SELECT + " WHERE a.id = :id").param("id", Ids.account(id)).query(this::view).optional()
                .orElseThrow(AccountController::notFound);
    }

    /** {@code is_default: true} makes it the default instead of another; {@code shops} are all that buy by it from now on. */
    @PutMapping("/{id}")
    @Transactional
    public Account change(@PathVariable String id, HttpServletRequest request) {
        JsonBody body = JsonBody.read(request, "is_default", "shops");
        Account account = find(id);
        if (Boolean.FALSE.equals(body.flag("is_default")) && account.isDefault()) {
            throw Refusal.conflict("One account is the default; make another one the default instead.");
        }
        if (Boolean.TRUE.equals(body.flag("is_default"))) {
            accounts.makeDefault(account.id());
        }
        if (body.has("shops")) {
            buyFor(account, body.texts("shops", MOST_SHOPS, SHOP, "a shop's domain, such as my-store.myshopify.com"));
        }
        return find(id);
    }

    private void buyFor(Account account, List<String> shops) {
        for (String shop : shops) {
            if (jdbc.sql("SELECT count(*) FROM shop WHERE domain = :shop").param("shop", shop).query(Integer.class).single() == 0) {
                throw Refusal.badRequest("shops names " + shop + ", which is not connected; /api/shops lists those that are.");
            }
        }
        jdbc.sql("DELETE FROM account_shop WHERE account_id = :id").param("id", account.id()).update();
        shops.forEach(shop -> jdbc.sql("""
                INSERT INTO account_shop (shop, supplier, environment, account_id) VALUES (:shop, :supplier, :environment, :id)
                ON CONFLICT (shop, supplier, environment) DO UPDATE SET account_id = EXCLUDED.account_id""")
                .param("shop", shop).param("supplier", account.supplier()).param("environment", account.environment())
                .param("id", account.id()).update());
    }

    /** Forgets the account and its tokens; refused while an order of it is under way, since only its tokens can look at that order. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void remove(@PathVariable String id) {
        Account account = find(id);
        int underWay = jdbc.sql("""
                SELECT count(*) FROM purchase WHERE account_id = :id AND first_create_at IS NOT NULL
                  AND state NOT IN ('delivered', 'cancelled', 'closed')""").param("id", account.id()).query(Integer.class).single();
        if (underWay > 0) {
            throw Refusal.conflict(underWay + " purchases of this account are under way; wait until they are delivered, or cancel them.");
        }
        jdbc.sql("DELETE FROM account WHERE id = :id").param("id", account.id()).update();
        // What it quoted for is quoted again by the account that buys instead.
        jdbc.sql("""
                UPDATE purchase SET account_id = NULL, state = CASE state WHEN 'quoted' THEN 'planned' ELSE state END,
                    held_from = CASE held_from WHEN 'quoted' THEN 'planned' ELSE held_from END
                WHERE account_id = :id AND first_create_at IS NULL AND state IN ('planned', 'quoted', 'held')""")
                .param("id", account.id()).update();
    }

    private static Refusal notFound() {
        return Refusal.notFound("There is no account with this id.");
    }

    private Account view(ResultSet row, int number) throws SQLException {
        String id = row.getString("id");
        String supplier = row.getString("supplier");
        return new Account(id, supplier, row.getString("environment"), row.getString("user_id"), row.getString("havana_id"),
                row.getString("account_platform"), row.getString("country"), row.getString("state"),
                Rows.instant(row, "access_expires_at"), Rows.instant(row, "refresh_expires_at"), row.getBoolean("is_default"),
                List.of((String[]) row.getArray("shops").getArray()), "/connect/" + supplier + "?account=" + id, warning(row));
    }

    private String warning(ResultSet row) throws SQLException {
        if (!"connected".equals(row.getString("state"))) {
            return "Its tokens are not accepted any more; connect it again. Its purchases wait.";
        }
        Platform platform = platforms.of(row.getString("supplier"));
        String concern = platform.concern(row.getString("country"), row.getString("account_platform"));
        if (concern != null) {
            return concern;
        }
        if (row.getBoolean("ends_for_good")) {
            return "It cannot be refreshed; connect it again before " + Rows.instant(row, "access_expires_at") + ".";
        }
        return platform.refreshTokenEndsOnce() && row.getBoolean("refresh_ends_soon") ? "Its refreshes end at "
                + Rows.instant(row, "refresh_expires_at") + ", as long after the first sign-in as " + platform.title()
                + " allows; connect it again before." : null;
    }
}
