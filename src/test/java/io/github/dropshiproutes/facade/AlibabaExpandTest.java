package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import org.junit.jupiter.api.Test;

/** What a list says of each product when more is asked for. */
class AlibabaExpandTest extends FacadeTestCase {

    private static GatewayRecorder.Answer answer(GatewayRecorder.Request request) {
        if (request.path().endsWith("/check")) {
            return result("[8001,8002,8003]");
        }
        boolean inventory = request.path().endsWith("/inventory");
        String product = json(request.parameters().get(inventory ? "inv_req" : "query_req")).path("product_id").asText();
        if (product.equals("8002")) {
            return GatewayRecorder.json("{\"code\":\"130106\",\"message\":\"The product has expired.\"}");
        }
        return result(inventory ? "[{\"shipping_from\":\"US\",\"inventory_list\":[]},{\"shipping_from\":\"CN\"}]"
                : "{\"product_id\":" + product + ",\"title\":\"mug\"}");
    }

    private static GatewayRecorder.Answer result(String data) {
        return GatewayRecorder.json("{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_data\":" + data + "}}");
    }

    @Test
    void eachProductIsDescribedAndLocatedAndOneThatIsGoneSaysSo() {
        gateway.answerBy(AlibabaExpandTest::answer);

        JsonNode items = get("/eco/buyer/local/product/check?country=US&expand=details,shipping_from").ok().path("items");

        assertThat(items.path(0)).isEqualTo(json("{\"product_id\":\"8001\",\"details\":{\"product_id\":\"8001\",\"title\":\"mug\"},"
                + "\"shipping_from\":[\"CN\",\"US\"],\"typical_shipping_days\":\"1-5\"}"));
        assertThat(items.path(1).path("problem").path("upstream_code").asText()).isEqualTo("130106");
        assertThat(items.path(1).has("details")).isFalse();
        assertThat(items.path(2).path("details").path("product_id").asText()).isEqualTo("8003");
        assertThat(items).hasSize(3);
    }

    @Test
    void onlyWhatIsNamedIsAskedFor() {
        gateway.answerBy(AlibabaExpandTest::answer);

        JsonNode items = get("/eco/buyer/local/product/check?country=MX&expand=shipping_from").ok().path("items");

        assertThat(items.path(0).path("shipping_from")).hasSize(2);
        assertThat(items.path(0).has("details")).isFalse();
        assertThat(gateway.requests()).noneMatch(request -> request.path().endsWith("/description"));
    }
}
