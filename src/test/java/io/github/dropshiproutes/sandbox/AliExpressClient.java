package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small caller of AliExpress, which reads every shape that an answer may have. */
final class AliExpressClient {

    static final String CREATE = "aliexpress.ds.order.create";
    static final String GET = "aliexpress.trade.ds.order.get";
    static final String TRACKING = "aliexpress.ds.order.tracking.get";
    static final String PRODUCT = "aliexpress.ds.product.get";
    static final String FREIGHT = "aliexpress.ds.freight.query";
    static final String SEARCH = "aliexpress.ds.text.search";
    static final String AFFILIATE = "aliexpress.affiliate.product.query";
    static final String ORDER = "param_place_order_request4_open_api_d_t_o";
    static final String AUTO_PAY = "{\"payment\":{\"pay_currency\":\"USD\",\"try_to_pay\":\"true\"}}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String baseUrl;
    private final Clock clock;
    String session = SandboxOptions.ALIEXPRESS_ACCESS_TOKEN;

    AliExpressClient(String baseUrl, Clock clock) {
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    /** @return the whole answer of a business method */
    JsonNode call(String method, String... namesAndValues) throws Exception {
        Map<String, String> all = SandboxClient.parameters(namesAndValues);
        all.put("method", method);
        return JSON.readTree(send("/sync", signed("", all)).body());
    }

    /** @return the whole answer of a path of the system */
    JsonNode rest(String path, String... namesAndValues) throws Exception {
        return JSON.readTree(send("/rest" + path, signed(path, SandboxClient.parameters(namesAndValues))).body());
    }

    HttpResponse<String> send(String path, Map<String, String> parameters) throws Exception {
        return SandboxClient.send("POST", URI.create(baseUrl + path), parameters);
    }

    Map<String, String> signed(String signedPath, Map<String, String> business) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(business);
        all.putIfAbsent("app_key", SandboxOptions.ALIEXPRESS_APP_KEY);
        all.putIfAbsent("sign_method", "sha256");
        all.putIfAbsent("timestamp", String.valueOf(clock.millis()));
        if (session != null) {
            all.putIfAbsent("session", session);
        }
        all.put("sign", SandboxClient.sign(signedPath, all, SandboxOptions.ALIEXPRESS_APP_SECRET));
        return all;
    }

    JsonNode product(String id, String country) throws Exception {
        return body(call(PRODUCT, "product_id", id, "ship_to_country", country, "target_currency", "USD"));
    }

    JsonNode freight(String id, String skuId, int quantity, String country) throws Exception {
        return body(call(FREIGHT, "queryDeliveryReq", "{\"quantity\":\"" + quantity + "\",\"shipToCountry\":\"" + country
                + "\",\"productId\":\"" + id + "\",\"selectedSkuId\":\"" + skuId
                + "\",\"language\":\"en_US\",\"locale\":\"en_US\",\"currency\":\"USD\",\"provinceCode\":\"\",\"cityCode\":\"\"}"))
                .path("result");
    }

    JsonNode search(String keywords, int page, int size) throws Exception {
        return body(call(SEARCH, "keyWord", keywords, "local", "en_US", "countryCode", "US", "currency", "USD",
                "pageIndex", String.valueOf(page), "pageSize", String.valueOf(size)));
    }

    /** @return the result of creating an order, and of paying it when {@code extension} asks for it */
    JsonNode create(ObjectNode order, String extension) throws Exception {
        return body(extension == null ? call(CREATE, ORDER, order.toString())
                : call(CREATE, ORDER, order.toString(), "ds_extend_request", extension)).path("result");
    }

    /** @return the number of an order of one blue yoga mat */
    String order(String reference) throws Exception {
        return numbers(create(guideOrder(reference), null)).get(0);
    }

    JsonNode get(String number) throws Exception {
        return body(call(GET, "single_order_query", "{\"order_id\":\"" + number + "\"}")).path("result");
    }

    JsonNode tracking(String number) throws Exception {
        return body(call(TRACKING, "ae_order_id", number, "language", "en_US")).path("result");
    }

    /** @return one blue yoga mat to New York, to be changed as a test likes */
    static ObjectNode guideOrder(String reference) {
        return order(reference, item(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE, 1));
    }

    static ObjectNode order(String reference, ObjectNode... items) {
        ObjectNode order = JSON.createObjectNode().put("out_order_id", reference);
        order.set("logistics_address", address());
        order.putArray("product_items").addAll(List.of(items));
        return order;
    }

    static ObjectNode item(String productId, String skuAttr, int count) {
        return JSON.createObjectNode().put("product_id", Long.parseLong(productId)).put("product_count", count).put("sku_attr", skuAttr)
                .put("logistics_service_name", AliExpressFreight.STANDARD).put("order_memo", "");
    }

    static ObjectNode address() {
        return JSON.createObjectNode().put("contact_person", "John Doe").put("full_name", "John Doe").put("address", "123 Main St")
                .put("address2", "").put("city", "New York").put("province", "New York").put("zip", "10001").put("country", "US")
                .put("phone_country", "+1").put("mobile_no", "2125550100").put("locale", "en_US");
    }

    /** @return what stands in the envelope, whatever its name; the answer itself when there is none */
    static JsonNode body(JsonNode answer) {
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            if (field.getKey().startsWith("aliexpress_")) {
                return field.getValue();
            }
        }
        return answer;
    }

    /** @return the elements of a list: wrapped, bare or plain */
    static List<JsonNode> list(JsonNode list) {
        JsonNode inner = list.isObject() && list.size() == 1 ? list.elements().next() : list;
        List<JsonNode> elements = new ArrayList<>();
        if (inner.isArray()) {
            inner.forEach(elements::add);
        } else if (!inner.isMissingNode() && !inner.isEmpty() || inner.isValueNode() && !inner.isMissingNode()) {
            elements.add(inner);
        }
        return elements;
    }

    static List<String> numbers(JsonNode created) {
        return list(created.path("order_list")).stream().map(JsonNode::asText).toList();
    }
}
