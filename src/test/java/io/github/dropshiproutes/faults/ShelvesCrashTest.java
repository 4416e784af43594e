package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifyShelf;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real process, killed (SIGKILL) wherever an import or a change of stock and price commits or calls. The next one goes on:
 * each product stands in the shop once, and stock and price are those of the supplier.
 *
 * <p>One kill ends an import and a change of the shelf, each at a failpoint of its own.
 */
@Tag("faults")
class ShelvesCrashTest {

    private static final String SHOP = SandboxOptions.SHOP;
    private static final Map<String, String> SETTINGS = Map.of("walk.lease", "40s", "walk.lease-margin", "2s", "calls.timeout", "5000",
            "catalog.look-interval", "100", "shopify.call-timeout", "5000");
    /** Only what failed, was cancelled or is gone comes here, and what suppliers are told may be told twice; each has tests of its own. */
    private static final Set<String> ELSEWHERE = Set.of("create-import/ask-again", "finish-import/ask-again", "import-product/leave-out",
            "place-import/ask-again", "place-import/forget", "place-import/leave-out", "write-catalog-change/ask-shop",
            "plan-catalog-writes/plan-drafts", "plan-catalog-writes/forget-old", "plan-catalog-writes/settle-prices",
            "tell-supplier/events-call", "tell-supplier/keep-told", "tell-suppliers>work-through/claim");
    /** The calls that change something: a process dies before and after them, and after each commit. */
    private static final Set<String> WRITES = Set.of("create-import/create", "publish-import/publish", "write-catalog-change/write");
    /** Who dies in a question has died after the commit before it. */
    private static final Set<String> QUESTIONS = Set.of("look-for-import/ask-shop", "finish-import/ask-variants",
            "publish-import/ask-channels", "list-shop/ask-shelf", "list-shop/ask-page", "reread-variants/ask");
    private static final String OPEN = """
            SELECT next_attempt_at, claimed_until FROM import_job WHERE state = 'searching'
            UNION ALL SELECT next_attempt_at, claimed_until FROM import_product WHERE state = 'waiting'
            UNION ALL SELECT next_attempt_at, claimed_until FROM catalog_write WHERE state IN ('due', 'unknown')
            UNION ALL SELECT coalesce(next_list_at, dropship_now()), claimed_until FROM shop_catalog
                WHERE next_list_at <= dropship_now() OR listed_at IS NULL OR claimed_until IS NOT NULL
            UNION ALL SELECT next_read_at, claimed_until FROM supplier_product
                WHERE next_read_at <= dropship_now() OR claimed_until IS NOT NULL
            UNION ALL SELECT dropship_now(), NULL FROM linked_variant
                WHERE stale OR tracked AND wanted_quantity <> shop_quantity OR draft AND drafted_at IS NULL
            UNION ALL SELECT dropship_now(), NULL FROM price_change WHERE state IN ('due', 'writing')
            UNION ALL SELECT dropship_now(), NULL FROM product_event WHERE handled_at IS NULL""";

    private final Set<String> imported = new TreeSet<>();
    private int round;

    @Test
    void aProcessKilledAtAnyFailpointFillsTheShelvesOnce() {
        try (Surroundings surroundings = new Surroundings("shelves", FailpointList.SHELVES)) {
            List<String> passed = rehearse(surroundings);
            Set<String> unreached = new TreeSet<>(surroundings.failpoints().names());
            passed.forEach(unreached::remove);
            unreached.removeIf(name -> !name.contains("/") || ELSEWHERE.contains(step(name)));
            assertThat(unreached).as("failpoints no import and no change comes past").isEmpty();

            Deque<String> ofImports = new ArrayDeque<>();
            Deque<String> ofShelves = new ArrayDeque<>();
            passed.stream().filter(ShelvesCrashTest::isToDieAt)
                    .forEach(name -> (name.contains("import") ? ofImports : ofShelves).add(name));
            int failpoints = ofImports.size() + ofShelves.size();
            int kills = 0;
            for (; !ofImports.isEmpty() || !ofShelves.isEmpty(); kills++) {
                List<String> kill = Stream.of(ofImports.poll(), ofShelves.poll()).filter(Objects::nonNull).toList();
                System.out.println("kill at " + kill);
                try (Product product = recover(surroundings)) {
                    kill.forEach(product::arm);
                    change(surroundings, product);
                    await(kill.toString()).atMost(Surroundings.PATIENCE).until(() -> {
                        surroundings.moveToNextAttempt(OPEN);
                        return kill.stream().allMatch(product::reached);
                    });
                    product.kill();
                }
                surroundings.move(Scenarios.PAST_THE_LEASE);
            }
            recover(surroundings).stop();
            System.out.printf("shelves: %d failpoints in %d kills, %d products imported, each once%n", failpoints, kills, imported.size());
        }
    }

