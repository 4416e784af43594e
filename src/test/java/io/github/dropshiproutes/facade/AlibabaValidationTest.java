package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.GatewayRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked wrongly is refused by the name of its field, and never reaches Alibaba. */
class AlibabaValidationTest extends FacadeTestCase {

    private static final String FREIGHT = "\"e_company_id\":\"c\",\"destination_country\":\"US\"";
    private static final String ADDRESS = "\"address\":{\"country\":\"US\"}";

    @BeforeEach
    void nothingIsAsked() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/eco/buyer/product/description | product_id", "/eco/buyer/product/description?product_id= | product_id",
        "/eco/buyer/product/description?product_id=abc | product_id", "/eco/buyer/product/description?product_id=12345678901234567890"
            + " | product_id",
        "/eco/buyer/product/description?product_id=1%0a | product_id", "/eco/buyer/product/description?product_id=1&product_id=2 |"
            + " product_id",
        "/eco/buyer/product/description?product_id=1&country=XX | country", "/eco/buyer/product/description?product_id=1&lang=en | lang",
        "/eco/buyer/product/inventory?product_id=1&shipping_from=Atlantis | shipping_from",
        "/eco/buyer/product/inventory?product_id=1&sku_id=-1 | sku_id",
        "/shipping/freight/calculate?quantity=1&destination_country=US | product_id",
        "/shipping/freight/calculate?product_id=1&destination_country=US | quantity",
        "/shipping/freight/calculate?product_id=1&quantity=0&destination_country=US | quantity",
        "/shipping/freight/calculate?product_id=1&quantity=1e3&destination_country=US | quantity",
        "/shipping/freight/calculate?product_id=1&quantity=1 | destination_country",
        "/shipping/freight/calculate?product_id=1&quantity=1&destination_country=US&enable_distribution_waybill=yes |"
            + " enable_distribution_waybill",
        "/order/freight/calculate?destination_country=US | e_company_id",
        "/order/freight/calculate?e_company_id=c&destination_country=US | address",
        "/order/freight/calculate?e_company_id=c&destination_country=US&address=%7B | address",
        "/alibaba/order/get | e_trade_id", "/alibaba/order/get?e_trade_id=1%272 | e_trade_id", "/alibaba/order/get?trade_id=1 | e_trade_id",
        "/alibaba/order/list?role=admin | role", "/alibaba/order/list?role=buyer&status=shipped | status",
        "/alibaba/order/list?role=buyer&create_date_end=yesterday | create_date_end",
        "/alibaba/order/list?role=buyer&create_date_end=%7B%7D | create_date_end",
        "/order/logistics/query?trade_id= | trade_id", "/order/logistics/tracking/get | trade_id",
        "/alibaba/order/pay/result/query?trade_id=x | trade_id"})
    void aQuery(String path, String field) {
        refuses(get(path), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "/order/freight/calculate | {" + FREIGHT + "," + ADDRESS + "} | logistics_product_list",
        "/order/freight/calculate | {" + FREIGHT + "," + ADDRESS + ",\"logistics_product_list\":[]} | logistics_product_list",
        "/order/freight/calculate | {" + FREIGHT + "," + ADDRESS + ",\"logistics_product_list\":[{\"product_id\":\"1\"}]}"
            + " | logistics_product_list[0].quantity",
        "/order/freight/calculate | {" + FREIGHT + "," + ADDRESS + ",\"logistics_product_list\":[{\"product_id\":\"1\",\"quantity\":1,\"x\":1}]}"
            + " | logistics_product_list[0].x",
        "/order/freight/calculate | {" + FREIGHT + ",\"address\":{\"zip\":\"1\"}} | address.country",
        "/order/freight/calculate | {" + FREIGHT + ",\"address\":{\"country\":{\"code\":\"QQ\"}}} | address.country",
        "/order/freight/calculate | {" + FREIGHT + ",\"address\":{\"country\":{\"code\":\"US\",\"id\":1}}} | address.country.id",
        "/order/freight/calculate | {" + FREIGHT + ",\"address\":[]} | address",
        "/shipping/freight/calculate | {\"product_id\":{\"a\":1}} | product_id",
        "/shipping/freight/calculate | [] | body", "/shipping/freight/calculate | {\"product_id\":1,\"product_id\":2} | body",
        "/shipping/freight/calculate | {\"product_id\" | body", "/shipping/freight/calculate | {} {} | body",
        "/alibaba/order/get?e_trade_id=1 | {\"e_trade_id\":\"2\"} | e_trade_id",
        "/eco/buyer/product/events | {} | events", "/eco/buyer/product/events | {\"events\":{}} | events",
        "/eco/buyer/product/events | {\"events\":[1]} | events[0]",
        "/eco/buyer/product/events | {\"events\":[{\"event_type\":\"PRODUCT_LISTED\"}]} | events[0].ali_product_id",
        "/eco/buyer/product/events | {\"events\":[{\"ali_product_id\":\"1\",\"event_type\":\"SOLD\"}]} | events[0].event_type"})
    void aBody(String path, String body, String field) {
        refuses(post(path, body), field);
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        refuses(post("/shipping/freight/calculate", "{\"product_id\":\"" + "1".repeat(300_000) + "\"}"), "body");
    }

    @Test
    void theWrongVerbIsSaidToBeWrong() {
        assertThat(post("/eco/buyer/product/description", "{\"product_id\":\"1\"}").problemOf(405)).isNotBlank();
        assertThat(get("/eco/buyer/product/events").problemOf(405)).isNotBlank();
    }

    private static void refuses(Answer answer, String field) {
        assertThat(answer.problemOf(400)).startsWith(field.equals("body") ? "The body" : field);
        assertThat(answer.body().path("field").asText()).isEqualTo(field);
        assertThat(gateway.requests()).isEmpty();
    }
}
