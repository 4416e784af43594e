package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.orders.Parcel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the shop's order means for a write-back, without any shop. */
class FulfilmentStandingTest {

    private static final String OPEN = "{\"id\":\"FO/1\",\"status\":\"OPEN\",\"supportedActions\":[{\"action\":\"CREATE_FULFILLMENT\"}],"
            + "\"assignedLocation\":{\"location\":{\"id\":\"L/1\"}},\"fulfillmentHolds\":[],\"lineItems\":{\"pageInfo\":{\"hasNextPage\":false},"
            + "\"nodes\":[{\"id\":\"FOL/1\",\"remainingQuantity\":%d,\"lineItem\":{\"id\":\"LI/7\"}}]}}";

    private List<Fulfilment.Written> written = List.of();
    private Fulfilment.Intent intent;
    private boolean othersOpen;
    private boolean settled;
    private String position = "shipped";
    private Map<String, Integer> sent;
    private List<Parcel> parcels = List.of(new Parcel("4PX", "LP1", null, "IN_TRANSIT"));

    @Test
    void asManyPiecesAsAreLeftAreWritten() throws Exception {
        FulfilmentStanding standing = standing(OPEN.formatted(1), "");

        assertThat(standing.isCreatable()).isTrue();
        assertThat(standing.share()).singleElement().satisfies(share -> assertThat(share.quantity()).isEqualTo(1));
    }

    @Test
    void neverMoreThanWasBoughtIsWritten() throws Exception {
        assertThat(standing(OPEN.formatted(9), "").share().get(0).quantity()).isEqualTo(2);
    }

