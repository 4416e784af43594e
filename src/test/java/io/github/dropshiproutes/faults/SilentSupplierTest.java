package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The supplier acts but does not answer, or answers what nobody can read: asked, never repeated blindly, paid once. */
@Tag("faults")
class SilentSupplierTest {

    private static final String CREATE = "/buynow/order/create";
    private static final String PAY = "/alibaba/dropshipping/order/pay";
    private static final String ORDER = "/alibaba/order/get";
    private static final String ORDERS = "/alibaba/order/list";
    private static final String PAY_RESULT = "/alibaba/order/pay/result/query";
    /** Longer than calls.timeout of {@link Walk}. */
    private static final Duration TOO_LATE = Duration.ofSeconds(4);
    /** Longer than each of settle.first-look, second-look and third-look. */
    private static final Duration LOOK = Duration.ofSeconds(125);

    private Walk walk;
    private ShopifySamples order;

    @BeforeEach
    void empty() {
        walk = Walk.shared();
        order = walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 2, "39.90");
    }

    static Stream<Arguments> waysToActAndSayNothing() {
        return Stream.of(
                Arguments.of("the answer is lost", fault(FaultAction.DROP_AFTER)),
                Arguments.of("the answer comes too late", late(FaultAction.LATE, TOO_LATE)),
                Arguments.of("the call is carried out after the connection broke", late(FaultAction.DELAYED_ACT, Duration.ofMillis(200))),
                Arguments.of("the answer breaks off", fault(FaultAction.TRUNCATE)),
                Arguments.of("the answer is garbage", fault(FaultAction.GARBAGE)),
                Arguments.of("a proxy answers 502", fault(FaultAction.STATUS_AFTER)));
    }

    static Stream<Arguments> waysNotToActAndSayNothing() {
        return Stream.of(
                Arguments.of("the connection breaks first", fault(FaultAction.DROP_BEFORE)),
                Arguments.of("the page of the blocked", fault(FaultAction.HTML)),
                Arguments.of("a proxy answers 502", fault(FaultAction.STATUS)));
    }

    private record At(FaultAction action, Duration seconds) {

        Fault of(String api) {
            return seconds == null ? Fault.at(api, action) : Fault.waiting(api, action, seconds);
        }
    }

    private static At fault(FaultAction action) {
        return new At(action, null);
    }

    private static At late(FaultAction action, Duration seconds) {
        return new At(action, seconds);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToActAndSayNothing")
    void anOrderThatWasCreatedIsFoundAndPaidOnce(String how, At silence) {
        walk.sandbox().faults().add(silence.of(CREATE));
        walk.send("orders/paid", order);

        walk.awaitPurchase("unknown");
        await().until(() -> walk.sandbox().ledger().created().size() == 1);
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        boughtOnceAfter(1, 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToActAndSayNothing")
    void aPaymentThatHappenedIsSeenAndNotMadeAgain(String how, At silence) {
        walk.sandbox().faults().add(silence.of(PAY));
        walk.send("orders/paid", order);

        walk.awaitPurchase("unknown");
        await().until(() -> walk.sandbox().ledger().paid().size() == 1);
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        boughtOnceAfter(1, 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysNotToActAndSayNothing")
    void anOrderThatWasNotCreatedIsLookedForThreeTimesBeforeItIsPlacedAgain(String how, At silence) {
        walk.sandbox().faults().add(silence.of(CREATE));
        walk.send("orders/paid", order);

        awaitLooks(0);
        walk.move(LOOK);
        awaitLooks(1);
        walk.move(LOOK);
        awaitLooks(2);
        assertThat(walk.sandbox().ledger().calls(CREATE)).hasSize(1);
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        assertThat(walk.sandbox().ledger().calls(CREATE)).extracting(call -> call.parameter("channel_refer_id"))
                .hasSize(2).containsOnly(String.valueOf(walk.purchase().get("reference")));
        assertThat(walk.sandbox().ledger().calls(ORDERS)).hasSize(3);
        boughtOnceAfter(2, 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysNotToActAndSayNothing")
    void aPaymentThatDidNotHappenIsAskedForThreeTimesBeforeItIsMadeAgain(String how, At silence) {
        walk.sandbox().faults().add(silence.of(PAY));
        walk.send("orders/paid", order);

        awaitLooks(0);
        walk.move(LOOK);
        awaitLooks(1);
        walk.move(LOOK);
        awaitLooks(2);
        assertThat(walk.sandbox().ledger().calls(PAY)).hasSize(1);
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        boughtOnceAfter(1, 2);
    }

    @Test
    void anOrderThatTheListHidesForTwoLooksIsFoundInTheThird() {
        walk.sandbox().faults().add(Fault.waiting(CREATE, FaultAction.HIDE, LOOK.multipliedBy(3).minusSeconds(1)));
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
        walk.send("orders/paid", order);

        awaitLooks(0);
        walk.move(LOOK);
        awaitLooks(1);
        walk.move(LOOK);
        awaitLooks(2);
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        boughtOnceAfter(1, 1);
    }

    @Test
    void ofTwoOrdersWithOneReferenceOneIsPaidAndTheOtherIsCancelled() {
        walk.sandbox().faults().add(Fault.waiting(CREATE, FaultAction.HIDE, Duration.ofHours(2)).repeated(2));
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER).repeated(2));
        walk.send("orders/paid", order);
        for (int look = 0; look < 3; look++) {
            awaitLooks(look);
            walk.move(LOOK);
        }
        await().until(() -> walk.sandbox().ledger().created().size() + " " + walk.purchases(), now -> now.startsWith("2 "));
        awaitLooks(0);
        // Both become visible, and the quote has grown old meanwhile.
        walk.move(Duration.ofHours(3));

        walk.awaitPurchase("paid");
        await().until(() -> walk.jdbc().sql("SELECT count(*) FROM trade WHERE role = 'surplus' AND closed_at IS NOT NULL")
                .query(Integer.class).single() == 1);
        Ledgers.requireEachBoughtOnce(walk.sandbox().ledger());
        assertThat(walk.sandbox().ledger().cancelled()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid().get(0).tradeId()).isNotEqualTo(walk.sandbox().ledger().cancelled().get(0).tradeId());
    }

    @Test
    void aDoubleThatIsClosedAlreadyIsNotCancelledForEver() {
        walk.sandbox().faults().add(Fault.waiting(CREATE, FaultAction.HIDE, Duration.ofHours(2)).repeated(2));
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER).repeated(2));
        walk.sandbox().faults().add(Fault.at("/alibaba/order/cancel", FaultAction.DROP_AFTER));
        walk.send("orders/paid", order);
        for (int look = 0; look < 3; look++) {
            awaitLooks(look);
            walk.move(LOOK);
        }
        await().until(() -> walk.sandbox().ledger().created().size() + " " + walk.purchases(), now -> now.startsWith("2 "));
        awaitLooks(0);
        walk.move(Duration.ofHours(3));
        walk.awaitPurchase("paid");
        await().until(() -> walk.sandbox().ledger().cancelled().size() == 1);

        walk.move(Duration.ofMinutes(1));

        await().until(() -> walk.jdbc().sql("SELECT count(*) FROM trade WHERE role = 'surplus' AND closed_at IS NOT NULL")
                .query(Integer.class).single() == 1);
    }

    @Test
    void anUnreadableListIsNoListWithoutTheOrder() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
        walk.sandbox().faults().add(Fault.at(ORDERS, FaultAction.STATUS).repeated(3 * 4));
        walk.send("orders/paid", order);
        walk.awaitPurchase("unknown");
        for (int look = 1; look <= 3; look++) {
            int asked = look;
            walk.move(LOOK);
            await().until(() -> walk.sandbox().ledger().calls(ORDERS).size() >= asked && walk.purchase().get("claimed_until") == null);
        }
        assertThat(walk.purchase()).containsEntry("state", "unknown").containsEntry("looks", 0);
        assertThat(walk.sandbox().ledger().calls(CREATE)).hasSize(1);
        walk.sandbox().faults().clear();
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        boughtOnceAfter(1, 1);
    }

    @Test
    void aPaymentAnsweredWithoutAWordIsUnknownUntilTheOrderCanBeRead() {
        walk.sandbox().faults().add(Fault.at(PAY, FaultAction.MISSING_VALUE));
        walk.sandbox().faults().add(Fault.at(ORDER, FaultAction.STATUS).afterSkipping(1).repeated(4));
        walk.send("orders/paid", order);

        walk.awaitPurchase("unknown");
        assertThat(walk.sandbox().ledger().calls(PAY)).hasSize(1);
        walk.sandbox().faults().clear();
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        boughtOnceAfter(1, 1);
    }

    @Test
    void aPaymentWhoseResultNobodySaysIsSettledByTheOrder() {
        walk.sandbox().faults().add(Fault.at(PAY, FaultAction.DROP_AFTER));
        walk.sandbox().faults().add(Fault.at(PAY_RESULT, FaultAction.MISSING_VALUE).always());
        walk.send("orders/paid", order);
        walk.awaitPurchase("unknown");
        walk.move(LOOK);

        walk.awaitPurchase("paid");
        boughtOnceAfter(1, 1);
    }

    @Test
    void anUnknownPaymentOfAFrozenOrderNeverBecomesASecondOrder() {
        walk.sandbox().faults().add(Fault.at(PAY, FaultAction.DROP_BEFORE));
        walk.sandbox().faults().add(Fault.at(PAY_RESULT, FaultAction.MISSING_VALUE).always());
        walk.send("orders/paid", order);
        String trade = String.valueOf(walk.awaitPurchase("unknown").get("pay_url")).replaceAll(".*=", "");
        walk.sandbox().trades().force(trade, "frozen");
        walk.move(LOOK);
        walk.awaitPurchase("held");

        walk.call("POST", "/api/orders/" + walk.purchase().get("id") + "/retry", "");
        walk.awaitQuiet();
        for (int look = 0; look < 4; look++) {
            walk.move(LOOK);
            walk.awaitQuiet();
        }

        assertThat(walk.sandbox().ledger().calls(CREATE)).hasSize(1);
        assertThat(walk.sandbox().ledger().paid()).isEmpty();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    private void awaitLooks(int looks) {
        await().until(() -> walk.purchase(), purchase -> purchase.get("state").equals("unknown")
                && purchase.get("looks").equals(looks) && purchase.get("claimed_until") == null);
    }

    private void boughtOnceAfter(int creates, int pays) {
        walk.awaitQuiet();
        Ledgers.requireEachBoughtOnce(walk.sandbox().ledger());
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().calls(CREATE)).hasSize(creates);
        assertThat(walk.sandbox().ledger().calls(PAY)).hasSize(pays);
    }
}
