package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AliExpress's answers, as captured, in the guide's shapes; what they do not say is null. */
class AliExpressAnswersTest {

    private static final String SKU = """
            {"sku_attr":"14:29#Bear;183:200007741","id":"x","sku_id":"12000044126059467","offer_sale_price":"8.01","sku_price":"22.23",
             "currency_code":"EUR","sku_available_stock":27,"ae_sku_property_dtos":{"ae_sku_property_d_t_o":[
              {"sku_property_id":14,"sku_property_name":"Color","sku_property_value":"WHITE","property_value_definition_name":"Bear",
               "sku_image":"http://a/w.jpg"},{"sku_property_id":183,"sku_property_name":"Plug","sku_property_value":"EU"}]}}""";
    private static final String PRODUCT = """
            {"result":{"ae_item_sku_info_dtos":{"ae_item_sku_info_d_t_o":[%s]},
             "ae_item_base_info_dto":{"product_id":1005008177221739,"subject":"Lamp","detail":"<div onclick='x()'>ok<script>x()</script></div>"},
             "ae_multimedia_info_dto":{"image_urls":"https://a/1.jpg; //a/2.jpg;;"},"logistics_info_dto":{"delivery_time":7},
             "product_id_converter_result":{"sub_product_id":"{\\"US\\":3256807990906987}"}},"rsp_code":200}""";