    private static String step(String failpoint) {
        return failpoint.substring(failpoint.indexOf(':') + 1);
    }

    private static boolean isToDieAt(String failpoint) {
        String step = step(failpoint);
        return !ELSEWHERE.contains(step) && !QUESTIONS.contains(step) && (failpoint.startsWith("after:") || WRITES.contains(step));
    }

    /** Starts the next process and waits until it has ended whatever was begun. */
    private Product recover(Surroundings surroundings) {
        Product product = surroundings.start(SETTINGS).awaitStarted();
        awaitSettled(surroundings);
        requireEverythingOnce(surroundings);
        return product;
    }

    /** @return the failpoints that are passed undisturbed, in their order */
    private List<String> rehearse(Surroundings surroundings) {
        try (Product product = surroundings.start(SETTINGS).awaitStarted()) {
            // Twice: what was imported before is recognised, and a price can only change that is known.
            for (int i = 0; i < 2; i++) {
                change(surroundings, product);
                awaitSettled(surroundings);
                requireEverythingOnce(surroundings);
            }
            List<String> passed = product.passed().stream().map(line -> line.substring(0, line.indexOf(' '))).distinct()
                    .filter(surroundings.failpoints().names()::contains).toList();
            product.stop();
            return passed;
        }
    }

    /** Orders the import of a new product and of one that is known, changes stock and price at the supplier, and has all read again. */
    private void change(Surroundings surroundings, Product product) {
        round++;
        String fresh = String.valueOf(AliExpressCatalogue.RANGE_START + round);
        String known = imported.isEmpty() ? fresh : imported.iterator().next();
        surroundings.sandbox().trades().stock(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, "CN", stock());
        surroundings.sandbox().trades().price(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, cost());
        surroundings.jdbc().sql("INSERT INTO product_event (supplier, product_id, kind, at) VALUES ('alibaba', :product, 'PRICE_CHANGE',"
                + " dropship_now())").param("product", Catalogue.TRY_OUT).update();
        surroundings.jdbc().sql("UPDATE shop_catalog SET next_list_at = dropship_now()").update();
        surroundings.jdbc().sql("UPDATE supplier_product SET next_read_at = dropship_now()").update();
        assertThat(product.post("/api/imports", "{\"supplier\":\"aliexpress\",\"publish\":true,\"product_ids\":[\"" + String.join("\",\"",
                new TreeSet<>(Set.copyOf(List.of(fresh, known)))) + "\"]}")).isEqualTo(202);
        String search = "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"Earbuds\",\"limit\":2}}";
        assertThat(product.post("/api/imports", search)).isEqualTo(202);
        imported.add(fresh);
    }

    private int stock() {
        return 1_000 + round;
    }

    private BigDecimal cost() {
        return new BigDecimal(round % 2 == 0 ? "9.79" : "8.90");
    }

    private void awaitSettled(Surroundings surroundings) {
        await().atMost(Surroundings.PATIENCE).until(() -> {
            surroundings.moveToNextAttempt(OPEN);
            return surroundings.jdbc().sql("SELECT NOT EXISTS (" + OPEN + ")").query(Boolean.class).single();
        });
    }

    private void requireEverythingOnce(Surroundings surroundings) {
        assertThat(surroundings.jdbc().sql("SELECT concat_ws(' ', product_id, state, reason_code, reason) FROM import_product"
                + " WHERE state <> 'success'").query(String.class).list()).as("products that are not imported").isEmpty();
        imported.addAll(surroundings.jdbc().sql("SELECT DISTINCT product_id FROM import_product").query(String.class).list());
        assertThat(surroundings.sandbox().shops().products().all(SHOP)).as("products in the shop").hasSize(imported.size());
        assertThat(surroundings.jdbc().sql("SELECT count(DISTINCT shopify_id) FROM imported_product").query(Integer.class).single())
                .as("products that are known to stand there").isEqualTo(imported.size());
        JsonNode cup = surroundings.sandbox().shops().shelf().variant(SHOP, ShopifyShelf.CUP_VARIANT);
        assertThat(cup.get("quantity").asInt()).as("stock of round %d", round).isEqualTo(stock());
        assertThat(new BigDecimal(cup.get("cost").asText())).as("cost of round %d", round).isEqualByComparingTo(cost());
        assertThat(new BigDecimal(cup.get("price").asText())).as("price of round %d", round)
                .isEqualByComparingTo(round % 2 == 0 ? "43.89" : "39.90");
    }
}
