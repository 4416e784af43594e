package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.support.Walk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every single answer: what is asked for on the wire, and what is made of the documented and the observed shapes. */
class AlibabaEndpointsTest extends FacadeTestCase {

    private static final String GONE = "\"code\":\"0\",\"request_id\":\"r-1\"";

    @Test
    void aDescriptionIsAskedWithACountryAndAnsweredWithoutItsEnvelope() {
        gateway.answer(GatewayRecorder.json("{\"result\":{\"result_msg\":\"request success\",\"result_data\":{\"product_id\":1601206892606,"
                + "\"title\":\"Mug\",\"mode_id\":\"\\\"AV.YW\\\"\",\"images\":\"https://a/b.jpg\",\"remark\":\"null\",\"eCompanyId\":\"x==\","
                + "\"skus\":[{\"sku_id\":null,\"ladder_price\":[{\"min_quantity\":50,\"price\":3.69,\"currency\":\"USD\"}]}]},"
                + "\"result_code\":\"200\"}," + GONE + "}"));

        Answer answer = get("/eco/buyer/product/description?product_id=1601206892606");

        assertThat(answer.ok()).isEqualTo(json("{\"product_id\":\"1601206892606\",\"title\":\"Mug\",\"mode_id\":\"AV.YW\","
                + "\"images\":[\"https://a/b.jpg\"],\"eCompanyId\":\"x==\",\"skus\":[{\"ladder_price\":[{\"min_quantity\":\"50\","
                + "\"price\":\"3.69\",\"currency\":\"USD\"}]}]}"));
        assertThat(sent().verb()).isEqualTo("GET");
        assertThat(sent().path()).isEqualTo("/rest/eco/buyer/product/description");
        assertThat(sentJson("query_req")).isEqualTo(json("{\"product_id\":\"1601206892606\",\"country\":\"US\"}"));
        assertThat(sent().parameters()).containsKeys("sign", "app_key", "timestamp", "access_token");
    }

    @Test
    void theUnitedKingdomIsAskedForAsIsoCallsIt() {
        gateway.answer(GatewayRecorder.json("{\"result\":{\"result_data\":{\"product_id\":\"12\"},\"result_code\":200}," + GONE + "}"));

        get("/eco/buyer/product/description?product_id=12&country=UK").ok();

        assertThat(sentJson("query_req").path("country").asText()).isEqualTo("GB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"result_data\":null,", "\"result_data\":{},", ""})
    void aDescriptionWithoutDataIsNoProduct(String data) {
        gateway.answer(GatewayRecorder.json("{\"result\":{" + data + "\"result_code\":\"200\"}," + GONE + "}"));

        Answer answer = get("/eco/buyer/product/description?product_id=13");

        assertThat(answer.problemOf(404)).contains("product");
        assertThat(answer.body().path("upstream_code").asText()).isEqualTo("PRODUCT_NOT_FOUND");
    }

    @Test
    void theStockOfOneVariantIsPickedOutEvenWhereTheGatewayIgnoresIt() {
        gateway.answer(GatewayRecorder.json("{\"result\":{\"result_data\":[{\"shipping_from\":\"CN\",\"inventory_list\":[{\"sku_id\":104,"
                + "\"inventory_count\":1196},{\"sku_id\":\"105\",\"inventory_count\":\"3\"}]}],\"result_code\":\"200\"}," + GONE + "}"));

        Answer answer = get("/eco/buyer/product/inventory?product_id=1600927952535&sku_id=104&shipping_from=China&ship_to=us");

        assertThat(answer.ok()).isEqualTo(json("{\"items\":[{\"shipping_from\":\"CN\",\"inventory_list\":[{\"sku_id\":\"104\","
                + "\"inventory_count\":\"1196\"}]}],\"next\":null}"));
        assertThat(sentJson("inv_req")).isEqualTo(json(
                "{\"product_id\":\"1600927952535\",\"sku_id\":\"104\",\"shipping_from\":\"CN\",\"ship_to\":\"US\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "FORM"})
    void freightIsEstimatedByEitherVerb(String by) throws Exception {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":[{\"vendor_code\":\"EX\",\"fee\":{\"amount\":19.1,\"currency\":\"USD\"}}]}"));
        // A product of its own, so that no answer is remembered from the other verb.
        String product = "160012464224" + by.chars().sum();
        String query = "product_id=" + product + "&quantity=5&destination_country=United+States&zip_code=90001&dispatch_location=CN";

        Answer answer = switch (by) {
            case "GET" -> get("/shipping/freight/calculate?" + query);
            case "POST" -> post("/shipping/freight/calculate", "{\"product_id\":" + product
                    + ",\"quantity\":5,\"destination_country\":\"US\",\"zip_code\":\"90001\",\"dispatch_location\":\"CN\"}");
            default -> answer(HttpClient.newHttpClient().send(HttpRequest.newBuilder(walk.url().resolve(
                    "/api/alibaba/shipping/freight/calculate")).header("Authorization", "Bearer " + Walk.API_KEY)
                    .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(query)).build(),
                    BodyHandlers.ofString()));
        };

        assertThat(answer.ok()).isEqualTo(json(
                "{\"items\":[{\"vendor_code\":\"EX\",\"fee\":{\"amount\":\"19.1\",\"currency\":\"USD\"}}],\"next\":null}"));
        assertThat(sent().parameters()).containsAllEntriesOf(Map.of("product_id", product, "quantity", "5", "destination_country", "US",
                "zip_code", "90001", "dispatch_location", "CN")).doesNotContainKey("enable_distribution_waybill");
        assertThat(sent().query()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"0\",\"value\":[]}", "{\"code\":\"0\"}", "{\"code\":0,\"value\":null}"})
    void noFreightIsAnEmptyList(String nothing) {
        gateway.answer(GatewayRecorder.json(nothing));

        assertThat(get("/shipping/freight/calculate?product_id=77" + nothing.length() + "&quantity=1&destination_country=DE").ok())
                .isEqualTo(json("{\"items\":[],\"next\":null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"zip\":\"35022\",\"country\":{\"code\":\"US\",\"name\":\"United States\"},\"province\":{\"code\":\"AL\",\"name\":\"Alabama\"},"
            + "\"city\":{\"code\":\"\",\"name\":\"Bessemer\"},\"address\":\"4595 Clubview Drive\"}",
        "{\"zip\":\"35022\",\"country\":{\"name\":\"United States of America\"},\"province\":{\"name\":\"alabama\"},"
            + "\"city\":{\"name\":\"Bessemer\"},\"address\":\"4595 Clubview Drive\"}",
        "{\"zip\":\"35022\",\"country\":\"USA\",\"province\":\"US-AL\",\"city\":\"Bessemer\",\"address\":\"4595 Clubview Drive\"}"})
    void theAddressOfAFreightIsCompletedByCodeAndName(String address) {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":[{\"vendor_code\":\"seller\"}]}"));
        String company = "cVmhg7/xG8q3UQgcH/5Fag==" + address.length();

