package io.github.dropshiproutes.faults;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.PrivacyRequests;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** The ways an order can walk; together they come past every failpoint of the routes. */
final class Scenarios {

    /** Longer than the lease of {@link CrashTest}. */
    static final Duration PAST_THE_LEASE = Duration.ofSeconds(41);

    private static final String CREATE = "/buynow/order/create";
    private static final String PAY = "/alibaba/dropshipping/order/pay";
    private static final String PAY_RESULT = "/alibaba/order/pay/result/query";
    private static final String ORDER = "/alibaba/order/get";
    private static final String ORDERS = "/alibaba/order/list";
    private static final String CANCEL = "/alibaba/order/cancel";
    private static final String FREIGHT = "/order/freight/calculate";
    private static final String SHOP_ORDER = "/shopify/OrderNow";
    private static final String FULFIL = "/shopify/FulfillmentCreate";
    private static final String TELL = "/shopify/FulfillmentEventCreate";
    private static final String AE_CREATE = "aliexpress.ds.order.create";
    private static final String REFRESH = "/auth/token/refresh";
    private static final BigDecimal DAILY = new BigDecimal("2000000");

    private Scenarios() {
    }

    /**
     * All of them. The first that passes a failpoint is played again to stop there, so what some come past by chance (two purchases of
     * one order walk at once) stands behind what comes there for certain.
     */
    static List<Scenario> all() {
        return List.of(
                Scenario.of("bought and delivered", ordinary()).when("paid", run -> run.surroundings().move(Duration.ofSeconds(62)))
                        .when("delivered", run -> { }),
                Scenario.of("fulfilled without an answer", ordinary(Fault.at(FULFIL, FaultAction.DROP_AFTER)))
                        .when("paid", run -> run.surroundings().move(Duration.ofSeconds(62))).when(Scenarios::isWrittenBack, run -> { }),
                Scenario.of("not fulfilled, without an answer", ordinary(Fault.at(FULFIL, FaultAction.DROP_BEFORE)))
                        .when("paid", run -> run.surroundings().move(Duration.ofSeconds(62))).when(Scenarios::isWrittenBack, run -> { }),
                Scenario.of("fulfilled only when asked again, and told of without an answer", ordinary(
                        Fault.code(FULFIL, "x", null).withReasonCode("not today"), Fault.code(FULFIL, "NOBODY_KNOWS", "?"),
                        Fault.at(TELL, FaultAction.DROP_AFTER)))
                        .when("paid", run -> run.surroundings().move(Duration.ofSeconds(62))).when(Scenarios::isWrittenBack, run -> { }),
                Scenario.of("on hold in the shop", ordinary()).when("paid", run -> {
                    run.surroundings().sandbox().shops().hold(SandboxOptions.SHOP, String.valueOf(run.order().id()), "a closer look");
                    run.surroundings().move(Duration.ofSeconds(62));
                }).when(run -> count(run, "SELECT count(*) FROM fulfilment JOIN purchase ON id = purchase_id WHERE fulfilment.state = 'held'"
                        + " AND order_id = '" + run.order().id() + "'") > 0, run -> { }),
                Scenario.of("written back, and the database does not keep it", run -> {
                    ordinary().accept(run);
                    fail(run, "fulfilment");
                }).when(run -> count(run, "SELECT count(*) FROM fulfilment JOIN purchase ON id = purchase_id WHERE fulfilment.attempts > 0"
                        + " AND order_id = '" + run.order().id() + "'") > 0, Scenarios::mend),
                Scenario.of("created without an answer", ordinary(Fault.at(CREATE, FaultAction.DROP_AFTER))),
                Scenario.of("not created, without an answer", ordinary(Fault.at(CREATE, FaultAction.DROP_BEFORE))),
                Scenario.of("created without an answer, and no list either", ordinary(Fault.at(CREATE, FaultAction.DROP_AFTER),
                        Fault.at(ORDERS, FaultAction.STATUS).repeated(4))),
                Scenario.of("created twice", ordinary(Fault.waiting(CREATE, FaultAction.HIDE, Duration.ofMinutes(15)).repeated(2),
                                Fault.at(CREATE, FaultAction.DROP_AFTER).repeated(2)))
                        .when(run -> createdTwice(run) && run.isEachPurchase("unknown"), run -> run.surroundings().move(Duration.ofMinutes(15))),
                Scenario.of("created, and answered after the lease", ordinary(Fault.waiting(CREATE, FaultAction.LATE, Duration.ofSeconds(2))))
                        .when("placing", run -> run.surroundings().move(PAST_THE_LEASE)),
                Scenario.of("paid without an answer", ordinary(Fault.at(PAY, FaultAction.DROP_AFTER))),
                Scenario.of("not paid, without an answer", ordinary(Fault.at(PAY, FaultAction.DROP_BEFORE))),
                Scenario.of("paid without an answer, and nobody says how", ordinary(Fault.at(PAY, FaultAction.DROP_AFTER),
                        Fault.at(PAY_RESULT, FaultAction.MISSING_VALUE))),
                Scenario.of("paid after the lease", ordinary(Fault.waiting(PAY, FaultAction.DELAY, Duration.ofSeconds(2))))
                        .when("paying", run -> run.surroundings().move(PAST_THE_LEASE)),
                Scenario.of("not paid, and told so without a word", ordinary(Fault.at(PAY, FaultAction.STATUS).withHttpStatus(200)
                        .withBody("{\"code\":\"0\",\"request_id\":\"1\",\"value\":{}}"))),
                Scenario.of("paid slowly", ordinary(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofSeconds(10)))),
                Scenario.of("paid slowly, and only the order says so", ordinary(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofSeconds(90)),
                        Fault.at(PAY, FaultAction.DROP_AFTER), Fault.at(PAY_RESULT, FaultAction.MISSING_VALUE))),
                Scenario.of("paid by hand", ordinary(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "pay by hand once")))
                        .when("held", run -> {
                            run.surroundings().sandbox().trades().payByHand(run.tradeId());
                            run.surroundings().move(Duration.ofSeconds(31));
                        }).when(run -> !run.isEachPurchase("held"), run -> { }).mayEndUnbought(),
                Scenario.of("dearer than quoted, then cancelled", ordinary(Fault.price(BigDecimal.TEN))).when("held", Scenarios::cancel)
                        .when("cancelled", run -> { }).mayEndUnbought(),
                Scenario.of("paid by hand while it is cancelled", ordinary(Fault.price(BigDecimal.TEN)))
                        .when("held", run -> {
                            run.surroundings().sandbox().trades().payByHand(run.tradeId());
                            cancel(run);
                        }).mayEndUnbought(),
                Scenario.of("paid by hand and approved", ordinary(Fault.price(BigDecimal.TEN))).when("held", run -> {
                    run.surroundings().sandbox().trades().payByHand(run.tradeId());
                    run.approve();
                }),
                Scenario.of("not to be cancelled", ordinary(Fault.price(BigDecimal.TEN),
                        Fault.code(CANCEL, "987654", "no cancelling today").always())).when("held", Scenarios::cancel).mayEndUnbought(),
                Scenario.of("throttled", ordinary(Fault.waiting(CREATE, FaultAction.THROTTLE, Duration.ofSeconds(5)))),
                Scenario.of("refused until nobody tries any more", ordinary(Fault.code(FREIGHT, "IllegalTimestamp", "refused").always()))
                        .when("held", run -> { }).mayEndUnbought(),
                Scenario.of("refused for good", ordinary(Fault.code(CREATE, "800022", "refused"))).when("held", run -> { }).mayEndUnbought(),
                Scenario.of("refused by a code nobody knows", ordinary(Fault.code(CREATE, "987654", "refused"))).when("held", run -> { })
                        .mayEndUnbought(),
                Scenario.of("quoted again", ordinary(Fault.code(CREATE, "10010", "no route"))),
                Scenario.of("sent from elsewhere", with(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU, 1, "39.90",
                        Fault.code(CREATE, "130703", "sold out"))),
                Scenario.of("split by company", run -> {
                    run.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90")
                            .line(ShopifySamples.alibabaSku(Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU), 2, "39.90");
                    run.send("orders/paid");
                }),
                Scenario.of("split by amount", run -> {
                    run.order().line(ShopifySamples.alibabaSku(Catalogue.GRAND, Catalogue.GRAND_SKU), 2, "2999.00")
                            .line(ShopifySamples.alibabaSku(Catalogue.GRAND, Catalogue.GRAND_SKU), 1, "2999.00");
                    run.send("orders/paid");
                }).mayEndUnbought(),
                Scenario.of("split by country", run -> {
                    run.order().line(ShopifySamples.alibabaSku(Catalogue.CN_ONLY, Catalogue.CN_ONLY_SKU), 1, "39.90")
                            .line(ShopifySamples.alibabaSku(Catalogue.US_ONLY, Catalogue.US_ONLY_SKU), 1, "39.90");
                    run.send("orders/paid");
                }),
                Scenario.of("too large, says the supplier", ordinary(Fault.code(CREATE, "480006", "too much"))).when("held", run -> { })
                        .mayEndUnbought(),
                Scenario.of("bought at AliExpress, paid by hand", aliExpress(false)).when("held", run -> {
                    payAllByHand(run);
                    run.surroundings().move(Duration.ofSeconds(31));
                }).when("delivered", run -> { }),
                Scenario.of("bought and paid by the create call", aliExpress(true)),
                Scenario.of("bought at AliExpress without an answer, answered by the same number", aliExpress(true,
                        Fault.at(AE_CREATE, FaultAction.DROP_AFTER))),
                Scenario.of("not bought at AliExpress, without an answer", aliExpress(true,
                        Fault.at(AE_CREATE, FaultAction.DROP_BEFORE))),
                Scenario.of("bought at AliExpress without an answer, told of by a push", aliExpress(true,
                        Fault.at(AE_CREATE, FaultAction.DROP_AFTER))).when("unknown", Scenarios::tell),
                Scenario.of("bought at AliExpress without an answer, and buying is stopped meanwhile", aliExpress(true,
                        Fault.at(AE_CREATE, FaultAction.DROP_AFTER))).when("unknown", run -> allow(run, false))
                        .when(run -> count(run, "SELECT count(*) FROM purchase WHERE what LIKE '%not sent once more yet' AND order_id = '"
                                + run.order().id() + "'") > 0, Scenarios::mend),
                Scenario.of("bought at AliExpress without an answer, and the repetition is refused", run -> {
                    run.surroundings().sandbox().aliExpress().refuseRepeats(true);
                    aliExpress(false, Fault.at(AE_CREATE, FaultAction.DROP_AFTER)).accept(run);
                }).when("held", run -> {
                    run.surroundings().sandbox().aliExpress().refuseRepeats(false);
                    List<LedgerEntry> made = run.surroundings().sandbox().ledger().created("aliexpress");
                    run.surroundings().sandbox().aliExpress().trades().close(made.get(made.size() - 1).tradeId());
                }).mayEndUnbought(),
                Scenario.of("bought as several orders", run -> {
                    run.surroundings().sandbox().aliExpress().autoPay(true);
                    run.order().line("aliexpress:" + AliExpressCatalogue.GUIDE + ":" + AliExpressCatalogue.GUIDE_BLUE, 1, "39.90")
                            .line("aliexpress:" + AliExpressCatalogue.OTHER_STORE + ":" + AliExpressCatalogue.OTHER_STORE_ATTR, 1, "39.90");
                    run.send("orders/paid");
                }),
                Scenario.of("bought at both suppliers", run -> {
                    run.surroundings().sandbox().aliExpress().autoPay(true);
                    run.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90")
                            .line("aliexpress:" + AliExpressCatalogue.GUIDE + ":" + AliExpressCatalogue.GUIDE_BLUE, 1, "39.90");
                    run.send("orders/paid");
                }),
                // Counted under another number than it is ordered by, so only what is bought too often is looked for.
                Scenario.of("bought at AliExpress under the number of the United States", run -> {
                    run.surroundings().sandbox().aliExpress().autoPay(true);
                    run.order().line("aliexpress:" + AliExpressCatalogue.US_NUMBER + ":" + AliExpressCatalogue.US_NUMBER_ATTR, 1, "39.90");
                    run.send("orders/paid");
                }).mayEndUnbought(),
                Scenario.of("bought at AliExpress dearer than quoted", run -> {
                    run.surroundings().sandbox().aliExpress().autoPay(true);
                    run.order().line("aliexpress:" + AliExpressCatalogue.HIDDEN_TAX + ":" + AliExpressCatalogue.HIDDEN_TAX_ATTR, 1, "39.90");
                    run.send("orders/paid");
                }),
                Scenario.of("not wanted any more at AliExpress, and cancelled by hand", aliExpress(false)).when("held", Scenarios::cancel)
                        .when(run -> count(run, "SELECT count(*) FROM purchase WHERE reason_code = 'CANCEL_BY_HAND' AND order_id = '"
                                + run.order().id() + "'") > 0, run -> {
                            run.surroundings().sandbox().aliExpress().trades().close(run.tradeId());
                            run.surroundings().move(Duration.ofSeconds(31));
                        }).when("cancelled", run -> { }).mayEndUnbought(),
                Scenario.of("stopped and allowed again", run -> {
                    allow(run, false);
                    ordinary().accept(run);
                }).when("held", run -> allow(run, true)),
                Scenario.of("changed in the shop while it was stopped, and no webhook says so", run -> {
                    allow(run, false);
                    ordinary().accept(run);
                }).when("held", run -> {
                    run.surroundings().sandbox().shops().take(SandboxOptions.SHOP,
                            run.order().addressField("address1", "77 Elsewhere Street").json());
                    allow(run, true);
                }),
                Scenario.of("bought from the next supplier", nextSupplier(Fault.code(FREIGHT, "400007", "no EPR number"), 1)).mayEndUnbought(),
                Scenario.of("sold out in each country, and bought from the next supplier", nextSupplier(Fault.code(FREIGHT, "130703", "sold out"),
                        3)).mayEndUnbought(),
                Scenario.of("not to be read in the shop at first", ordinary(Fault.code(SHOP_ORDER, "ACCESS_DENIED", "no access")))
                        .when("held", run -> run.surroundings().jdbc()
                                .sql("UPDATE shop SET mended_at = dropship_now() + interval '1 second'").update()),
                Scenario.of("bought, and the customer asks what is known", run -> {
                    ordinary().accept(run);
                    run.send("customers/data_request", PrivacyRequests.of(run.order()));
                }).mayEndUnbought(),
                Scenario.of("stopped until its quote is old", run -> {
                    allow(run, false);
                    ordinary().accept(run);
                }).when("held", run -> {
                    run.surroundings().move(Duration.ofMinutes(31));
                    allow(run, true);
                }),
                Scenario.of("beyond the limit of the day", run -> {
                    spend(run.surroundings(), DAILY);
                    ordinary().accept(run);
                }).when("held", run -> spend(run.surroundings(), DAILY.negate())),
                Scenario.of("changed while it was stopped, and not planned yet", run -> {
                    allow(run, false);
                    ordinary().accept(run);
                }).when("held", run -> {
                    fail(run, "shopify_order_line");
                    run.send("orders/updated");
                }).when(Scenarios::isPlannedInVain, run -> allow(run, true)).when(run -> left(run, "quoted"), Scenarios::mend),
                Scenario.of("changed before it was paid, and not planned yet", ordinary(Fault.price(BigDecimal.TEN))).when("held", run -> {
                    fail(run, "shopify_order_line");
                    run.send("orders/updated");
                }).when(Scenarios::isPlannedInVain, ScenarioRun::approve).when(run -> left(run, "placed"), Scenarios::mend),
                Scenario.of("read in vain at first", run -> {
                    fail(run, "shopify_order");
                    ordinary().accept(run);
                }).when(run -> count(run, "SELECT count(*) FROM inbox WHERE state = 'new' AND attempts > 0") > 0, Scenarios::mend),
                Scenario.of("placed, and the database does not keep it", run -> {
                    fail(run, "trade");
                    ordinary().accept(run);
                }).when("unknown", Scenarios::mend),
                Scenario.of("no order at all", run -> run.send("orders/paid", "{".getBytes(StandardCharsets.UTF_8))).mayEndUnbought(),
                Scenario.of("edited", run -> {
                    ordinary().accept(run);
                    run.send("orders/edited", ("{\"order_edit\":{\"id\":%d,\"order_id\":%d,\"created_at\":\"%s\",\"line_items\":"
                            + "{\"additions\":[{\"id\":%d,\"delta\":1}],\"removals\":[]}}}").formatted(run.order().id() + 7, run.order().id(), later(run),
                            lineId(run)).getBytes(StandardCharsets.UTF_8));
                }).mayEndUnbought(),
                Scenario.of("refunded", run -> {
                    ordinary().accept(run);
                    refund(run);
                }).mayEndUnbought(),
                Scenario.of("refunded once it is paid, and sent all the same", ordinary()).when("paid", Scenarios::refund)
                        .when("held", run -> run.surroundings().move(Duration.ofSeconds(62))).when("delivered", run -> { }).mayEndUnbought(),
                Scenario.of("paid, and the supplier cannot be asked", ordinary()).when("paid", run -> {
                    run.surroundings().sandbox().faults().add(Fault.at(ORDER, FaultAction.STATUS).when("e_trade_id", run.tradeId()));
                    run.surroundings().move(Duration.ofSeconds(62));
                }).when(run -> count(run, "SELECT count(*) FROM purchase WHERE state = 'paid' AND attempts > 0 AND order_id = '"
                        + run.order().id() + "'") > 0, run -> { }),
                Scenario.of("closed by the supplier, and the shop hears of it", run -> {
                    run.surroundings().jdbc().sql("UPDATE shop SET on_supplier_cancel = 'hold'").update();
                    ordinary().accept(run);
                }).when("paid", run -> {
                    run.surroundings().sandbox().trades().force(run.tradeId(), "trade_close");
                    run.surroundings().move(Duration.ofSeconds(62));
                }).when(run -> count(run, "SELECT count(*) FROM fulfilment JOIN purchase ON id = purchase_id WHERE fulfilment.state = 'on_hold'"
                        + " AND order_id = '" + run.order().id() + "'") > 0, run -> { }).mayEndUnbought(),
                Scenario.of("one of two products bought from the next supplier", Scenarios::nextSupplierOfOne).mayEndUnbought(),
                Scenario.of("bought with a token that is due", run -> {
                    run.surroundings().jdbc().sql("UPDATE account SET refresh_at = dropship_now()").update();
                    ordinary().accept(run);
                }).when(run -> count(run, "SELECT count(*) FROM account WHERE refresh_at <= dropship_now()") == 0, run -> { }).endsTheProcess(),
                Scenario.of("bought with a token that is refused", run -> {
                    run.surroundings().sandbox().tokens().expireAccessToken();
                    ordinary().accept(run);
                }).endsTheProcess(),
                Scenario.of("bought by an account that must be connected again", run -> {
                    run.surroundings().sandbox().tokens().expireAccessToken();
                    ordinary(Fault.code(REFRESH, "IllegalRefreshToken", "refused").always()).accept(run);
                }).when("held", Scenarios::mend).endsTheProcess());
    }

    /** Takes away whatever goes wrong. */
    static void mend(Surroundings surroundings) {
        surroundings.sandbox().faults().clear();
        surroundings.sandbox().aliExpress().refuseRepeats(false);
        surroundings.jdbc().sql("DELETE FROM buying").update();
        surroundings.jdbc().sql("DELETE FROM failing").update();
        surroundings.jdbc().sql("UPDATE account SET state = 'connected' WHERE state <> 'connected'").update();
        surroundings.jdbc().sql("UPDATE shop SET on_supplier_cancel = 'nothing'").update();
        surroundings.jdbc().sql("UPDATE spend_day SET amount = amount - :fake WHERE amount >= :fake").param("fake", DAILY).update();
    }

    /** Lets inserts fail into tables whose name stands in the table {@code failing}. */
    static void prepare(Surroundings surroundings) {
        surroundings.jdbc().sql("CREATE TABLE failing (name text NOT NULL)").update();
        surroundings.jdbc().sql("""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT 1 FROM failing WHERE name = TG_TABLE_NAME) THEN RAISE EXCEPTION 'the disk is full'; END IF;
                    RETURN NEW;
                END $$""").update();
        for (String table : List.of("shopify_order", "shopify_order_line", "trade")) {
            surroundings.jdbc().sql("CREATE TRIGGER failing BEFORE INSERT ON " + table + " FOR EACH ROW EXECUTE FUNCTION fail()").update();
        }
        surroundings.jdbc().sql("CREATE TRIGGER failing BEFORE UPDATE OF written ON fulfilment FOR EACH ROW EXECUTE FUNCTION fail()").update();
    }

    private static Consumer<ScenarioRun> nextSupplier(Fault fault, int times) {
        return run -> {
            link(run, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1);
            link(run, Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU, 2);
            run.surroundings().sandbox().faults().add(fault.when("product_id", Catalogue.TRY_OUT).repeated(times));
            run.order().line("next-" + run.order().id(), 1, "59.90");
            run.send("orders/paid");
        };
    }

    /** Of two products of one supplier only one cannot be had there. */
    private static void nextSupplierOfOne(ScenarioRun run) {
        link(run, Catalogue.OFFLINE, Catalogue.OFFLINE_SKU, 1);
        link(run, Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU, 2);
        run.order().line("next-" + run.order().id(), 1, "59.90")
                .line(ShopifySamples.alibabaSku(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU), 1, "49.90");
        run.send("orders/paid");
    }

    private static void link(ScenarioRun run, String product, String sku, int priority) {
        run.surroundings().jdbc().sql("""
                INSERT INTO product_link (shop, sku, supplier, product_id, sku_id, priority)
                VALUES (:shop, :sku, 'alibaba', :product, :skuId, :priority) ON CONFLICT DO NOTHING""")
                .param("shop", SandboxOptions.SHOP).param("sku", "next-" + run.order().id()).param("product", product).param("skuId", sku)
                .param("priority", priority).update();
    }

    /** @return a time after the order's own; both are told in whole seconds */
    private static Instant later(ScenarioRun run) {
        return run.surroundings().now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    }

    private static void mend(ScenarioRun run) {
        mend(run.surroundings());
    }

    private static Consumer<ScenarioRun> ordinary(Fault... faults) {
        return with(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "39.90", faults);
    }

    private static Consumer<ScenarioRun> with(String product, String sku, int quantity, String price, Fault... faults) {
        return run -> {
            List.of(faults).forEach(run.surroundings().sandbox().faults()::add);
            run.order().line(ShopifySamples.alibabaSku(product, sku), quantity, price);
            run.send("orders/paid");
        };
    }

    /** @param pays whether AliExpress lets the create call pay; else a person has to */
    private static Consumer<ScenarioRun> aliExpress(boolean pays, Fault... faults) {
        return run -> {
            run.surroundings().sandbox().aliExpress().autoPay(pays);
            List.of(faults).forEach(run.surroundings().sandbox().faults()::add);
            run.order().line("aliexpress:" + AliExpressCatalogue.GUIDE + ":" + AliExpressCatalogue.GUIDE_BLUE, 1, "39.90");
            run.send("orders/paid");
        };
    }

    private static void payAllByHand(ScenarioRun run) {
        run.surroundings().jdbc().sql("SELECT trade_id FROM trade JOIN purchase ON id = purchase_id WHERE order_id = :order AND role = 'kept'")
                .param("order", String.valueOf(run.order().id())).query(String.class).list()
                .forEach(run.surroundings().sandbox().aliExpress().trades()::payByHand);
    }

    /** What a push would tell: orders that no purchase owns. */
    private static void tell(ScenarioRun run) {
        run.surroundings().sandbox().ledger().created("aliexpress").forEach(created -> run.surroundings().jdbc().sql("""
                INSERT INTO foreign_trade (supplier, environment, trade_id, account_id, status, source)
                SELECT p.supplier, p.environment, :trade, p.account_id, 'OrderCreated', 'push' FROM purchase AS p
                WHERE p.order_id = :order AND NOT EXISTS (SELECT FROM trade AS t WHERE t.trade_id = :trade)
                ON CONFLICT DO NOTHING""").param("trade", created.tradeId()).param("order", String.valueOf(run.order().id())).update());
    }

    private static void cancel(ScenarioRun run) {
        run.order().cancelledAt(run.surroundings().now()).updatedAt(run.surroundings().now().plusSeconds(1));
        run.send("orders/cancelled");
    }

    private static void refund(ScenarioRun run) {
        run.send("refunds/create", ("{\"id\":%d,\"order_id\":%d,\"created_at\":\"%s\",\"refund_line_items\":"
                + "[{\"line_item_id\":%d,\"quantity\":1}]}").formatted(run.order().id() + 8, run.order().id(), later(run), lineId(run))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void allow(ScenarioRun run, boolean allowed) {
        run.surroundings().jdbc().sql("""
                INSERT INTO buying (scope, allowed) VALUES ('all', :allowed)
                ON CONFLICT (scope) DO UPDATE SET allowed = EXCLUDED.allowed""").param("allowed", allowed).update();
    }

    private static void fail(ScenarioRun run, String table) {
        run.surroundings().jdbc().sql("INSERT INTO failing VALUES (:table)").param("table", table).update();
    }

    private static void spend(Surroundings surroundings, BigDecimal amount) {
        surroundings.jdbc().sql("""
                INSERT INTO spend_day (day, amount) VALUES ((dropship_now() AT TIME ZONE 'UTC')::date, :amount)
                ON CONFLICT (day) DO UPDATE SET amount = spend_day.amount + :amount""").param("amount", amount).update();
    }

    private static boolean createdTwice(ScenarioRun run) {
        return run.surroundings().sandbox().ledger().created("alibaba").stream()
                .filter(created -> created.text("properties").contains(String.valueOf(run.order().id()))).count() == 2;
    }

    private static boolean isWrittenBack(ScenarioRun run) {
        return count(run, "SELECT count(*) FROM fulfilment JOIN purchase ON id = purchase_id WHERE fulfilment.state = 'fulfilled'"
                + " AND order_id = '" + run.order().id() + "'") > 0;
    }

    private static boolean isPlannedInVain(ScenarioRun run) {
        return count(run, "SELECT count(*) FROM shopify_order WHERE replan AND attempts > 0 AND order_id = '" + run.order().id() + "'") > 0;
    }

    /** @return whether the order's purchase waits in that state for a later time */
    private static boolean left(ScenarioRun run, String state) {
        return count(run, "SELECT count(*) FROM purchase WHERE state = '" + state + "' AND claimed_until IS NULL"
                + " AND next_attempt_at > dropship_now() AND order_id = '" + run.order().id() + "'") > 0;
    }

    private static int count(ScenarioRun run, String sql) {
        return run.surroundings().jdbc().sql(sql).query(Integer.class).single();
    }

    private static long lineId(ScenarioRun run) {
        return run.order().json().get("line_items").get(0).get("id").asLong();
    }
}
