package io.github.dropshiproutes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shop wants of its stock and prices, and when they were read last. */
@RestController
@RequestMapping("/api/shops/{domain}/catalog")
class ShopCatalogController {

    private static final int MOST_PIECES = 1_000_000;
    private static final int MOST_PERCENT = 1_000;
    static final BigDecimal MOST_MARKUP = BigDecimal.valueOf(10_000);
    private static final Pattern CHANGE = Pattern.compile("nothing|notify|update");
    private static final Pattern LOSS = Pattern.compile("nothing|notify|zero|draft");
    private static final Pattern RULE = Pattern.compile("same-margin|markup");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LOCATION = Pattern.compile("primary|(?:gid://shopify/Location/)?\\d{1,19}");
    private static final String[] FIELDS = {"country", "location_id", "buffer", "floor", "on_stock", "on_sold_out", "on_gone", "on_cost",
        "price_rule", "markup_percentage", "approve_above", "tell_supplier"};

    /**
     * {@code country}, null = catalog.country; {@code locationId}, null = the shop's primary location; {@code markupPercentage}, null =
     * by pricing.markups. {@code approveAbove} is a percentage: prices that change by more wait in {@code /api/price-changes}.
     * {@code tellSupplier}: whether Alibaba.com is told which of its products the shop lists, delists and orders.
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record ShopCatalog(String shop, String country, String locationId, int buffer, int floor, String onStock, String onSoldOut,
                       String onGone, String onCost, String priceRule, BigDecimal markupPercentage, int approveAbove, boolean tellSupplier,
                       String currency, Instant listedAt, Instant nextListAt, String reasonCode, String reason, String hint) {
    }

    private final JdbcClient jdbc;

    ShopCatalogController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    ShopCatalog show(@PathVariable String domain) {
        return jdbc.sql("SELECT * FROM shop_catalog WHERE shop = :shop").param("shop", domain).query(ShopCatalogController::view).optional()
                .orElseThrow(ShopCatalogController::notFound);
    }

    /** Changes what the body names; what it leaves out stays. Shop and suppliers are read again at once, so that it takes effect. */
    @PutMapping
    @Transactional
    public ShopCatalog change(@PathVariable String domain, HttpServletRequest request) {
        JsonBody body = JsonBody.read(request, FIELDS);
        ShopCatalog before = show(domain);
        String location = body.has("location_id")
                ? body.text("location_id", LOCATION, "a location's number, such as 71000001, or primary").replaceFirst(".*/", "") : before.locationId();
        jdbc.sql("""
                UPDATE shop_catalog SET country = :country, location_id = :location, buffer = :buffer, floor = :floor, on_stock = :onStock,
                    on_sold_out = :onSoldOut, on_gone = :onGone, on_cost = :onCost, price_rule = :rule, markup_percentage = :markup,
                    approve_above = :approveAbove, tell_supplier = coalesce(CAST(:tell AS boolean), tell_supplier)
                WHERE shop = :shop""")
                .param("country", kept(body.text("country", COUNTRY, "a country's two letters, such as US"), before.country()))
                .param("location", "primary".equals(location) ? null : location).param("buffer", body.number("buffer", 0, MOST_PIECES, before.buffer()))
                .param("floor", body.number("floor", 0, MOST_PIECES, before.floor()))
                .param("onStock", kept(body.text("on_stock", CHANGE, "nothing, notify or update"), before.onStock()))
                .param("onSoldOut", kept(body.text("on_sold_out", LOSS, "nothing, notify, zero or draft"), before.onSoldOut()))
                .param("onGone", kept(body.text("on_gone", LOSS, "nothing, notify, zero or draft"), before.onGone()))
                .param("onCost", kept(body.text("on_cost", CHANGE, "nothing, notify or update"), before.onCost()))
                .param("rule", kept(body.text("price_rule", RULE, "same-margin or markup"), before.priceRule()))
                .param("markup", body.leaves("markup_percentage") ? before.markupPercentage()
                        : body.decimal("markup_percentage", BigDecimal.ZERO, MOST_MARKUP))
                .param("approveAbove", body.number("approve_above", 0, MOST_PERCENT, before.approveAbove()))
                .param("tell", body.flag("tell_supplier")).param("shop", domain).update();
        readNow(domain);
        return show(domain);
    }

    /** Reads the shop and the products that its variants are linked to at once, not only when the interval has passed. */
    @PostMapping("/read")
    @Transactional
    public ShopCatalog read(@PathVariable String domain) {
        show(domain);
        readNow(domain);
        return show(domain);
    }

    private void readNow(String shop) {
        jdbc.sql("UPDATE shop_catalog SET next_list_at = dropship_now() WHERE shop = :shop").param("shop", shop).update();
        jdbc.sql("""
                UPDATE supplier_product AS p SET next_read_at = least(p.next_read_at, dropship_now()), news = p.claimed_until IS NOT NULL
                WHERE EXISTS (SELECT FROM linked_variant AS v WHERE v.shop = :shop AND v.supplier = p.supplier
                              AND v.product_id = p.product_id AND v.country = p.country)""").param("shop", shop).update();
    }

    private static String kept(String wanted, String before) {
        return wanted == null ? before : wanted;
    }

    private static Refusal notFound() {
        return Refusal.notFound("There is no connected shop of this domain.");
    }

    private static ShopCatalog view(ResultSet row, int number) throws SQLException {
        return new ShopCatalog(row.getString("shop"), row.getString("country"), row.getString("location_id"), row.getInt("buffer"),
                row.getInt("floor"), row.getString("on_stock"), row.getString("on_sold_out"), row.getString("on_gone"),
                row.getString("on_cost"), row.getString("price_rule"), row.getBigDecimal("markup_percentage"),
                row.getBigDecimal("approve_above").intValue(), row.getBoolean("tell_supplier"), row.getString("currency"),
                Rows.instant(row, "listed_at"), Rows.instant(row, "next_list_at"), row.getString("reason_code"), row.getString("reason"),
                row.getString("hint"));
    }
}