    private final ObjectMapper json = new ObjectMapper();
    private final AliExpressAnswers answers = new AliExpressAnswers(
            new OwnErrors(ErrorCatalogue.load(Path.of("routes", "errors", "error-codes.yaml"))), json);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private JsonNode json(Object text) {
        try {
            return json.readTree(text instanceof byte[] bytes ? bytes : text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(text.toString(), e);
        }
    }

    private ObjectNode product(String skus, String country, String sku) {
        exchange.setVariable("products", Set.of("1005008177221739"));
        exchange.setVariable("country", country);
        exchange.setVariable("sku", sku);
        exchange.getMessage().setBody(json(PRODUCT.formatted(skus)));
        answers.product(exchange);
        return exchange.getVariable("product", ObjectNode.class);
    }

    private JsonNode answered() {
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
        JsonNode answer = json(exchange.getMessage().getBody());
        assertThat(answer.path("success").asBoolean()).isTrue();
        return answer.path("data");
    }

    @Test
    void aProductAsCaptured() {
        assertThat(product(SKU, "FR", null).toString()).isEqualTo("""
                {"product_id":"1005008177221739","product_title":"Lamp","description":"<div>ok</div>","price":"8.01","currency":"EUR","stock":27,\
                "images":["https://a/1.jpg","https://a/2.jpg"],"variants":[{"sku_id":"14:29#Bear;183:200007741",\
                "sku_attr":"14:29#Bear;183:200007741","ae_sku_id":"12000044126059467","color":"Bear","price":"8.01","original_price":"22.23",\
                "currency":"EUR","stock":27,"image":"https://a/w.jpg","properties":{"Color":"Bear","Plug":"EU"}}],\
                "shipping_info":{"country":"FR","shipping_fee":null,"delivery_time":"7 days"}}""");
        assertThat(exchange.getVariable("freightProduct")).isEqualTo("1005008177221739");
        assertThat(exchange.getVariable("freightSku")).isEqualTo("12000044126059467");
    }

    @Test
    void theUnitedStatesKnowAProductByAnotherNumber() {
        assertThat(product(SKU, "US", null).path("product_id").asText()).isEqualTo("1005008177221739");
        assertThat(exchange.getVariable("freightProduct")).isEqualTo("3256807990906987");
    }

    @Test
    void thePriceIsTheLeastOfWhatIsInStock() {
        String gone = "{\"sku_attr\":\"14:1\",\"sku_id\":\"1\",\"offer_sale_price\":\"1.00\",\"sku_available_stock\":0}";
        String dear = "{\"sku_attr\":\"14:2\",\"sku_id\":\"2\",\"offer_sale_price\":\"9.5\",\"sku_available_stock\":\"3\"}";
        String silent = "{\"sku_attr\":\"14:3\",\"sku_id\":\"3\"}";

        ObjectNode product = product(String.join(",", gone, dear, silent), "FR", null);
        assertThat(product.path("price").asText()).isEqualTo("9.5");
        assertThat(product.path("stock").asInt()).isEqualTo(3);
        assertThat(product.path("variants").get(2).path("stock").isNull() && product.path("variants").get(2).path("price").isNull()).isTrue();
        assertThat(exchange.getVariable("freightSku")).isEqualTo("2");
        assertThat(product(gone, "FR", null).path("price").asText()).isEqualTo("1.00");
        assertThat(product(gone, "FR", null).path("stock").asInt(-1)).isZero();
        assertThat(product(silent, "FR", null).path("stock").isNull()).isTrue();
        assertThat(exchange.getVariable("freightSku")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"14:2", "2"})
    void freightIsAskedForTheVariantThatIsNamed(String named) {
        product("{\"sku_attr\":\"14:1\",\"sku_id\":\"1\",\"offer_sale_price\":\"1\",\"sku_available_stock\":5},"
                + "{\"sku_attr\":\"14:2\",\"sku_id\":\"2\",\"offer_sale_price\":\"2\",\"sku_available_stock\":5}", "FR", named);
        assertThat(exchange.getVariable("freightSku")).isEqualTo("2");
        assertThatThrownBy(() -> product(SKU, "FR", "14:9")).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"result\":{}}", "{\"result\":{\"ae_item_base_info_dto\":{\"product_id\":1}}}", "{\"result\":null}"})
    void anAnswerWithoutAProductIsNoProductWithoutStock(String answer) {
        exchange.getMessage().setBody(json(answer));

        assertThatThrownBy(() -> answers.product(exchange)).isInstanceOfSatisfying(SupplierException.class,
                failure -> assertThat(failure.getCode()).isEqualTo("NO_ANSWER_VALUE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'code':'A','shipping_fee_cent':'1.99','min_delivery_days':6,'max_delivery_days':8} | 1.99 | 6-8 days",
        "{'code':'A','free_shipping':true,'min_delivery_days':'7','max_delivery_days':7} | 0.00 | 7 days",
        "{'code':'A','free_shipping':'true','shipping_fee_cent':'3'} | 0.00 | 7 days",
        "{'code':'A','shipping_fee_cent':'5','max_delivery_days':4},{'code':'B','shipping_fee_cent':'2.5','max_delivery_days':9} | 2.50 | 7 days",
        "{'code':'A'} | | 7 days", " | | 7 days"})
    void theCheapestFreightIsShown(String options, String fee, String time) {
        product(SKU, "FR", null);
        exchange.getMessage().setBody(json(("{'result':{'delivery_options':{'delivery_option_d_t_o':[" + (options == null ? "" : options)
                + "]}}}").replace('\'', '"')));

        answers.freight(exchange);
        answers.answerProduct(exchange);

        assertThat(answered().path("shipping_info").path("shipping_fee").asText(null)).isEqualTo(fee == null ? "null" : fee);
        assertThat(answered().path("shipping_info").path("delivery_time").asText()).isEqualTo(time);
    }

    private void order(String result) {
        exchange.setVariable("orderNumber", "8198352049851315");
        exchange.getMessage().setBody(json(("{'result':" + result + "}").replace('\'', '"')));
        answers.order(exchange);
    }

    private JsonNode tracked(String result) {
        exchange.getMessage().setBody(json(("{'result':" + result + "}").replace('\'', '"')));
        answers.tracking(exchange);
        return answered();
    }

    @Test
    void theTrackingKnowsBetterThanTheOrder() {
        order("{'order_status':'FINISH','logistics_status':'BUYER_ACCEPT_GOODS','logistics_info_list':{'aeop_order_logistics_info':"
                + "[{'logistics_service':'CAINIAO_FULFILLMENT_STD','logistics_no':'LP00675700340000'}]}}");

        assertThat(tracked("{'ret':true,'data':{'tracking_detail_line_list':{'tracking_detail':[{'mail_no':'XY1','carrier_name':'China Post',"
                + "'eta_time_stamps':1740273780000},{'mail_no':'XY2','eta_time_stamps':'1740360180000'}]}}}").toString()).isEqualTo("""
                {"order_id":"8198352049851315","order_status":"FINISH","logistics_status":"BUYER_ACCEPT_GOODS","tracking_number":"XY1",\
                "carrier":"China Post","estimated_delivery":"2025-02-23","parcels":[\
                {"tracking_number":"XY1","carrier":"China Post","estimated_delivery":"2025-02-23"},\
                {"tracking_number":"XY2","carrier":null,"estimated_delivery":"2025-02-24"}]}""");
    }

    @Test
    void whatIsNotShippedHasOnlyWhatTheOrderSays() {
        order("{'order_status':'WAIT_SELLER_SEND_GOODS','logistics_info_list':{'aeop_order_logistics_info':{'logistics_no':'LP1'}}}");
        assertThat(tracked("{'ret':false,'code':'1001','msg':'TRACKING DATA NOT FOUND'}").toString()).isEqualTo("""
                {"order_id":"8198352049851315","order_status":"WAIT_SELLER_SEND_GOODS","logistics_status":null,"tracking_number":"LP1",\
                "carrier":null,"estimated_delivery":null,"parcels":[]}""");
        assertThatThrownBy(() -> order("{}")).isInstanceOf(SupplierException.class);
    }

    private JsonNode categories(boolean tree, String categories) {
        exchange.setVariable("tree", tree);
        exchange.getMessage().setBody(json(("{'resp_result':{'result':{'categories':" + categories + "}}}").replace('\'', '"')));
        answers.categories(exchange);
        return answered();
    }

    @Test
    void categoriesAreAListOrATree() {
        String some = "{'category':[{'category_id':15,'category_name':'Home'},{'category_id':'16','category_name':'Lamps',"
                + "'parent_category_id':15},{'category_id':17,'category_name':'Lost','parent_category_id':99}]}";
        assertThat(categories(false, some).toString()).isEqualTo("""
                [{"category_id":"15","category_name":"Home","parent_category_id":null},\
                {"category_id":"16","category_name":"Lamps","parent_category_id":"15"},\
                {"category_id":"17","category_name":"Lost","parent_category_id":"99"}]""");
        assertThat(categories(true, some).toString()).isEqualTo("""
                [{"category_id":"15","category_name":"Home","parent_category_id":null,"children":[\
                {"category_id":"16","category_name":"Lamps","parent_category_id":"15","children":[]}]},\
                {"category_id":"17","category_name":"Lost","parent_category_id":"99","children":[]}]""");
        assertThatThrownBy(() -> categories(false, "{}")).isInstanceOf(SupplierException.class);
    }

    @Test
    void categoriesThatAreEachOthersParentsDoNotGoRoundForEver() {
        JsonNode tree = categories(true, "[{'category_id':1,'parent_category_id':2},{'category_id':2,'parent_category_id':1},"
                + "{'category_id':3,'parent_category_id':3}]");
        assertThat(tree.findValuesAsText("category_id")).containsExactlyInAnyOrder("1", "2", "3");
    }
}
