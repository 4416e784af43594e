package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Which questions are asked for what an answer leaves open. */
class FulfilmentReadTest {

    private final FulfilmentRead read = new FulfilmentRead("O/1");

    private static JsonNode json(String text, Object... values) throws Exception {
        return new ObjectMapper().readTree(text.formatted(values).replace('\'', '"'));
    }

    /** @param orders fulfilment orders, and the cursor of more; @param fulfillments as many, each of one line */
    private static JsonNode order(String orders, String more, int fulfillments) throws Exception {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < fulfillments; i++) {
            shown.append(i == 0 ? "" : ",").append("""
                    {'id':'F/%d','status':'SUCCESS','trackingInfo':[],
                    'fulfillmentLineItems':{'pageInfo':{'hasNextPage':false},'nodes':[{'quantity':1}]}}""".formatted(i));
        }
        return json("{'order':{'id':'O/1','fulfillmentOrders':{'pageInfo':{'hasNextPage':%s,'endCursor':'%s'},'nodes':[%s]},"
                + "'fulfillments':[%s]}}", more != null, more, orders, shown);
    }

    private static String fulfillmentOrder(String id, String more, String... lines) {
        StringBuilder shown = new StringBuilder();
        for (String line : lines) {
            shown.append(shown.isEmpty() ? "" : ",").append("{'id':'").append(line).append("'}");
        }
        return "{'id':'%s','lineItems':{'pageInfo':{'hasNextPage':%s,'endCursor':'%s'},'nodes':[%s]}}".formatted(id, more != null, more, shown);
    }

    private void isAsked(String document, String id, String after) {
        assertThat(read.isUnfinished()).isTrue();
        assertThat(read.document()).isEqualTo(document);
        assertThat(read.variables().path("id").asText()).isEqualTo(id);
        assertThat(read.variables().path("after").asText(null)).isEqualTo(after);
    }

    @Test
    void anOrderThatTheShopDoesNotHaveIsReadWhole() throws Exception {
        isAsked("order_fulfilment", "O/1", null);
        assertThat(read.take(json("{'order':null}"))).isTrue();

        assertThat(read.isUnfinished()).isFalse();
        assertThat(read.isWhole()).isTrue();
        assertThat(read.order().isNull()).isTrue();
    }

    @Test
    void everyPageOfFulfilmentOrdersAndOfTheirLinesIsAskedFor() throws Exception {
        read.take(order(fulfillmentOrder("FO/1", null, "A"), "1", 1));
        isAsked("order_fulfilment", "O/1", "1");
        read.take(order(fulfillmentOrder("FO/2", "2", "B"), null, 1));
        isAsked("fulfillment_order_lines", "FO/2", "2");
        read.take(json("{'fulfillmentOrder':{'lineItems':{'pageInfo':{'hasNextPage':true,'endCursor':'3'},'nodes':[{'id':'C'}]}}}"));
        isAsked("fulfillment_order_lines", "FO/2", "3");
        read.take(json("{'fulfillmentOrder':{'lineItems':{'pageInfo':{'hasNextPage':false},'nodes':[{'id':'D'}]}}}"));

        assertThat(read.isUnfinished()).isFalse();
        assertThat(read.isWhole()).isTrue();
        assertThat(read.order().at("/fulfillmentOrders/nodes").findValuesAsText("id")).containsExactly("FO/1", "A", "FO/2", "B", "C", "D");
    }

    @Test
    void ofManyFulfilmentsTheOthersAreAskedForOneByOne() throws Exception {
        read.take(order("", null, 10));
        isAsked("order_fulfillments", "O/1", null);
        read.take(json("{'order':{'fulfillments':[{'id':'F/0'},{'id':'F/10'}]}}"));
        isAsked("fulfillment_details", "F/10", null);
        read.take(json("{'fulfillment':{'id':'F/10','status':'SUCCESS','trackingInfo':[],'fulfillmentLineItems':"
                + "{'pageInfo':{'hasNextPage':true,'endCursor':'7'},'nodes':[{'quantity':2}]}}}"));
        isAsked("fulfillment_details", "F/10", "7");
        read.take(json("{'fulfillment':{'id':'F/10','status':'SUCCESS','trackingInfo':[],'fulfillmentLineItems':"
                + "{'pageInfo':{'hasNextPage':false},'nodes':[{'quantity':3}]}}}"));

        assertThat(read.isWhole()).isTrue();
        assertThat(read.order().at("/fulfillments/10/fulfillmentLineItems/nodes").findValuesAsText("quantity")).containsExactly("2", "3");
    }

    @Test
    void whatIsGoneIsNoAnswer() throws Exception {
        read.take(order(fulfillmentOrder("FO/1", "1", "A"), null, 0));

        assertThat(read.take(json("{'fulfillmentOrder':null}"))).isFalse();
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() throws Exception {
        read.take(order(fulfillmentOrder("FO/1", "1", "A"), null, 0));
        int questions = 1;
        while (read.isUnfinished()) {
            read.take(json("{'fulfillmentOrder':{'lineItems':{'pageInfo':{'hasNextPage':true,'endCursor':'1'},'nodes':[]}}}"));
            questions++;
        }

        assertThat(questions).isLessThanOrEqualTo(60);
        assertThat(read.isWhole()).isFalse();
    }
}
