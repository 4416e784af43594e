package io.github.dropshiproutes.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.orders.SupplierSku;
import io.github.dropshiproutes.shopify.ShopifyCall;
import io.github.dropshiproutes.shopify.ShopifyDocuments;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A shop's variants as its Admin API shows them: all of them page by page, of which the linked ones are kept, or some again. */
@Component("shopVariants")
public class ShopVariants {

    private static final int LONGEST_SKU = 255;

    /** A product link, as far as it says which product a variant is. */
    private record Link(String variantId, String sku, Set<String> countries, int priority, SupplierSku target) {

        /** @return 0 where it is meant for that country, 1 where it is meant for others only */
        int farFrom(String country) {
            return countries.isEmpty() || countries.contains(country) ? 0 : 1;
        }
    }

    /** Variants of one shop that are read again. */
    public record Reread(String shop, UUID claimId) {
    }

    private final JdbcClient jdbc;
    private final ShopifyDocuments documents;
    private final OwnErrors ownErrors;
    private final ObjectMapper json;
    private final int page;
    private final Duration lease;

    public ShopVariants(JdbcClient jdbc, ShopifyDocuments documents, OwnErrors ownErrors, ObjectMapper json,
                        @Value("${catalog.page}") int page, @Value("${walk.lease}") Duration lease) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.ownErrors = ownErrors;
        this.json = json;
        this.page = page;
        this.lease = lease;
    }

    /** Makes the claimed shop in the body into the variable {@code listing}. */
    public void open(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.getMessage().setBody(null);
        exchange.setVariable("attempts", row.get("attempts"));
        exchange.setVariable("listing", new Listing((String) row.get("shop"), (UUID) row.get("claim_id"), (String) row.get("country"),
                (String) row.get("location_id"), (Timestamp) row.get("list_started_at"), (String) row.get("list_cursor")));
        MDC.put("order", "shop " + row.get("shop"));
        MDC.remove("purchase");
    }

    /** Asks for the shop's currency and the location of its stock. */
    public void askShelf(Exchange exchange) {
        Listing listing = listing(exchange);
        exchange.setVariable("call", ShopifyCall.of(listing.getShop(), documents.find("shop_shelf"), json.createObjectNode()
                .put("location", listing.wantedLocation() == null ? null : "gid://shopify/Location/" + listing.wantedLocation())));
    }

    /** Keeps currency and location of the body, the answer. */
    public void keepShelf(Exchange exchange) {
        Listing listing = listing(exchange);
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String location = answer.at("/location/id").asText(null);
        if (location == null || !answer.at("/location/isActive").asBoolean()) {
            throw ownErrors.exception("NO_STOCK_LOCATION", listing.wantedLocation() == null ? "the shop has no primary location"
                    : "location " + listing.wantedLocation() + " is not there, or not active");
        }
        String currency = answer.at("/shop/currencyCode").asText("");
        if (!currency.matches("[A-Z]{3}")) {
            throw ownErrors.exception("SHELF_UNREADABLE", "it names no currency");
        }
        listing.keptAt(location);
        jdbc.sql("UPDATE shop_catalog SET used_location = :location, currency = :currency WHERE shop = :shop AND claim_id = :claim")
                .param("location", location).param("currency", currency).param("shop", listing.getShop())
                .param("claim", listing.getClaimId()).update();
    }

    /** Asks for the next page of all variants. */
    public void askPage(Exchange exchange) {
        Listing listing = listing(exchange);
        exchange.setVariable("call", ShopifyCall.of(listing.getShop(), documents.find("product_variants"), json.createObjectNode()
                .put("first", page).put("after", listing.cursor()).put("location", listing.location())));
    }

    /** Keeps the linked variants of the body, a page, and how far the reading has come; the claim is renewed with it. */
    @Transactional
    public void keepPage(Exchange exchange) throws JsonProcessingException {
        Listing listing = listing(exchange);
        JsonNode variants = exchange.getMessage().getBody(JsonNode.class).path("productVariants");
        boolean more = variants.at("/pageInfo/hasNextPage").asBoolean();
        String cursor = variants.at("/pageInfo/endCursor").asText(null);
        if (!variants.path("nodes").isArray() || more && (cursor == null || cursor.equals(listing.cursor()))) {
            throw ownErrors.exception("SHELF_UNREADABLE", "a page of variants has no end and no successor");
        }
        int ours = jdbc.sql("""
                UPDATE shop_catalog SET list_cursor = :cursor, claimed_until = dropship_now() + make_interval(secs => :lease)
                WHERE shop = :shop AND claim_id = :claim""").param("cursor", more ? cursor : null).param("lease", lease.toSeconds())
                .param("shop", listing.getShop()).param("claim", listing.getClaimId()).update();
        if (ours == 0) {
            throw new IllegalStateException("the claim of this reading is over");
        }
        keep(listing, readable(variants.get("nodes")));
        listing.page(cursor, more);
    }

    private List<ObjectNode> readable(JsonNode nodes) {
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode node : nodes) {
            ObjectNode row = row(node);
            String sku = node.path("sku").asText("").strip();
            if (row != null) {
                rows.add(row.put("sku", sku.length() > LONGEST_SKU ? "" : sku));
            }
        }
        rows.sort(Comparator.comparing(row -> row.get("variant_id").asText()));
        return rows;
    }

    private void keep(Listing listing, List<ObjectNode> rows) throws JsonProcessingException {
        List<Link> links = links(listing.getShop(), rows);
        ArrayNode linked = json.createArrayNode();
        for (ObjectNode row : rows) {
            named(links, row.get("variant_id").asText(), row.get("sku").asText(), listing.country()).ifPresent(target ->
                    linked.add(row.put("supplier", target.supplier()).put("product_id", target.productId())
                            .put("sku_id", target.skuId()).put("sku_attr", target.skuAttr())));
        }
        if (linked.isEmpty()) {
            return;
        }
        String all = json.writeValueAsString(linked);
        jdbc.sql("""
                INSERT INTO linked_variant AS v (shop, variant_id, shop_product_id, inventory_item_id, sku, tracked, supplier, product_id,
                    sku_id, sku_attr, country, shop_quantity, shop_price, shop_compare_at, shop_cost, shop_read_at, seen_at)
                SELECT :shop, r.variant_id, r.shop_product_id, r.inventory_item_id, r.sku, r.tracked, r.supplier, r.product_id, r.sku_id,
                    r.sku_attr, :country, r.quantity, r.price, r.compare_at, r.cost, dropship_now(), dropship_now()
                FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(variant_id text, shop_product_id text, inventory_item_id text, sku text,
                    tracked boolean, supplier text, product_id text, sku_id text, sku_attr text, quantity integer, price numeric,
                    compare_at numeric, cost numeric)
                ON CONFLICT (shop, variant_id) DO UPDATE SET
                    shop_product_id = EXCLUDED.shop_product_id, inventory_item_id = EXCLUDED.inventory_item_id, sku = EXCLUDED.sku,
                    tracked = EXCLUDED.tracked, supplier = EXCLUDED.supplier, product_id = EXCLUDED.product_id, sku_id = EXCLUDED.sku_id,
                    sku_attr = EXCLUDED.sku_attr, country = EXCLUDED.country, seen_at = EXCLUDED.seen_at,
                    -- What is being written, or must be read again, is not overtaken by this reading.
                    shop_fell_at = CASE WHEN v.write_id IS NULL AND NOT v.stale AND EXCLUDED.shop_quantity < v.shop_quantity
                        THEN EXCLUDED.shop_read_at ELSE v.shop_fell_at END,
                    shop_quantity = CASE WHEN v.write_id IS NULL AND NOT v.stale THEN EXCLUDED.shop_quantity ELSE v.shop_quantity END,
                    shop_price = CASE WHEN v.stale THEN v.shop_price ELSE EXCLUDED.shop_price END,
                    shop_compare_at = CASE WHEN v.stale THEN v.shop_compare_at ELSE EXCLUDED.shop_compare_at END,
                    shop_cost = CASE WHEN v.stale THEN v.shop_cost ELSE EXCLUDED.shop_cost END,
                    shop_read_at = CASE WHEN v.stale THEN v.shop_read_at ELSE EXCLUDED.shop_read_at END,
                    -- What another product, or variant, of a supplier has said says nothing of this one.
                    (supplier_quantity, supplier_price, supplier_currency, supplier_read_at, absences, event, wanted_quantity, draft) = (
                        SELECT v.supplier_quantity, v.supplier_price, v.supplier_currency, v.supplier_read_at, v.absences, v.event,
                            v.wanted_quantity, v.draft
                        WHERE (v.supplier, v.product_id, v.country, v.sku_id, v.sku_attr) IS NOT DISTINCT FROM
                            (EXCLUDED.supplier, EXCLUDED.product_id, EXCLUDED.country, EXCLUDED.sku_id, EXCLUDED.sku_attr)
                        UNION ALL
                        SELECT NULL, NULL, NULL, NULL, 0, NULL, NULL, false
                        WHERE (v.supplier, v.product_id, v.country, v.sku_id, v.sku_attr) IS DISTINCT FROM
                            (EXCLUDED.supplier, EXCLUDED.product_id, EXCLUDED.country, EXCLUDED.sku_id, EXCLUDED.sku_attr))""")
                .param("shop", listing.getShop()).param("country", listing.country()).param("rows", all).update();
        jdbc.sql("""
                INSERT INTO supplier_product AS p (supplier, product_id, country)
                SELECT DISTINCT v.supplier, v.product_id, v.country FROM linked_variant AS v
                WHERE v.shop = :shop AND v.supplier_read_at IS NULL AND v.variant_id = ANY (:ids)
                ON CONFLICT (supplier, product_id, country) DO UPDATE SET next_read_at = least(p.next_read_at, EXCLUDED.next_read_at)""")
                .param("shop", listing.getShop()).param("ids", texts(rows, "variant_id")).update();
    }

    private List<Link> links(String shop, List<ObjectNode> rows) {
        return jdbc.sql("""
                SELECT variant_id, sku, countries, priority, supplier, product_id, sku_id, sku_attr FROM product_link
                WHERE shop = :shop AND (variant_id = ANY (:ids) OR sku = ANY (:skus))""")
                .param("shop", shop).param("ids", texts(rows, "variant_id")).param("skus", texts(rows, "sku"))
                .query(ShopVariants::link).list();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        Array countries = row.getArray("countries");
        return new Link(row.getString("variant_id"), row.getString("sku"), new HashSet<>(Arrays.asList((String[]) countries.getArray())),
                row.getInt("priority"), new SupplierSku(row.getString("supplier"), row.getString("product_id"), row.getString("sku_id"),
                row.getString("sku_attr")));
    }

    private static String[] texts(List<ObjectNode> rows, String field) {
        return rows.stream().map(row -> row.get(field).asText()).toArray(String[]::new);
    }

    /** A link for the variant, a link for the SKU, the SKU itself; of several links the one for the shop's own country. */
    private static Optional<SupplierSku> named(List<Link> links, String variantId, String sku, String country) {
        Comparator<Link> nearest = Comparator.<Link>comparingInt(link -> link.farFrom(country)).thenComparingInt(Link::priority);
        Optional<Link> byVariant = links.stream().filter(link -> variantId.equals(link.variantId())).min(nearest);
        Optional<Link> bySku = links.stream().filter(link -> !sku.isEmpty() && sku.equals(link.sku())).min(nearest);
        return byVariant.or(() -> bySku).map(Link::target).or(() -> SupplierSku.of(sku));
    }

    /** Asks for the variants that the claimed row in the body names, and leaves them in {@code reread}. */
    public void askAgain(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.getMessage().setBody(null);
        String[] ids = ((String) row.get("ids")).split(",");
        exchange.setVariable("reread", new Reread((String) row.get("shop"), (UUID) row.get("claim_id")));
        MDC.put("order", "shop " + row.get("shop"));
        MDC.remove("purchase");
        if (row.get("used_location") == null) {
            throw ownErrors.exception("NO_STOCK_LOCATION", "its variants were not read yet");
        }
        exchange.setVariable("call", ShopifyCall.of((String) row.get("shop"), documents.find("product_variants"), json.createObjectNode()
                .put("first", ids.length).put("query", Arrays.stream(ids).map(id -> "id:" + id).collect(Collectors.joining(" OR ")))
                .put("location", (String) row.get("used_location"))));
    }

    /** Makes the body, the answer, into {@code shownJson}: what the shop shows of each. */
    public void readAgain(Exchange exchange) throws JsonProcessingException {
        JsonNode nodes = exchange.getMessage().getBody(JsonNode.class).at("/productVariants/nodes");
        if (!nodes.isArray()) {
            throw ownErrors.exception("SHELF_UNREADABLE", "the variants that were asked for are no list");
        }
        exchange.setVariable("shownJson", json.writeValueAsString(readable(nodes)));
        exchange.getMessage().setBody(null);
    }

    /** @return null for what has no ids */
    private ObjectNode row(JsonNode node) {
        String variant = number(node.path("id"));
        String product = number(node.at("/product/id"));
        String item = number(node.at("/inventoryItem/id"));
        if (variant == null || product == null || item == null) {
            return null;
        }
        // A variant that was never stocked at the location has no level there, and no pieces.
        return json.createObjectNode().put("variant_id", variant).put("shop_product_id", product).put("inventory_item_id", item)
                .put("tracked", node.at("/inventoryItem/tracked").asBoolean())
                .put("quantity", node.at("/inventoryItem/inventoryLevel/quantities/0/quantity").asInt(0))
                .put("price", money(node.path("price"))).put("compare_at", money(node.path("compareAtPrice")))
                .put("cost", money(node.at("/inventoryItem/unitCost/amount")));
    }

    private static BigDecimal money(JsonNode amount) {
        String text = amount.asText("");
        return text.matches("\\d{1,15}(\\.\\d{1,10})?") ? new BigDecimal(text) : null;
    }

    private static String number(JsonNode gid) {
        String text = gid.asText("");
        String number = text.substring(text.lastIndexOf('/') + 1);
        return number.matches("\\d{1,19}") ? number : null;
    }

    private static Listing listing(Exchange exchange) {
        return exchange.getVariable("listing", Listing.class);
    }
}
