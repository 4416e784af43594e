package io.github.dropshiproutes.faults;

import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** One order that walks through a {@link Scenario}. */
final class ScenarioRun {

    /** A webhook that was not acknowledged; its sender delivers it again, as Shopify does. */
    record Delivery(Map<String, String> headers, byte[] body) {
    }

    private final Surroundings surroundings;
    private final Product product;
    private final ShopifySamples order;
    private final BooleanSupplier enough;
    private final List<Delivery> unacknowledged = new ArrayList<>();
    private boolean sent;

    private ScenarioRun(Surroundings surroundings, Product product, BooleanSupplier enough) {
        this.surroundings = surroundings;
        this.product = product;
        this.order = surroundings.order();
        this.enough = enough;
    }

    /**
     * Plays a scenario with a new order.
     *
     * @param enough ends it early
     * @return the webhooks nobody acknowledged
     */
    static List<Delivery> play(Scenario scenario, Surroundings surroundings, Product product, BooleanSupplier enough) {
        ScenarioRun run = new ScenarioRun(surroundings, product, enough);
        for (Scenario.Turn turn : scenario.turns()) {
            run.awaitUnlessEnough(scenario, () -> turn.due().test(run));
            if (enough.getAsBoolean()) {
                break;
            }
            turn.act().accept(run);
        }
        if (scenario.isBought() && run.sent) {
            surroundings.mustBeBought(run.order);
        }
        run.awaitUnlessEnough(scenario, surroundings::settled);
        return run.unacknowledged;
    }

    private void awaitUnlessEnough(Scenario scenario, BooleanSupplier condition) {
        await(scenario.toString()).atMost(Surroundings.PATIENCE).until(() -> {
            if (enough.getAsBoolean() || condition.getAsBoolean()) {
                return true;
            }
            surroundings.moveToNextAttempt("""
                    SELECT next_attempt_at, claimed_until FROM purchase WHERE order_id = '%1$d'
                        AND state IN ('planned', 'quoted', 'placing', 'placed', 'paying', 'unknown')
                    UNION ALL SELECT next_attempt_at, claimed_until FROM shopify_order WHERE order_id = '%1$d' AND replan
                    UNION ALL SELECT f.next_attempt_at, f.claimed_until FROM fulfilment AS f JOIN purchase ON id = purchase_id
                        WHERE order_id = '%1$d' AND f.state IN ('due', 'writing', 'unknown')
                    UNION ALL SELECT next_attempt_at, claimed_until FROM inbox WHERE state = 'new'""".formatted(order.id()));
            return false;
        });
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** @return the order as it will be sent next */
    ShopifySamples order() {
        return order;
    }

    /** Sends the order as it is now. */
    void send(String topic) {
        send(topic, order.body());
    }

    /** Sends a webhook and waits for the answer, unless its process stops before. */
    void send(String topic, byte[] body) {
        surroundings.sandbox().shops().take(SandboxOptions.SHOP, body);
        Delivery delivery = new Delivery(
                ShopifySamples.headers(topic, SandboxOptions.SHOP, SandboxOptions.SHOPIFY_WEBHOOK_SECRET, body), body);
        unacknowledged.add(delivery);
        sent = true;
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> product.send(delivery.headers(), body));
        await().atMost(Surroundings.PATIENCE).until(() -> answer.isDone() || enough.getAsBoolean());
        if (answer.isDone() && answer.join() == 200) {
            unacknowledged.remove(delivery);
        }
    }

    /** A person lets the order's only purchase go on at the price it has. */
    void approve() {
        String id = surroundings.jdbc().sql("SELECT id FROM purchase WHERE order_id = :order").param("order", String.valueOf(order.id()))
                .query(String.class).single();
        int status = product.post("/api/orders/" + id + "/approve");
        if (status != 200) {
            throw new IllegalStateException("approve is answered by " + status);
        }
    }

    boolean isEachPurchase(String state) {
        List<String> states = surroundings.jdbc().sql("SELECT state FROM purchase WHERE order_id = :order")
                .param("order", String.valueOf(order.id())).query(String.class).list();
        return !states.isEmpty() && states.stream().allMatch(state::equals);
    }

    /** @return the supplier's number of the order's only purchase */
    String tradeId() {
        return surroundings.jdbc().sql("SELECT trade_id FROM trade JOIN purchase ON id = purchase_id WHERE order_id = :order AND role = 'kept'")
                .param("order", String.valueOf(order.id())).query(String.class).single();
    }
}