    @Test
    void whatIsWrittenIsNotWrittenAgain() throws Exception {
        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 2), List.of("LP1"), List.of("IN_TRANSIT")));

        FulfilmentStanding standing = standing(OPEN.formatted(9), fulfillment("F/1", "SUCCESS", 2, "LP1"));

        assertThat(standing.isCreatable()).isFalse();
        assertThat(standing.isNumbersChanged()).isFalse();
        assertThat(standing.isEventDue()).isFalse();
        assertThat(standing.getState()).isEqualTo("fulfilled");
    }

    @Test
    void anOpenCreateIsFoundByNumbersAndPieces() throws Exception {
        intent = new Fulfilment.Intent("create", null, Map.of("7", 2), List.of("LP1"), null);

        assertThat(standing("", fulfillment("F/5", "SUCCESS", 2, "LP1")).isFound()).isTrue();
        assertThat(standing("", fulfillment("F/5", "SUCCESS", 1, "LP1")).isFound()).isFalse();
        assertThat(standing("", fulfillment("F/5", "SUCCESS", 2, "LP2")).isFound()).isFalse();
        assertThat(standing("", fulfillment("F/5", "CANCELLED", 2, "LP1")).isFound()).isFalse();
        assertThat(standing("", fulfillment("OTHER", "SUCCESS", 2, "LP1")).isFound()).isFalse();
    }

    @Test
    void nothingIsRepeatedBeforeAnOpenWriteCannotHappenAnyMore() throws Exception {
        intent = new Fulfilment.Intent("create", null, Map.of("7", 2), List.of("LP1"), null);
        assertThat(standing(OPEN.formatted(2), "").isUndecided()).isTrue();

        settled = true;
        assertThat(standing(OPEN.formatted(2), "").isUndecided()).isFalse();
    }

    @Test
    void anotherPurchasesOpenWriteIsNotTakenForAPersons() throws Exception {
        othersOpen = true;
        assertThat(standing("", fulfillment("F/9", "SUCCESS", 2, "X")).isUndecided()).isTrue();

        intent = new Fulfilment.Intent("create", null, Map.of("7", 2), List.of("LP1"), null);
        settled = true;
        assertThat(standing("", fulfillment("F/9", "SUCCESS", 2, "X")).isUndecided()).as("neither waits for the other for ever").isFalse();
    }

    @Test
    void aPersonsFulfilmentIsRespected() throws Exception {
        FulfilmentStanding standing = standing("", fulfillment("F/9", "SUCCESS", 2, "X"));

        assertThat(standing.getHindrance()).isNull();
        assertThat(standing.getState()).isEqualTo("by_hand");
    }

    @Test
    void whatWasRemovedOrRefundedIsSaid() throws Exception {
        assertThat(standing(OPEN.formatted(0), "").getHindrance()).isEqualTo("NOTHING_TO_FULFIL");
    }

    @Test
    void ourOwnFulfilmentThatAPersonCancelledIsNotMadeAgain() throws Exception {
        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 1), List.of("LP1"), List.of()));

        FulfilmentStanding standing = standing(OPEN.formatted(2), fulfillment("F/1", "CANCELLED", 1, "LP1"));

        assertThat(standing.isCreatable()).isFalse();
        assertThat(standing.getHindrance()).isEqualTo("FULFILMENT_CANCELLED");
        assertThat(standing.getState()).isEqualTo("held");
    }

    @Test
    void whatIsNotReadWholeIsLeftToAPerson() throws Exception {
        FulfilmentStanding standing = standing(OPEN.formatted(2).replace("\"hasNextPage\":false", "\"hasNextPage\":true"), "");

        assertThat(standing.isCreatable()).isFalse();
        assertThat(standing.getHindrance()).isEqualTo("FULFILMENT_TOO_LARGE");
    }

    @Test
    void anOrderWithoutFulfilmentOrdersIsWaitedFor() throws Exception {
        assertThat(standing("", "").getHindrance()).isEqualTo("NO_FULFILMENT_ORDER");
    }

    @Test
    void anOrderThatTheShopDoesNotKnowIsSaid() throws Exception {
        FulfilmentStanding standing = standing("null");

        assertThat(standing.getHindrance()).isEqualTo("ORDER_NOT_IN_SHOP");
        assertThat(standing.isIdsMissing()).isFalse();
    }

    @Test
    void deliveredWithoutANumberIsSaid() throws Exception {
        parcels = List.of();
        assertThat(standing(OPEN.formatted(2), "").getState()).isEqualTo("waiting");
        position = "delivered";
        assertThat(standing(OPEN.formatted(2), "").getHindrance()).isEqualTo("NO_TRACKING_NUMBER");
    }

    @Test
    void onlyPiecesOnTheirWayAreWritten() throws Exception {
        sent = Map.of("7", 1);
        position = "paid";
        assertThat(standing(OPEN.formatted(2), "").share().get(0).quantity()).isEqualTo(1);

        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 1), List.of("LP1"), List.of("IN_TRANSIT")));
        FulfilmentStanding standing = standing(OPEN.formatted(1), fulfillment("F/1", "SUCCESS", 1, "LP1"));
        assertThat(standing.isCreatable()).isFalse();
        assertThat(standing.getHindrance()).isNull();
        assertThat(standing.getState()).isEqualTo("partial");
    }

    @Test
    void thatNobodySaysWhichPiecesAreOnTheirWayIsSaid() throws Exception {
        sent = Map.of();
        FulfilmentStanding standing = standing(OPEN.formatted(2), "");

        assertThat(standing.isCreatable()).isFalse();
        assertThat(standing.getState()).isEqualTo("waiting");
        assertThat(standing.getWords()).contains("does not say which");
    }

    @Test
    void whatEndedIsNotFulfilledThoughItsParcelHasANumber() throws Exception {
        position = "closed";

        assertThat(standing(OPEN.formatted(2), "").isCreatable()).isFalse();
    }

    @Test
    void piecesOfWhichNoParcelIsKnownWaitForANumber() throws Exception {
        parcels = List.of(new Parcel("4PX", "LP9", null, null, null, Map.of("8", 1)));
        FulfilmentStanding standing = standing(OPEN.formatted(2), "");

        assertThat(standing.isCreatable()).isFalse();
        assertThat(standing.getHindrance()).isEqualTo("NO_TRACKING_NUMBER");
    }

    @Test
    void aSecondParcelIsForThePiecesThatAreNotWrittenYet() throws Exception {
        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 1), List.of("LP1"), List.of("IN_TRANSIT")));
        parcels = List.of(parcel("LP1", 1), parcel("LP2", 1));

        FulfilmentStanding standing = standing(OPEN.formatted(1), fulfillment("F/1", "SUCCESS", 1, "LP1"));
        assertThat(standing.isCreatable()).isTrue();
        assertThat(standing.parcelsFor(Map.of("7", 1))).containsExactly(parcel("LP2", 1));
        assertThat(standing.isNumbersChanged()).isFalse();
    }

    @Test
    void aNewNumberIsInThePlaceOfTheOneThatIsGone() throws Exception {
        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 1), List.of("LP1"), List.of("IN_TRANSIT")),
                new Fulfilment.Written("F/2", Map.of("7", 1), List.of("LP2"), List.of("IN_TRANSIT")));
        parcels = List.of(parcel("LP1", 1), parcel("LP3", 1));

        FulfilmentStanding standing = standing("", fulfillment("F/1", "SUCCESS", 1, "LP1") + "," + fulfillment("F/2", "SUCCESS", 1, "LP2"));
        assertThat(standing.changed().id()).isEqualTo("F/2");
        assertThat(standing.parcelsOf(standing.changed())).containsExactly(parcel("LP3", 1));
    }

    @Test
    void oneNumberMoreOfWhatIsWrittenIsAdded() throws Exception {
        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 2), List.of("LP1"), List.of("IN_TRANSIT")));
        parcels = List.of(parcel("LP1", 1), parcel("LP2", 1));

        FulfilmentStanding standing = standing("", fulfillment("F/1", "SUCCESS", 2, "LP1"));
        assertThat(standing.parcelsOf(standing.changed())).hasSize(2);
    }

    @Test
    void aParcelThatIsGoneWithoutAnotherInItsPlaceChangesNothing() throws Exception {
        written = List.of(new Fulfilment.Written("F/1", Map.of("7", 2), List.of("LP1"), List.of("IN_TRANSIT")));
        parcels = List.of(new Parcel("4PX", "LP9", null, null, null, Map.of("8", 1)));

        assertThat(standing("", fulfillment("F/1", "SUCCESS", 2, "LP1")).isNumbersChanged()).isFalse();
    }

    private static Parcel parcel(String number, int pieces) {
        return new Parcel("4PX", number, null, "IN_TRANSIT", null, Map.of("7", pieces));
    }

    private FulfilmentStanding standing(String fulfillmentOrders, String fulfillments) throws Exception {
        return standing("{\"id\":\"O/1\",\"cancelledAt\":null,\"tags\":[],\"fulfillmentOrders\":{\"nodes\":["
                + fulfillmentOrders + "]},\"fulfillments\":[" + fulfillments + "]}");
    }

    private FulfilmentStanding standing(String order) throws Exception {
        FulfilmentRead read = new FulfilmentRead("O/1");
        read.take(new ObjectMapper().readTree("{\"order\":" + order + "}"));
        return new FulfilmentStanding(fulfilment(), read, parcels -> "IN_TRANSIT", settled);
    }

    private Fulfilment fulfilment() {
        return new Fulfilment("p", new UUID(0, 1), "s", "1", "alibaba", "r", position, Map.of("7", 2), List.of("T1"), parcels, sent, null, written,
                intent, Instant.EPOCH, Set.of("OTHER"), othersOpen, false, 0, null, Instant.EPOCH);
    }

    private static String fulfillment(String id, String status, int pieces, String number) {
        return "{\"id\":\"%s\",\"status\":\"%s\",\"trackingInfo\":[{\"number\":\"%s\"}],\"fulfillmentLineItems\":{\"nodes\":[{\"quantity\":%d,"
                .formatted(id, status, number, pieces) + "\"lineItem\":{\"id\":\"LI/7\"}}]}}";
    }
}
