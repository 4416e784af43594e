package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every business rule of an order, each refused with its own code. */
class OrderRulesTest extends RunningSandbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0} x {2}: {3}")
    @CsvSource({
        "MUG,               MUG_SKU,               49,   410006",
        "MUG,               MUG_SKU,               50,   0",
        "LADDER_FROM_THREE, LADDER_FROM_THREE_SKU, 2,    4027",
        "LADDER_FROM_THREE, LADDER_FROM_THREE_SKU, 3,    0",
        "OUT_OF_STOCK,      OUT_OF_STOCK_SKU,      1,    130703",
        "TRY_OUT,           TRY_OUT_GREEN,         13,   130703",
        "TRY_OUT,           TRY_OUT_GREEN,         12,   0",
        "OFFLINE,           OFFLINE_SKU,           1,    130106",
        "TINY,              TINY_SKU,              2,    430013",
        "TINY,              TINY_SKU,              3,    0",
        "GRAND,             GRAND_SKU,             3,    480006",
        "GRAND,             GRAND_SKU,             2,    0",
        "SINGLE_NULL,       ,                      1,    0",
        "SINGLE_MINUS_ONE,  ,                      1,    0",
    })
    void holdsQuantityStockAndAmountToTheirBounds(String product, String sku, int quantity, String expected) throws Exception {
        String productId = constant(product);
        String skuId = sku == null ? null : constant(sku);
        alibaba.quote(Catalogue.COMPANY, productId, skuId, quantity, "CN");

        assertThat(code(alibaba.create("R-1", productId, skuId, quantity, "CN", "EX_ASP_JYC_ECONOMY"))).isEqualTo(expected);
        assertThat(sandbox.ledger().created()).hasSize(expected.equals("0") ? 1 : 0);
    }

    @Test
    void sellsNoMorePiecesThanThereAre() throws Exception {
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_GREEN, 1, "CN");

        List<JsonNode> answers = SandboxClient.together(20, caller -> () -> alibaba.create("R-" + caller, Catalogue.TRY_OUT,
                Catalogue.TRY_OUT_GREEN, 1, "CN", "EX_ASP_JYC_ECONOMY"));

        assertThat(answers).extracting(RunningSandbox::code).filteredOn("0"::equals).hasSize(12);
        assertThat(answers).extracting(RunningSandbox::code).filteredOn("130703"::equals).hasSize(8);
        assertThat(sandbox.ledger().created()).extracting(LedgerEntry::tradeId).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void namesAnSkuThatIsNotThere() throws Exception {
        assertThat(code(create(Catalogue.TRY_OUT, "999"))).isEqualTo("10005");
        assertThat(code(create(Catalogue.TRY_OUT, null))).as("left out").isEqualTo("10005");
        assertThat(code(create(Catalogue.SINGLE_MINUS_ONE, "-1"))).as("minus one").isEqualTo("10005");
        assertThat(code(create("1", "2"))).as("no such product").isEqualTo("130106");
    }

    @Test
    void refusesTheSameArticleTwice() throws Exception {
        String line = "{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"sku_id\":\"" + Catalogue.TRY_OUT_BLACK + "\",\"quantity\":\"1\"}";

        JsonNode answer = create("[" + line + "," + line + "]", SandboxClient.logistics(SandboxClient.address(), "CN", "X"), Map.of());

        assertThat(code(answer)).isEqualTo("4012");
    }

    @Test
    void ordersSeveralArticlesOfOneSellerTogether() throws Exception {
        String goods = "[{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"sku_id\":\"" + Catalogue.TRY_OUT_WHITE + "\",\"quantity\":2},"
                + "{\"product_id\":\"" + Catalogue.CN_ONLY + "\",\"sku_id\":\"" + Catalogue.CN_ONLY_SKU + "\",\"quantity\":1}]";
        alibaba.post(SandboxClient.QUOTE, "e_company_id", Catalogue.COMPANY, "destination_country", "US",
                "dispatch_location", "CN", "logistics_product_list", goods);

        JsonNode answer = create(goods, SandboxClient.logistics(SandboxClient.address(), "CN", "EX_ASP_JYC_ECONOMY"), Map.of());

        assertThat(code(answer)).isEqualTo("0");
        assertThat(sandbox.ledger().created().get(0).text("total")).isEqualTo("36.60");
    }

    @ParameterizedTest
    @CsvSource({
        "MX_ONLY, MX_ONLY_SKU, ,   130608",
        "MX_ONLY, MX_ONLY_SKU, CN, 10012",
        "TRY_OUT, TRY_OUT_BLACK, US, 10012",
        "TRY_OUT, TRY_OUT_BLACK, DE, 10012",
        "NOWHERE_EMPTY, NOWHERE_EMPTY_SKU, CN, 10010",
    })
    void wantsTheDispatchLocationOfTheProduct(String product, String sku, String from, String expected) throws Exception {
        JsonNode answer = create(SandboxClient.goods(constant(product), constant(sku), 1),
                SandboxClient.logistics(SandboxClient.address(), from, "EX_ASP_JYC_ECONOMY"), Map.of());

        assertThat(code(answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "contact_person", "country", "country_code", "city", "province", "zip", "telephone"})
    void wantsAWholeAddress(String part) throws Exception {
        ObjectNode address = (ObjectNode) JSON.readTree(SandboxClient.address());
        address.remove(part);

        JsonNode answer = createTo(address);

        assertThat(code(answer)).isEqualTo("800022");
        assertThat(message(answer)).contains(part);
    }

    @Test
    void wantsATelephoneNumberAndNotOnlyItsCountry() throws Exception {
        ObjectNode address = (ObjectNode) JSON.readTree(SandboxClient.address());
        address.putObject("telephone").put("country", "+1").put("number", "");

        assertThat(code(createTo(address))).isEqualTo("800022");
    }

    @Test
    void refusesUkAndNamesThatNobodyKnows() throws Exception {
        ObjectNode british = ((ObjectNode) JSON.readTree(SandboxClient.address())).put("country_code", "UK");
        ObjectNode misspelt = ((ObjectNode) JSON.readTree(SandboxClient.address())).put("adress2", "x");

        assertThat(message(createTo(british))).contains("country_code");
        assertThat(message(createTo(misspelt))).contains("adress2");
    }

    @Test
    void wantsClearanceDetailsForKorea() throws Exception {
        ObjectNode korean = ((ObjectNode) JSON.readTree(SandboxClient.address())).put("country_code", "KR").put("country", "South Korea");
        String goods = SandboxClient.goods(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1);
        alibaba.post(SandboxClient.QUOTE, "e_company_id", Catalogue.COMPANY, "destination_country", "KR", "logistics_product_list", goods);
        String logistics = SandboxClient.logistics(korean.toString(), "CN", "EX_ASP_JYC_FEDEX");

        assertThat(message(create(goods, logistics, Map.of()))).contains("clearance_detail");
        assertThat(code(create(goods, logistics, Map.of("clearance_detail",
                "{\"clearance_type\":\"PERSONAL\",\"clearance_code\":\"P123456789012\",\"clearancer\":\"Jane Roe\"}")))).isEqualTo("0");
    }

    @Test
    void refusesABuyerRegisteredInChina() throws Exception {
        String consent = sandbox.tokens().authorize("chinese", "cn");
        alibaba.accessToken = null;
        alibaba.accessToken = alibaba.post("/auth/token/create", "code", consent).path("access_token").asText();

        assertThat(code(create(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK))).isEqualTo("110001");
    }

    @Test
    void wantsAKnownShopPlatform() throws Exception {
        JsonNode answer = create(SandboxClient.goods(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1),
                SandboxClient.logistics(SandboxClient.address(), "CN", "X"),
                Map.of("properties", "{\"platform\":\"Etsy\",\"orderId\":\"1\"}"));

        assertThat(message(answer)).contains("properties.platform");
    }

    @Test
    void cancelsWhatIsUnpaidAndNothingElse() throws Exception {
        String paid = alibaba.order("R-1");
        alibaba.pay(paid);
        String open = alibaba.order("R-2");

        assertThat(code(alibaba.post(SandboxClient.CANCEL, "trade_id", paid))).isEqualTo("ORDER_STATUS_ERROR");
        JsonNode cancelled = alibaba.post(SandboxClient.CANCEL, "trade_id", open);
        assertThat(code(cancelled)).isEqualTo("0");
        assertThat(cancelled.path("value").isObject()).isTrue();
        assertThat(cancelled.path("value").isEmpty()).isTrue();
        clock.move(Duration.ofMillis(1));
        assertThat(code(alibaba.post(SandboxClient.CANCEL, "trade_id", open))).isEqualTo("ORDER_STATUS_ERROR");
        assertThat(sandbox.ledger().cancelled()).hasSize(1);
    }

    private JsonNode createTo(ObjectNode address) throws Exception {
        return create(SandboxClient.goods(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1),
                SandboxClient.logistics(address.toString(), "CN", "EX_ASP_JYC_FEDEX"), Map.of());
    }

    private JsonNode create(String productId, String skuId) throws Exception {
        return create(SandboxClient.goods(productId, skuId, 1), SandboxClient.logistics(SandboxClient.address(), "CN", "X"), Map.of());
    }

    private JsonNode create(String goods, String logistics, Map<String, String> more) throws Exception {
        Map<String, String> call = SandboxClient.parameters("channel_refer_id", "R-1", "product_list", goods,
                "logistics_detail", logistics);
        call.putAll(more);
        clock.move(Duration.ofMillis(1));
        return JSON.readTree(alibaba.send("POST", SandboxClient.CREATE, alibaba.signed(SandboxClient.CREATE, call)).body());
    }

    private static String constant(String name) throws ReflectiveOperationException {
        return (String) Catalogue.class.getField(name).get(null);
    }
}
