package io.github.dropshiproutes.api;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.imports.ImportSettings;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Import jobs: suppliers' products that are put into a shop (contract, "Bodies"). The work itself is done by {@code routes/imports}. */
@RestController
@RequestMapping("/api/imports")
class ImportController {

    private static final Pattern SUPPLIER = Pattern.compile(String.join("|", PurchaseTable.SUPPLIERS));
    private static final Pattern PRODUCT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SHOP = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
    private static final Pattern KEYWORDS = Pattern.compile("(?! )[^\\p{Cntrl}]{1,200}(?<! )");
    private static final BigDecimal MOST_PRICE = BigDecimal.valueOf(999_999_999);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_ORDERS = 999_999_999;
    private static final int USUALLY_FOUND = 20;
    /** The guide's workflow imports what is rated above 95 percent and sold more than 1,000 times. */
    private static final BigDecimal USUAL_RATING = BigDecimal.valueOf(95);
    private static final int USUAL_VOLUME = 1_000;

    private static final String SELECT = """
            SELECT j.id, j.shop, j.supplier, j.search ->> 'keywords' AS keywords, j.publish, j.created_at, j.reason_code, j.reason, j.hint, p.*,
                CASE WHEN j.state = 'running' AND p.open = 0 THEN 'done' ELSE j.state END AS state
            FROM import_job AS j CROSS JOIN LATERAL (
                SELECT count(*) AS total, count(*) FILTER (WHERE state = 'success') AS imported,
                    count(*) FILTER (WHERE state = 'waiting') AS open
                FROM import_product WHERE job_id = j.id) AS p""";

    private final JdbcClient jdbc;
    private final ImportSettings settings;