        get("/order/freight/calculate?e_company_id=" + encoded(company) + "&destination_country=US&address=" + encoded(address)
                + "&logistics_product_list=" + encoded("[{\"product_id\":\"1600191825486\",\"sku_id\":\"12321\",\"quantity\":\"1\"}]")).ok();

        assertThat(sent().parameters()).containsEntry("e_company_id", company).containsEntry("destination_country", "US");
        assertThat(sentJson("address")).isEqualTo(json("{\"zip\":\"35022\",\"country\":{\"code\":\"US\",\"name\":\"United States\"},"
                + "\"province\":{\"code\":\"AL\",\"name\":\"Alabama\"},\"city\":{\"code\":\"\",\"name\":\"Bessemer\"},"
                + "\"address\":\"4595 Clubview Drive\"}"));
        assertThat(sentJson("logistics_product_list")).isEqualTo(json(
                "[{\"product_id\":\"1600191825486\",\"sku_id\":\"12321\",\"quantity\":\"1\"}]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/alibaba/order/get?e_trade_id=234193410001028893&language=en_US | e_trade_id=234193410001028893&language=en_US",
        "/alibaba/order/fund/query?e_trade_id=234193410001028893 | e_trade_id=234193410001028893&data_select=fund_transaction_fee",
        "/order/logistics/query?trade_id=234193410001028893&data_select=logistic_order | trade_id=234193410001028893"
            + "&data_select=logistic_order",
        "/alibaba/order/pay/result/query?trade_id=234193410001028893 | trade_id=234193410001028893"})
    void whatIsAskedOfOneOrderTravelsInTheBodyAndItsValueIsAnswered(String path, String parameters) {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"trade_id\":234193410001028893,\"dropshipping\":true,"
                + "\"total_amount\":{\"amount\":4.87,\"currency\":\"USD\"},\"remark\":null},\"request_id\":\"r\"}"));

        assertThat(get(path).ok()).isEqualTo(json("{\"trade_id\":\"234193410001028893\",\"dropshipping\":\"true\","
                + "\"total_amount\":{\"amount\":\"4.87\",\"currency\":\"USD\"}}"));
        assertThat(sent().verb()).isEqualTo("POST");
        assertThat(sent().query()).isEmpty();
        assertThat(sent().path()).isEqualTo("/rest" + path.substring(0, path.indexOf('?')));
        for (String pair : parameters.split("&")) {
            assertThat(sent().parameters()).containsEntry(pair.split("=")[0], pair.split("=")[1]);
        }
        assertThat(sent().parameters()).hasSize(parameters.split("&").length + 5);
    }

    @Test
    void anAnswerWithoutItsValueIsNoAnswer() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"request_id\":\"r\"}"));

        assertThat(get("/alibaba/order/get?e_trade_id=1").body().path("upstream_code").asText()).isEqualTo("NO_ANSWER_VALUE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "{\"code\":\"0\",\"tracking_list\":[{\"carrier\":\"FEDEX\",\"tracking_number\":776705370628}]} | "
            + "{\"items\":[{\"carrier\":\"FEDEX\",\"tracking_number\":\"776705370628\"}],\"next\":null}",
        "{\"code\":\"0\"} | {\"items\":[],\"next\":null}"})
    void trackingIsAListAlsoWhereNothingIsOnItsWayYet(String upstream, String expected) {
        gateway.answer(GatewayRecorder.json(upstream));

        assertThat(post("/order/logistics/tracking/get", "{\"trade_id\":\"234193410001028893\"}").ok()).isEqualTo(json(expected));
    }

    @Test
    void eventsAreToldInTheGatewaysWrapping() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_message\":\"ok\",\"success\":true}}"));

        Answer answer = post("/eco/buyer/product/events", "{\"events\":[{\"ali_product_id\":\"1601206892606\",\"event_type\":\"PRODUCT_LISTED\","
                + "\"channel\":\"SHOPIFY\",\"channel_store_id\":\"my-store\"}]}");

        assertThat(answer.ok()).isEqualTo(json("{\"result_message\":\"ok\"}"));
        assertThat(sent().path()).isEqualTo("/rest/eco/buyer/product/events");
        assertThat(sentJson("query_req")).isEqualTo(json("{\"events\":[{\"ali_product_id\":1601206892606,\"event_type\":\"PRODUCT_LISTED\","
                + "\"channel\":\"SHOPIFY\",\"channel_store_id\":\"my-store\"}]}"));
    }

    @Test
    void theAccountThatBoughtAnOrderIsAskedAboutIt() {
        walk.jdbc().sql("""
                INSERT INTO account (id, supplier, environment, access_token, refresh_token, access_expires_at, is_default, state)
                SELECT 'bought-it', supplier, environment, access_token, refresh_token, access_expires_at, false, 'needs_authorisation'
                FROM account WHERE is_default AND supplier = 'alibaba'""").update();
        walk.jdbc().sql("INSERT INTO shopify_order (shop, order_id) VALUES ('s', '1')").update();
        walk.jdbc().sql("""
                INSERT INTO purchase (id, shop, order_id, supplier, environment, reference, state, account_id)
                SELECT 'p', 's', '1', supplier, environment, 'DR-1', 'paid', id FROM account WHERE id = 'bought-it'""").update();
        walk.jdbc().sql("""
                INSERT INTO trade (supplier, environment, trade_id, purchase_id)
                SELECT supplier, environment, '77', id FROM purchase WHERE id = 'p'""").update();
        try {
            gateway.answerBy(request -> GatewayRecorder.json("{\"code\":\"0\",\"value\":{}}"));

            assertThat(get("/alibaba/order/get?e_trade_id=77").body().path("detail").asText()).contains("bought-it");
            assertThat(gateway.requests()).isEmpty();
            get("/alibaba/order/get?e_trade_id=77&account=alibaba-production").ok();
            get("/alibaba/order/get?e_trade_id=78").ok();
            assertThat(get("/alibaba/order/get?e_trade_id=%00").status()).isEqualTo(400);
        } finally {
            walk.jdbc().sql("DELETE FROM trade").update();
            walk.jdbc().sql("DELETE FROM purchase").update();
            walk.jdbc().sql("DELETE FROM shopify_order").update();
            walk.jdbc().sql("DELETE FROM account WHERE id = 'bought-it'").update();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/token/create?code=1", "/auth/token/refresh"})
    void tokensAreNotHandedOut(String path) {
        gateway.answer(GatewayRecorder.json("{\"access_token\":\"a\",\"code\":\"0\"}"));

        assertThat(get(path).problemOf(403)).contains("/connect/alibaba", "/api/accounts");
        assertThat(post(path, "{}").problemOf(403)).contains("/connect/alibaba");
        assertThat(gateway.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/eco/buyer/product/check", "/eco/buyer/local/product/check", "/eco/buyer/localregular/product/check",
        "/eco/buyer/crossborder/product/check", "/eco/buyer/product/description", "/eco/buyer/product/inventory",
        "/eco/buyer/product/search",
        "/shipping/freight/calculate", "/order/freight/calculate", "/alibaba/order/list", "/alibaba/order/get", "/alibaba/order/fund/query",
        "/alibaba/order/pay/result/query", "/order/logistics/query", "/order/logistics/tracking/get", "/eco/buyer/product/events",
        "/alibaba/order/attachment/upload", "/auth/token/create", "/auth/token/refresh"})
    void nobodyIsAnsweredWithoutTheKey(String path) throws Exception {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\"}"));
        URI uri = walk.url().resolve("/api/alibaba" + path);
        HttpClient stranger = HttpClient.newHttpClient();

        assertThat(answer(stranger.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())).problemOf(401)).isNotBlank();
        HttpRequest.Builder wrongKey = HttpRequest.newBuilder(uri).header("Authorization", "Bearer no").header("Content-Type",
                "application/json");
        assertThat(answer(stranger.send(wrongKey.POST(HttpRequest.BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString()))
                .problemOf(401)).isNotBlank();
        assertThat(gateway.requests()).isEmpty();
    }
}
