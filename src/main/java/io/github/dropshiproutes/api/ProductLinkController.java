package io.github.dropshiproutes.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Product links. Orders that wait for one, or that have what the changed one names not placed yet, are planned anew; what is
 * placed stays as it was bought.
 */
@RestController
@RequestMapping("/api/product-links")
class ProductLinkController {

    private static final String[] FIELDS =
            {"shop", "variant_id", "sku", "supplier", "product_id", "sku_id", "sku_attr", "countries", "priority"};
    private static final String SELECT = """
            SELECT l.id, l.shop, l.variant_id, l.sku, l.supplier, l.product_id, l.sku_id, l.sku_attr, l.countries, l.priority
            FROM product_link AS l""";

    private final JdbcClient jdbc;

    ProductLinkController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    Items<ProductLink> list(HttpServletRequest request) {
        return new Listing(request).filter("shop", "l.shop").filter("sku", "l.sku").filter("variant_id", "l.variant_id")
                .behind("l.id < :after", 1, cursor -> Map.of("after", cursor.number(0)))
                .query(jdbc, SELECT, "l.id DESC", ProductLinkController::view, link -> Cursor.of(link.id()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public ProductLink add(HttpServletRequest request) {
        ProductLink link = ProductLink.read(JsonBody.read(request, FIELDS));
        long id = only(link, () -> with(link, """
                INSERT INTO product_link (shop, variant_id, sku, supplier, product_id, sku_id, sku_attr, countries, priority)
                VALUES (:shop, :variant, :sku, :supplier, :product, :skuId, :skuAttr, string_to_array(:countries, ','), :priority)
                RETURNING id""").query(Long.class).optional().orElseThrow());
        planAnew(link);
        return find(id);
    }

    @PutMapping("/{id}")
    @Transactional
    public ProductLink change(@PathVariable String id, HttpServletRequest request) {
        long number = Ids.number(id, "product link");
        ProductLink link = ProductLink.read(JsonBody.read(request, FIELDS));
        ProductLink before = find(number);
        only(link, () -> with(link, """
                UPDATE product_link SET shop = :shop, variant_id = :variant, sku = :sku, supplier = :supplier, product_id = :product,
                    sku_id = :skuId, sku_attr = :skuAttr, countries = string_to_array(:countries, ','), priority = :priority
                WHERE id = :id""").param("id", number).update());
        planAnew(before);
        planAnew(link);
        return find(number);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void remove(@PathVariable String id) {
        ProductLink removed = find(Ids.number(id, "product link"));
        jdbc.sql("DELETE FROM product_link WHERE id = :id").param("id", Long.valueOf(removed.id())).update();
        planAnew(removed);
    }

    private StatementSpec with(ProductLink link, String sql) {
        return jdbc.sql(sql).param("shop", link.shop()).param("variant", link.variantId()).param("sku", link.sku())
                .param("supplier", link.supplier()).param("product", link.productId()).param("skuId", link.skuId())
                .param("skuAttr", link.skuAttr()).param("countries", String.join(",", link.countries())).param("priority", link.priority());
    }

    private void planAnew(ProductLink link) {
        jdbc.sql("""
                UPDATE shopify_order AS o
                SET replan = true, claim_id = NULL, claimed_until = NULL, attempts = 0, next_attempt_at = dropship_now()
                FROM shopify_order_line AS l
                WHERE l.shop = :shop AND (l.sku = :sku OR l.variant_id = :variant) AND o.shop = l.shop AND o.order_id = l.order_id
                  AND (l.reason_code = 'UNMAPPED' OR EXISTS (
                      SELECT FROM purchase_line AS b JOIN purchase AS p ON p.id = b.purchase_id
                      WHERE p.shop = l.shop AND p.order_id = l.order_id AND b.line_item_id = l.line_item_id
                        AND p.counts AND coalesce(p.held_from, p.state) IN ('planned', 'quoted')))""")
                .param("shop", link.shop()).param("sku", link.sku()).param("variant", link.variantId()).update();
    }

    private static <T> T only(ProductLink link, Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("There is a link for this " + (link.sku() == null ? "variant_id" : "sku") + " with priority "
                    + link.priority() + " already; change that one, or give this one another priority.");
        }
    }

    private ProductLink find(long id) {
        return jdbc.sql(SELECT + " WHERE l.id = :id").param("id", id).query(ProductLinkController::view).optional()
                .orElseThrow(ProductLinkController::notFound);
    }

    private static Refusal notFound() {
        return Refusal.notFound("There is no product link with this id.");
    }

    private static ProductLink view(ResultSet row, int number) throws SQLException {
        return new ProductLink(row.getString("id"), row.getString("shop"), row.getString("variant_id"), row.getString("sku"),
                row.getString("supplier"), row.getString("product_id"), row.getString("sku_id"), row.getString("sku_attr"),
                List.of((String[]) row.getArray("countries").getArray()), row.getInt("priority"));
    }
}
