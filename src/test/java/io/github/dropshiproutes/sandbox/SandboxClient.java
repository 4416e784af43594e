package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A small caller of the sandbox, with a signer of its own so that both ends cannot be wrong together. */
final class SandboxClient {

    static final String DESCRIPTION = "/eco/buyer/product/description";
    static final String INVENTORY = "/eco/buyer/product/inventory";
    static final String ESTIMATE = "/shipping/freight/calculate";
    static final String QUOTE = "/order/freight/calculate";
    static final String CREATE = "/buynow/order/create";
    static final String PAY = "/alibaba/dropshipping/order/pay";
    static final String RESULT = "/alibaba/order/pay/result/query";
    static final String LIST = "/alibaba/order/list";
    static final String GET = "/alibaba/order/get";
    static final String CANCEL = "/alibaba/order/cancel";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final String baseUrl;
    private final Clock clock;
    String accessToken = SandboxOptions.ACCESS_TOKEN;

    SandboxClient(String baseUrl, Clock clock) {
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    /** @param namesAndValues business parameters, name after value */
    static Map<String, String> parameters(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    JsonNode get(String path, String... namesAndValues) throws Exception {
        return JSON.readTree(send("GET", path, signed(path, parameters(namesAndValues))).body());
    }

    JsonNode post(String path, String... namesAndValues) throws Exception {
        return JSON.readTree(send("POST", path, signed(path, parameters(namesAndValues))).body());
    }

    Map<String, String> signed(String path, Map<String, String> business) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(business);
        all.put("app_key", SandboxOptions.APP_KEY);
        all.put("sign_method", "sha256");
        all.put("timestamp", String.valueOf(clock.millis()));
        if (accessToken != null) {
            all.put("access_token", accessToken);
        }
        all.put("sign", sign(path, all, SandboxOptions.APP_SECRET));
        return all;
    }

    HttpResponse<String> send(String verb, String path, Map<String, String> parameters) throws IOException, InterruptedException {
        return send(verb, URI.create(baseUrl + path), parameters);
    }

    /** Everything in the query of a GET, or in the form of a POST. */
    static HttpResponse<String> send(String verb, URI uri, Map<String, String> parameters) throws IOException, InterruptedException {
        String form = parameters.entrySet().stream().map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = verb.equals("POST")
                ? HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(form))
                        .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                : HttpRequest.newBuilder(URI.create(uri + "?" + form));
        return HTTP.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Consents as the account on the sandbox's page, exchanges the code and goes on with its token. */
    JsonNode connect(String authorizeUrl, String account) throws Exception {
        URI consent = URI.create(authorizeUrl + "?response_type=code&client_id=" + SandboxOptions.APP_KEY + "&account=" + account
                + "&approve=true&redirect_uri=" + encode("http://localhost:8080/connect/alibaba/callback"));
        HttpResponse<String> back = HTTP.send(HttpRequest.newBuilder(consent).build(), HttpResponse.BodyHandlers.ofString());
        accessToken = null;
        JsonNode answer = post("/auth/token/create", "code",
                back.headers().firstValue("Location").orElseThrow().replaceAll(".*[?&]code=([^&]*).*", "$1"));
        accessToken = answer.path("access_token").asText();
        return answer;
    }

    /** The binding quote for one line to an address in Beverly Hills. */
    JsonNode quote(String companyId, String productId, String skuId, int quantity, String from) throws Exception {
        return post(QUOTE, "e_company_id", companyId, "destination_country", "US", "dispatch_location", from,
                "address", freightAddress("90210"), "logistics_product_list", goods(productId, skuId, quantity));
    }

    JsonNode create(String reference, String productId, String skuId, int quantity, String from, String carrier) throws Exception {
        return post(CREATE, "channel_refer_id", reference, "product_list", goods(productId, skuId, quantity),
                "logistics_detail", logistics(address(), from, carrier),
                "properties", "{\"platform\":\"Shopify\",\"orderId\":\"820982911946154508\"}", "remark", "with care [" + reference + "]");
    }

    /** @return the trade id of one piece of the product to try first, quoted and ordered */
    String order(String reference) throws Exception {
        quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        JsonNode answer = create(reference, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN", "EX_ASP_JYC_ECONOMY");
        return answer.at("/value/trade_id").asText();
    }

    JsonNode pay(String... tradeIds) throws Exception {
        return post(PAY, "param_order_pay_request", payment(clock, tradeIds));
    }

    static String payment(Clock clock, String... tradeIds) {
        return "{\"order_id_list\":[" + Arrays.stream(tradeIds).map(id -> "\"" + id + "\"").collect(Collectors.joining(","))
                + "],\"payment_method\":\"CREDIT_CARD\",\"user_ip\":\"203.0.113.24\",\"user_agent\":\"Mozilla/5.0\","
                + "\"accept_language\":\"en-US,en;q=0.9\",\"screen_resolution\":\"1920*1080\",\"is_pc\":true,"
                + "\"isv_drop_shipper_registration_time\":" + (clock.millis() - 86_400_000L) + "}";
    }

    /** Makes the calls at once, each on a thread of its own. */
    static List<JsonNode> together(int calls, IntFunction<Callable<JsonNode>> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(calls);
        try {
            List<JsonNode> answers = new ArrayList<>();
            for (Future<JsonNode> answer : callers.invokeAll(IntStream.range(0, calls).mapToObj(call).toList())) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    static String goods(String productId, String skuId, int quantity) {
        String sku = skuId == null ? "" : ",\"sku_id\":\"" + skuId + "\"";
        return "[{\"product_id\":\"" + productId + "\"" + sku + ",\"quantity\":\"" + quantity + "\"}]";
    }

    static String freightAddress(String zip) {
        return "{\"zip\":\"" + zip + "\",\"country\":{\"code\":\"US\",\"name\":\"United States\"},"
                + "\"province\":{\"code\":\"CA\",\"name\":\"California\"},\"city\":{\"code\":\"\",\"name\":\"Beverly Hills\"},"
                + "\"address\":\"1012 Beverly Drive\"}";
    }

    static String address() {
        return "{\"zip\":\"90210\",\"country\":\"United States of America\",\"country_code\":\"US\",\"province\":\"California\","
                + "\"province_code\":\"CA\",\"city\":\"Beverly Hills\",\"address\":\"1012 Beverly Drive\",\"alternate_address\":\"Apt 4\","
                + "\"contact_person\":\"Jane Roe\",\"telephone\":{\"country\":\"+1\",\"area\":\"\",\"number\":\"3105550142\"}}";
    }

    static String logistics(String address, String from, String carrier) {
        return "{\"shipment_address\":" + address + (from == null ? "" : ",\"dispatch_location\":\"" + from + "\"")
                + ",\"carrier_code\":\"" + carrier + "\"}";
    }

    static String sign(String path, Map<String, String> parameters, String secret) throws Exception {
        String[] names = parameters.keySet().toArray(new String[0]);
        Arrays.sort(names);
        StringBuilder base = new StringBuilder(path);
        for (String name : names) {
            if (!name.equals("sign")) {
                base.append(name).append(parameters.get(name));
            }
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        StringBuilder hex = new StringBuilder();
        for (byte b : mac.doFinal(base.toString().getBytes(StandardCharsets.UTF_8))) {
            hex.append(String.format("%02X", b));
        }
        return hex.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