    ImportController(JdbcClient jdbc, ImportSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    public Map<String, String> add(HttpServletRequest request) {
        JsonBody body = JsonBody.read(request, "shop", "supplier", "product_ids", "search", "min_rating", "min_volume",
                "markup_percentage", "publish");
        String supplier = body.requiredText("supplier", SUPPLIER, "one of " + String.join(", ", PurchaseTable.SUPPLIERS));
        LinkedHashSet<String> products = new LinkedHashSet<>(body.texts("product_ids", settings.mostProducts(), PRODUCT,
                "the supplier's product id, 1 to 18 digits as text"));
        ObjectNode search = search(body.object("search", "keywords", "min_price", "max_price", "min_orders", "limit"));
        if (products.isEmpty() == (search == null)) {
            throw Refusal.badRequest("Either product_ids or search must be there, and not both.");
        }
        boolean rated = supplier.equals("aliexpress");
        if (!rated && (body.has("min_rating") || body.has("min_volume") || search != null && search.has("min_orders"))) {
            throw Refusal.badRequest("Alibaba.com's search tells neither ratings nor sales: leave out min_rating, min_volume and "
                    + "search.min_orders, and look at what was imported before it is offered.");
        }
        BigDecimal rating = body.decimal("min_rating", BigDecimal.ZERO, HUNDRED);
        int volume = body.number("min_volume", 0, MOST_ORDERS, USUAL_VOLUME);
        BigDecimal markup = body.decimal("markup_percentage", BigDecimal.ZERO, ShopCatalogController.MOST_MARKUP);
        boolean publish = Boolean.TRUE.equals(body.flag("publish"));
        String shop = shop(body.text("shop", SHOP, "a connected shop's domain, such as my-store.myshopify.com"));
        String id = "imp_" + UUID.randomUUID().toString().replace("-", "");
        jdbc.sql("""
                INSERT INTO import_job (id, shop, supplier, search, min_rating, min_volume, markup_percentage, publish, state)
                VALUES (:id, :shop, :supplier, CAST(:search AS jsonb), :rating, :volume, :markup, :publish, :state)""")
                .param("id", id).param("shop", shop).param("supplier", supplier).param("search", search == null ? null : search.toString())
                .param("rating", search == null || !rated ? null : rating == null ? USUAL_RATING : rating)
                .param("volume", search == null || !rated ? null : volume).param("markup", markup)
                .param("publish", publish).param("state", search == null ? "running" : "searching").update();
        jdbc.sql("""
                INSERT INTO import_product (job_id, product_id, place)
                SELECT :id, named.product_id, named.place
                FROM unnest(string_to_array(:products, ',')) WITH ORDINALITY AS named (product_id, place)""")
                .param("id", id).param("products", String.join(",", products)).update();
        return Map.of("id", id);
    }

    private ObjectNode search(JsonBody given) {
        if (given == null) {
            return null;
        }
        ObjectNode search = JsonNodeFactory.instance.objectNode()
                .put("keywords", given.requiredText("keywords", KEYWORDS, "1 to 200 characters without blanks around them"));
        BigDecimal least = given.decimal("min_price", BigDecimal.ZERO, MOST_PRICE);
        BigDecimal most = given.decimal("max_price", BigDecimal.ZERO, MOST_PRICE);
        if (least != null && most != null && least.compareTo(most) > 0) {
            throw Refusal.badRequest("search.max_price must not be below search.min_price.");
        }
        if (least != null) {
            search.put("min_price", least.toPlainString());
        }
        if (most != null) {
            search.put("max_price", most.toPlainString());
        }
        if (given.has("min_orders")) {
            search.put("min_orders", given.number("min_orders", 0, MOST_ORDERS, 0));
        }
        return search.put("limit", given.number("limit", 1, settings.mostProducts(), Math.min(USUALLY_FOUND, settings.mostProducts())));
    }

    /** The only connected shop needs no name. */
    private String shop(String named) {
        List<String> connected = jdbc.sql("SELECT domain FROM shop ORDER BY domain").query(String.class).list();
        if (named == null && connected.size() == 1) {
            return connected.get(0);
        }
        if (named == null) {
            throw Refusal.badRequest(connected.isEmpty() ? "No shop is connected: set SHOPIFY_SHOP."
                    : "shop is missing; it must be one of " + String.join(", ", connected) + ".");
        }
        if (!connected.contains(named)) {
            throw Refusal.badRequest("shop must be a connected shop's domain.");
        }
        return named;
    }

    @GetMapping
    Items<ImportView> list(HttpServletRequest request) {
        return new Listing(request).filter("shop", "j.shop").filter("supplier", "j.supplier", PurchaseTable.SUPPLIERS)
                .behind("(j.created_at, j.id) < (:at, :id)", 2, cursor -> Map.of("at", cursor.time(0), "id", cursor.text(1)))
                .query(jdbc, SELECT, "j.created_at DESC, j.id DESC", (row, number) -> view(row, false),
                        job -> Cursor.of(job.createdAt(), job.id()));
    }

    @GetMapping("/{id}")
    ImportView show(@PathVariable String id) {
        return find(Ids.importJob(id));
    }

    /** What has not begun is left out; what is under way ends, so that nothing half-made is forgotten. */
    @PostMapping("/{id}/cancel")
    @Transactional
    public ImportView cancel(@PathVariable String id) {
        ImportView job = find(Ids.importJob(id));
        int changed = jdbc.sql("UPDATE import_job SET state = 'cancelled' WHERE id = :id AND state IN ('searching', 'running')"
                + " AND NOT :done").param("id", job.id()).param("done", job.state().equals("done")).update();
        if (changed == 0 && !job.state().equals("cancelled")) {
            throw Refusal.conflict("The job is " + job.state() + ": there is nothing left to cancel.");
        }
        jdbc.sql("""
                UPDATE import_product AS p SET state = 'cancelled', draft = NULL, finished_at = dropship_now()
                FROM import_job AS j
                WHERE j.id = :id AND p.job_id = j.id AND p.state = 'waiting'
                  AND (p.claimed_until IS NULL OR p.claimed_until < dropship_now())
                  AND NOT EXISTS (SELECT FROM imported_product AS k WHERE k.shop = j.shop AND k.supplier = j.supplier
                      AND k.product_id = p.product_id AND k.intent_job = j.id AND k.shopify_id IS NULL)""").param("id", job.id()).update();
        return find(job.id());
    }

    private ImportView find(String id) {
        return jdbc.sql(SELECT + " WHERE j.id = :id").param("id", id).query((row, number) -> view(row, true)).optional()
                .orElseThrow(() -> Refusal.notFound("There is no import with this id."));
    }

    private ImportView view(ResultSet row, boolean whole) throws SQLException {
        String id = row.getString("id");
        int total = row.getInt("total");
        return new ImportView(id, row.getString("state"), row.getString("shop"), row.getString("supplier"), row.getString("keywords"),
                row.getBoolean("publish"),
                total - row.getInt("open"), total, row.getInt("imported"), row.getString("reason_code"), row.getString("reason"),
                row.getString("hint"), Rows.instant(row, "created_at"), whole ? results(id) : null, whole ? waiting(id) : null);
    }

    private List<ImportView.Result> results(String job) {
        return jdbc.sql("""
                SELECT product_id, shopify_id, state, reason_code, coalesce(reason, '') AS reason, hint FROM import_product
                WHERE job_id = :job AND state IN ('success', 'failed') ORDER BY place, product_id""").param("job", job)
                .query((row, number) -> new ImportView.Result(row.getString("product_id"), row.getString("shopify_id"),
                        row.getString("state"), row.getString("state").equals("failed") ? row.getString("reason") : null,
                        row.getString("reason_code"), row.getString("hint"))).list();
    }

    /** Products that are tried again, and why; most that wait simply have their turn to come. */
    private List<ImportView.Waiting> waiting(String job) {
        return jdbc.sql("""
                SELECT product_id, reason_code, reason, hint, next_attempt_at FROM import_product
                WHERE job_id = :job AND state = 'waiting' AND reason_code IS NOT NULL ORDER BY place, product_id""").param("job", job)
                .query((row, number) -> new ImportView.Waiting(row.getString("product_id"), row.getString("reason_code"),
                        row.getString("reason"), row.getString("hint"), Rows.instant(row, "next_attempt_at"))).list();
    }
}
