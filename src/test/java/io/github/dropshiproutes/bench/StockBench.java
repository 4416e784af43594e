package io.github.dropshiproutes.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Synchronises the stock of many variants of one shop against the strict sandbox, from the first page to the last stock that is set,
 * and prints which share of the shop's points was spent meanwhile. Usage: {@code StockBench [variants] [points a second]}.
 */
public final class StockBench {

    private static final int BUCKET = 10_000;
    private static final double LEAST = 0.9;
    private static final String READ = "aliexpress.ds.product.get";

    private StockBench() {
    }

    public static void main(String[] args) throws Exception {
        int variants = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        boolean good;
        try (Walk walk = Walk.started(Map.of("aliexpress.budgets.standard", "0", "walk.lease", "120s", "walk.lease-margin", "15s"))) {
            walk.reset();
            good = run(walk, variants, rate);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean run(Walk walk, int variants, int rate) throws InterruptedException {
        fill(walk, variants);
        walk.sandbox().shopify().plan(BUCKET, rate);
        // An empty bucket: what is spent is what comes back while the clock runs.
        walk.sandbox().shopify().drain(SandboxOptions.SHOP, BUCKET);
        int before = walk.sandbox().ledger().entries().size();
        long start = System.nanoTime();
        walk.jdbc().sql("UPDATE shop_catalog SET next_list_at = dropship_now()").update();
        awaitSettled(walk, variants);
        double seconds = (System.nanoTime() - start) / 1e9;

        List<LedgerEntry> calls = walk.sandbox().ledger().entries().stream().skip(before).filter(entry -> entry.kind().equals("call")).toList();
        long spent = calls.stream().filter(call -> call.api().startsWith("/shopify/") && !call.code().equals("THROTTLED"))
                .mapToLong(call -> call.data().path("cost").asLong()).sum();
        Map<String, Integer> reads = new HashMap<>();
        calls.stream().filter(call -> call.api().equals(READ)).forEach(call -> reads.merge(call.parameter("product_id"), 1, Integer::sum));
        boolean once = reads.values().stream().allMatch(times -> times == 1);
        double ratio = spent / (seconds * rate);
        System.out.printf("%d variants of %d supplier products in %.1f s; %d points spent of %.0f that came back at %d a second%n", variants,
                reads.size(), seconds, spent, seconds * rate, rate);
        System.out.printf("calls: %d pages, %d that set stock, %d refused for want of points%n", count(calls, "/shopify/ProductVariants"),
                count(calls, "/shopify/InventorySetQuantities"), calls.stream().filter(call -> call.code().equals("THROTTLED")).count());
        System.out.printf("ratio %.3f (at least %.2f); every supplier product read once: %s%n", ratio, LEAST, once);
        return ratio >= LEAST && once;
    }

    private static long count(List<LedgerEntry> calls, String api) {
        return calls.stream().filter(call -> call.api().equals(api) && !call.code().equals("THROTTLED")).count();
    }

    /** Products of up to 50 variants, each linked by its SKU to one of the plain products that AliExpress has in the sandbox. */
    private static void fill(Walk walk, int variants) {
        ObjectMapper json = new ObjectMapper();
        for (int first = 0; first < variants; first += 50) {
            ObjectNode product = json.createObjectNode().put("id", String.valueOf(500_000 + first));
            ArrayNode list = product.putArray("variants");
            for (int n = first; n < Math.min(variants, first + 50); n++) {
                long supplier = AliExpressCatalogue.RANGE_START + 1 + n % AliExpressCatalogue.RANGE;
                list.addObject().put("id", String.valueOf(7_000_000 + n)).put("sku", "aliexpress:" + supplier + ":14:193#Blue")
                        .put("price", "39.90").put("cost", cost(n)).put("quantity", 1);
            }
            walk.sandbox().shops().shelf().put(SandboxOptions.SHOP, product);
        }
    }

    /** As the sandbox's catalogue has it, so that stock alone is to be set. */
    private static String cost(int n) {
        int number = 1 + n % AliExpressCatalogue.RANGE;
        int cents = 499 + number / 6 % 20 * 125;
        return cents / 100 + "." + String.format("%02d", cents % 100);
    }

    private static void awaitSettled(Walk walk, int variants) throws InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleWithFixedDelay(() -> {
                if (walk.jdbc().sql("SELECT count(*) FROM linked_variant WHERE shop_quantity = wanted_quantity").query(Integer.class).single()
                        >= variants) {
                    clock.shutdown();
                }
            }, 1, 1, TimeUnit.SECONDS);
            if (!clock.awaitTermination(Duration.ofMinutes(30).toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("not in line after half an hour");
            }
        } finally {
            clock.shutdownNow();
        }
    }
}
