package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the shop's order means for a purchase of two pieces that its supplier closed, without any shop. */
class ClosingStandingTest {

    private String wish = "cancel";
    private String position = "closed";
    private List<Fulfilment.Written> written = List.of();
    private boolean alone = true;
    private boolean fulfilled;
    private boolean tooLarge;
    private Fulfilment.Intent intent;
    private Map<String, Integer> givenUp = Map.of("7", 2);

    @Test
    void allThatIsOpenMustBeGivenUpForACancellation() throws Exception {
        assertThat(standing(open("7", 2)).isCancelDue()).isTrue();
        assertThat(standing(open("7", 3)).isCancelDue()).as("a piece more").isFalse();
        assertThat(standing(open("7", 2), open("8", 1)).isCancelDue()).as("another line").isFalse();
        assertThat(standing().isCancelDue()).as("nothing at all").isFalse();

        givenUp = Map.of("7", 2, "8", 1);
        assertThat(standing(open("7", 2), open("8", 1)).isCancelDue()).isTrue();
        assertThat(standing(open("7", 2), held("8", 1, "OTHER-OF-OURS", true)).isCancelDue()).isTrue();
    }

    @Test
    void whateverElseIsThereForbidsIt() throws Exception {
        assertThat(standing(open("7", 1), held("7", 1, "FRAUD", false)).isCancelDue()).as("held by others").isFalse();
        assertThat(standing(open("7", 2).replace("HOLD", "REQUEST_FULFILLMENT")).isCancelDue()).as("of another service").isFalse();
        alone = false;
        assertThat(standing(open("7", 2)).isCancelDue()).as("another purchase").isFalse();
        alone = true;
        fulfilled = true;
        assertThat(standing(open("7", 2)).isCancelDue()).as("something fulfilled").isFalse();
        assertThat(standing(open("7", 2)).isHoldDue()).isTrue();
    }

    @Test
    void whatWasNeverPaidIsNoReasonToCancel() throws Exception {
        position = "cancelled";

        assertThat(standing(open("7", 2)).isCancelDue()).isFalse();
        assertThat(standing(open("7", 2)).isHoldDue()).isTrue();
    }

    @Test
    void whatWeFulfilledBeforeItClosedStaysFulfilled() throws Exception {
        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 2), List.of("LP1"), List.of()));

        assertThat(standing(open("7", 3)).isHoldDue()).as("the others' pieces").isFalse();
        assertThat(standing(open("7", 3)).state()).isEqualTo("fulfilled");
    }

    @Test
    void aFulfilmentOrderIsSplitOnlyWhereItHasMore() throws Exception {
        assertThat(standing(open("7", 2)).isWhole()).isTrue();
        assertThat(standing(open("7", 3)).isWhole()).isFalse();
    }

    @Test
    void noMorePiecesAreHeldThanWereBought() throws Exception {
        wish = "hold";

        ClosingStanding standing = standing(held("7", 1, "DR-1", true), open("7", 5));

        assertThat(standing.isHoldDue()).isTrue();
        assertThat(standing.share()).singleElement().satisfies(share -> assertThat(share.quantity()).isEqualTo(1));
        assertThat(standing.heldThen()).isEqualTo(Map.of("7", 2));
        assertThat(standing(held("7", 2, "DR-1", true), open("7", 5)).isHoldDue()).isFalse();
        assertThat(standing(held("7", 2, "DR-1", true), open("7", 5)).state()).isEqualTo("on_hold");
    }

    @Test
    void anotherAppsHoldOfTheSameHandleIsNotOurs() throws Exception {
        ClosingStanding standing = standing(held("7", 2, "DR-1", false));

        assertThat(standing.hindrance()).isEqualTo("NOT_HELD_IN_SHOP");
        assertThat(standing.figures()).contains("Out of stock");
    }

    @Test
    void whatIsGoneFromTheShopIsLeftAlone() throws Exception {
        ClosingStanding standing = standing(open("7", 0), open("7", 2).replace("OPEN", "CLOSED"),
                open("7", 2).replace("OPEN", "CANCELLED"));

        assertThat(standing.isCancelDue() || standing.isHoldDue()).isFalse();
        assertThat(standing.state()).isEqualTo("by_hand");
        assertThat(standing().hindrance()).isEqualTo("NO_FULFILMENT_ORDER");
    }

    @Test
    void aShopThatWantsNothingAnyMoreHearsNothing() throws Exception {
        wish = null;

        assertThat(standing(open("7", 2)).isCancelDue() || standing(open("7", 2)).isHoldDue()).isFalse();
        assertThat(standing(open("7", 2)).hindrance()).isNull();
    }

    @Test
    void whatOneAnswerCannotShowIsLeftToAPerson() throws Exception {
        tooLarge = true;

        assertThat(standing(open("7", 2)).isCancelDue() || standing(open("7", 2)).isHoldDue()).isFalse();
        assertThat(standing(open("7", 2)).hindrance()).isEqualTo("NOT_HELD_IN_SHOP");
    }

    @Test
    void aCancellationThatWasTakenOnInVainIsNotAskedForAgain() throws Exception {
        intent = new Fulfilment.Intent("cancel", "gid://shopify/Job/1", null, null, null);
        assertThat(standing(open("7", 2)).isCancelDue()).isFalse();
        assertThat(standing(open("7", 2)).isHoldDue()).isTrue();

        intent = new Fulfilment.Intent("cancel", null, null, null, null);
        assertThat(standing(open("7", 2)).isCancelDue()).as("nobody knows whether it was taken on").isTrue();
    }

    private ClosingStanding standing(String... fulfillmentOrders) throws Exception {
        JsonNode order = new ObjectMapper().readTree("{\"id\":\"O/1\",\"cancelledAt\":null,\"fulfillmentOrders\":{\"nodes\":["
                + String.join(",", fulfillmentOrders) + "]}}");
        return new ClosingStanding(new Fulfilment("p", new UUID(0, 1), "s", "1", "alibaba", "DR-1", position, Map.of("7", 2), List.of("T1"),
                List.of(), null, null, written, intent, Instant.EPOCH, Set.of(), false, false, 0,
                new Fulfilment.Closing(wish, alone, givenUp), Instant.EPOCH), order, tooLarge, fulfilled);
    }

    private static String open(String line, int pieces) {
        return fulfillmentOrder("OPEN", "HOLD", "", line, pieces);
    }

    private static String held(String line, int pieces, String handle, boolean ours) {
        return fulfillmentOrder("ON_HOLD", "RELEASE_HOLD", "{\"handle\":\"%s\",\"heldByRequestingApp\":%s,\"displayReason\":\"Out of stock\"}"
                .formatted(handle, ours), line, pieces);
    }

    private static String fulfillmentOrder(String status, String action, String hold, String line, int pieces) {
        return ("{\"id\":\"FO/%s%s\",\"status\":\"%s\",\"supportedActions\":[{\"action\":\"%s\"}],\"fulfillmentHolds\":[%s],"
                + "\"lineItems\":{\"nodes\":[{\"id\":\"FOL/%s\",\"remainingQuantity\":%d,\"lineItem\":{\"id\":\"LI/%s\"}}]}}")
                .formatted(line, status, status, action, hold, line, pieces, line);
    }
}
