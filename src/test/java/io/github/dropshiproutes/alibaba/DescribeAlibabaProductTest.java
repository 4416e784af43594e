package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A product and its stock, as the quote needs them. */
class DescribeAlibabaProductTest {

    private static final String NO_STOCK = "{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_data\":[]}}";

    private final Wire wire = Wire.shared();
    private final Purchase purchase = Wire.purchase(Wire.line("1601206892606", "105613018158", 60));

    private Exchange describe(String description, String inventory) {
        wire.gateway().answer(GatewayRecorder.json(description), GatewayRecorder.json(inventory));
        return wire.walk().camel().createProducerTemplate().send("direct:describe-alibaba-product", exchange -> {
            exchange.setVariable("purchase", purchase);
            exchange.setVariable("quote", new AlibabaQuote(purchase));
            exchange.getMessage().setBody("1601206892606");
        });
    }

    private static String described(String data) {
        return "{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_msg\":\"request success\",\"result_data\":" + data + "}}";
    }

    private AlibabaProduct product(String data, String inventory) {
        Exchange exchange = describe(described(data), inventory);
        assertThat(exchange.getException()).isNull();
        return exchange.getVariable("quote", AlibabaQuote.class).product("1601206892606");
    }

    @Test
    void bothQuestionsGoByGetAndNameTheCountryThatTheGuideLeavesOut() {
        product("{\"eCompanyId\":\"c\"}", NO_STOCK);

        assertThat(wire.gateway().requests()).extracting(GatewayRecorder.Request::verb).containsExactly("GET", "GET");
        assertThat(wire.gateway().requests()).extracting(GatewayRecorder.Request::path)
                .containsExactly("/rest/eco/buyer/product/description", "/rest/eco/buyer/product/inventory");
        Map<String, String> asked = wire.gateway().requests().get(0).parameters();
        assertThat(Asked.json(asked.get("query_req"))).isEqualTo(Asked.json("{\"product_id\":\"1601206892606\",\"country\":\"US\"}"));
        assertThat(Asked.json(wire.gateway().requests().get(1).parameters().get("inv_req"))).isEqualTo(Asked.json("{\"product_id\":\"1601206892606\"}"));
    }

    @Test
    void laddersOfTextsAndOfNumbersGiveThePriceAtAQuantity() {
        AlibabaProduct product = product("""
                {"eCompanyId":"cVmhg7/xG8q3UQgcH/5Fag==","status":"PRODUCT_ONLINE","currency":"USD","wholesale_trade":{"min_order_quantity":"50"},
                 "skus":[{"sku_id":105613018158,"ladder_price":[{"min_quantity":"50","max_quantity":499,"price":"3.69","currency":"USD"},
                          {"min_quantity":500,"max_quantity":"1999","price":3.49},{"min_quantity":"2000","max_quantity":-1,"price":"3.2900"}]}]}""",
                NO_STOCK);
        AlibabaProduct.Sku sku = product.sku("105613018158").orElseThrow();

        assertThat(product.companyId()).isEqualTo("cVmhg7/xG8q3UQgcH/5Fag==");
        assertThat(product.minimum(sku)).isEqualTo(50);
        assertThat(product.price(sku, 49)).isEmpty();
        assertThat(product.price(sku, 50)).contains(new BigDecimal("3.69"));
        assertThat(product.price(sku, 499)).contains(new BigDecimal("3.69"));
        assertThat(product.price(sku, 500)).contains(new BigDecimal("3.49"));
        assertThat(product.price(sku, 1_000_000)).contains(new BigDecimal("3.2900"));
        assertThat(product.currency(sku)).isEqualTo("USD");
    }

    @Test
    void aWholesaleTradeInAListAndALadderOfAnotherCurrencyAreUnderstood() {
        AlibabaProduct product = product("""
                {"e_company_id":"c","wholesale_trade":[{"min_order_quantity":2,"price":"9.99"}],"currency":"EUR","images":"https://one.jpg",
                 "skus":[{"sku_id":"1","ladder_price":[]},{"sku_id":"2","ladder_price":[{"min_quantity":1,"price":"1","currency":"CNY"}]}]}""",
                NO_STOCK);

        AlibabaProduct.Sku first = product.sku("1").orElseThrow();
        assertThat(product.minimum(first)).isEqualTo(2);
        assertThat(product.price(first, 2)).contains(new BigDecimal("9.99"));
        assertThat(product.currency(first)).isEqualTo("EUR");
        assertThat(product.currency(product.sku("2").orElseThrow())).isEqualTo("CNY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"-1\"", "-1", "\"null\""})
    void aProductWithoutVariantsHasNoSkuIdHoweverThatIsSaid(String skuId) {
        AlibabaProduct product = product("{\"eCompanyId\":\"c\",\"skus\":[{\"sku_id\":" + skuId + ",\"ladder_price\":[]}]}",
                "{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_data\":[{\"shipping_from\":\"CN\",\"inventory_list\":["
                        + "{\"sku_id\":" + skuId + ",\"inventory_count\":\"1196\"}]}]}}");

        assertThat(product.sku(null).orElseThrow().id()).isNull();
        assertThat(product.stock("CN", null)).contains(1196);
    }

    @Test
    void stockIsKnownByCountryAndWhatIsNotSaidIsNotNone() {
        AlibabaProduct product = product("{\"eCompanyId\":\"c\",\"skus\":[{\"sku_id\":\"1\"},{\"sku_id\":\"2\"}]}",
                "{\"code\":0,\"result\":{\"result_code\":200,\"result_data\":[{\"shipping_from\":\"CN\",\"inventory_list\":["
                        + "{\"sku_id\":\"1\",\"inventory_count\":\"7\"},{\"sku_id\":\"1\",\"inventory_count\":3.0000}]},{\"shipping_from\":\"US\"}]}}");

        assertThat(product.stock("CN", "1")).contains(10);
        assertThat(product.stock("CN", "2")).isEmpty();
        assertThat(product.stock("US", "1")).isEmpty();
        assertThat(product.stock("MX", "1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"0\",\"result\":{\"result_code\":\"200\"}}", "{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_data\":{}}}",
        "{\"code\":\"0\"}", "{\"code\":\"0\",\"result\":{\"result_code\":\"PRODUCT_NOT_FOUND\",\"result_msg\":\"product not found\"}}"})
    void aDescriptionOfNothingIsAProductThatDoesNotExist(String answer) {
        assertThat(Wire.failure(describe(answer, NO_STOCK)).getCode()).isEqualTo("PRODUCT_NOT_FOUND");
        assertThat(wire.gateway().requests()).hasSize(1);
    }

    @Test
    void aFailureInsideAnAnswerOfCodeZeroIsAFailure() {
        assertThat(Wire.failure(describe("{\"code\":\"0\",\"result\":{\"result_msg\":\"Parameter format is error!\",\"result_code\":\"400\"}}", NO_STOCK))
                .getCode()).isEqualTo("400");
    }

    @Test
    void anOfflineProductIsSaidToBeSo() {
        assertThat(product("{\"eCompanyId\":\"c\",\"status\":\"PRODUCT_OFFLINE\"}", NO_STOCK).online()).isFalse();
        assertThat(product("{\"eCompanyId\":\"c\",\"status\":\"DELETE\"}", NO_STOCK).online()).isFalse();
        assertThat(product("{\"eCompanyId\":\"c\"}", NO_STOCK).online()).isTrue();
    }
}
