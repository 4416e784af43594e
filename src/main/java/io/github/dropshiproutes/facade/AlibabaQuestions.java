package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.alibaba.AlibabaFile;
import io.github.dropshiproutes.alibaba.AlibabaRequests;
import io.github.dropshiproutes.countries.Countries;
import io.github.dropshiproutes.countries.Provinces;
import io.github.dropshiproutes.facade.FacadeRequests.Upload;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Makes the caller's {@code request} into the {@code call} to Alibaba: fields checked one by one, objects wrapped into the JSON
 * parameters that the gateway takes. Where guide and live gateway differ, what is sent is what either accepts.
 */
@Component("alibabaQuestions")
public class AlibabaQuestions {

    static final String DESCRIPTION = "/eco/buyer/product/description";
    static final String INVENTORY = "/eco/buyer/product/inventory";

    private static final List<String> EXPANSIONS = List.of("details", "shipping_from");
    private static final List<String> STATUSES = List.of("to_be_audited", "unpay", "paying", "paid", "captured", "undeliver", "delivering",
            "wait_confirm_receipt", "trade_close", "trade_success", "frozen", "charge_back", "intention_processing", "relating",
            "wait_confirm_modify", "trade_unavailable");
    private static final List<String> EVENTS = List.of("PRODUCT_LISTED", "PRODUCT_DELISTED", "ORDER_PLACED");
    private static final int MOST_PIECES = 1_000_000;
    private static final int MOST_PRODUCTS = 50;
    private static final int MOST_EVENTS = 100;
    private static final int LONGEST_EVENT = 10_000;

    private final FacadeSettings settings;
    private final ObjectMapper json;

    public AlibabaQuestions(FacadeSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** {@code /eco/buyer/product/check}: the curated lists by scene; the live gateway demands a product type beside it. */
    public void sceneProducts(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Map<String, Object> query = new LinkedHashMap<>();
        String type = request.text("product_type", 100);
        Set<String> scenes = new TreeSet<>(settings.scenes().keySet());
        String scene = request.word("scene_id", scenes);
        if (scene == null && type == null) {
            throw request.mistake("scene_id", "is missing; it must be one of " + String.join(", ", scenes));
        }
        put(query, "scene_id", scene);
        query.put("product_type", type == null ? settings.productType() : type);
        products(exchange, "/eco/buyer/product/check", "query_req", query, settings.country());
    }

    /** {@code /eco/buyer/local/product/check}: what lies in warehouses of a country. */
    public void localProducts(Exchange exchange) {
        String country = request(exchange).country("country");
        Map<String, Object> query = new LinkedHashMap<>();
        put(query, "country", country);
        products(exchange, "/eco/buyer/local/product/check", "req", query, country == null ? settings.country() : country);
    }

    /** {@code /eco/buyer/localregular/product/check}. */
    public void localRegularProducts(Exchange exchange) {
        products(exchange, "/eco/buyer/localregular/product/check", "req", new LinkedHashMap<>(), settings.country());
    }

    /** {@code /eco/buyer/crossborder/product/check}. */
    public void crossBorderProducts(Exchange exchange) {
        products(exchange, "/eco/buyer/crossborder/product/check", "param0", new LinkedHashMap<>(), settings.country());
    }

    /** {@code /eco/buyer/product/search}, whose pages are counted from 1. */
    public void search(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("keyword", request.requiredText("keyword", 200));
        put(query, "productType", request.text("product_type", 100));
        put(query, "shipToCountry", request.country("ship_to_country"));
        put(query, "shipFrom", request.country("ship_from"));
        put(query, "currency", request.text("currency", 3));
        put(query, "language", request.text("language", 10));
        listing(exchange, "page", "/eco/buyer/product/search", query, settings.mostFound(), (page, size) -> {
            Map<String, Object> paged = new LinkedHashMap<>(query);
            paged.put("index", page + 1);
            paged.put("size", size);
            return AlibabaCall.get("/eco/buyer/product/search", Map.of("param0", json(paged)));
        });
        request.nothingElse();
    }

    private void products(Exchange exchange, String api, String wrapper, Map<String, Object> query, String country) {
        FacadeRequest request = request(exchange);
        Set<String> expand = request.words("expand", EXPANSIONS);
        listing(exchange, "page", api, query, settings.mostPerPage(), (page, size) -> {
            Map<String, Object> paged = new LinkedHashMap<>(query);
            paged.put("index", page);
            paged.put("size", size);
            return AlibabaCall.get(api, Map.of(wrapper, json(paged)));
        });
        AlibabaListing listing = exchange.getVariable("listing", AlibabaListing.class);
        if (!expand.isEmpty() && listing.limit() > settings.mostExpanded()) {
            throw request.mistake(request.has("limit") ? "limit" : "page_size", "must be at most " + settings.mostExpanded()
                    + " with expand: each product is asked about on its own");
        }
        request.nothingElse();
        exchange.setVariable("expand", expand);
        exchange.setVariable("country", country);
    }

    private static void listing(Exchange exchange, String pageName, String api, Map<String, Object> filters, int mostPerPage,
                                BiFunction<Long, Integer, AlibabaCall> question) {
        exchange.setVariable("listing", new AlibabaListing(request(exchange), pageName, api + filters, mostPerPage, question));
    }

    /** The call for the next page of the variable {@code listing}. */
    public void nextPage(Exchange exchange) {
        call(exchange, exchange.getVariable("listing", AlibabaListing.class).nextCall(), Set.of());
    }

    /** {@code /eco/buyer/product/description}. */
    public void description(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Map<String, Object> query = new LinkedHashMap<>();
        String product = request.requiredId("product_id");
        query.put("product_id", product);
        String country = request.country("country");
        // The guide leaves the country out, the live gateway fails without it.
        query.put("country", country == null ? settings.country() : country);
        put(query, "language", request.text("language", 10));
        put(query, "currency", request.text("currency", 3));
        request.nothingElse();
        call(exchange, AlibabaCall.get(DESCRIPTION, Map.of("query_req", json(query))), Set.of(product));
    }

    /** {@code /eco/buyer/product/inventory}. */
    public void inventory(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Map<String, Object> query = new LinkedHashMap<>();
        String product = request.requiredId("product_id");
        query.put("product_id", product);
        put(query, "sku_id", request.id("sku_id"));
        put(query, "shipping_from", request.country("shipping_from"));
        put(query, "ship_to", request.country("ship_to"));
        request.nothingElse();
        call(exchange, AlibabaCall.get(INVENTORY, Map.of("inv_req", json(query))), Set.of(product));
    }

    /** The description of the product in the variable {@code product}, an element of a list. */
    public void descriptionOfItem(Exchange exchange) {
        String product = exchange.getVariable("product", JsonNode.class).path("product_id").asText();
        call(exchange, AlibabaCall.get(DESCRIPTION, Map.of("query_req",
                json(ordered("product_id", product, "country", exchange.getVariable("country", String.class))))), Set.of(product));
    }

    /** The stock of the product in the variable {@code product}, an element of a list: it says where the product lies. */
    public void inventoryOfItem(Exchange exchange) {
        String product = exchange.getVariable("product", JsonNode.class).path("product_id").asText();
        call(exchange, AlibabaCall.get(INVENTORY, Map.of("inv_req", json(Map.of("product_id", product)))), Set.of(product));
    }

    /** {@code /shipping/freight/calculate}. */
    public void estimate(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Map<String, String> parameters = new LinkedHashMap<>();
        String product = request.requiredId("product_id");
        parameters.put("product_id", product);
        parameters.put("quantity", String.valueOf(request.requiredNumber("quantity", 1, MOST_PIECES)));
        parameters.put("destination_country", request.requiredCountry("destination_country"));
        parameters.put("zip_code", request.text("zip_code", 20));
        parameters.put("dispatch_location", request.country("dispatch_location"));
        parameters.put("enable_distribution_waybill", request.flag("enable_distribution_waybill"));
        request.nothingElse();
        call(exchange, AlibabaCall.post("/shipping/freight/calculate", parameters), Set.of(product));
    }

    /** {@code /order/freight/calculate}. */
    public void freight(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("e_company_id", request.requiredText("e_company_id", 128));
        parameters.put("destination_country", request.requiredCountry("destination_country"));
        parameters.put("dispatch_location", request.country("dispatch_location"));
        FacadeRequest address = request.object("address");
        if (address == null) {
            throw request.mistake("address", "is missing");
        }
        parameters.put("address", json(address(address)));
        Set<String> ids = new TreeSet<>();
        List<Map<String, Object>> products = new ArrayList<>();
        for (FacadeRequest line : request.requiredObjects("logistics_product_list", MOST_PRODUCTS)) {
            Map<String, Object> product = new LinkedHashMap<>();
            String id = line.requiredId("product_id");
            ids.add(id);
            product.put("product_id", id);
            put(product, "sku_id", line.id("sku_id"));
            product.put("quantity", String.valueOf(line.requiredNumber("quantity", 1, MOST_PIECES)));
            line.nothingElse();
            products.add(product);
        }
        parameters.put("logistics_product_list", json(products));
        parameters.put("enable_distribution_waybill", request.flag("enable_distribution_waybill"));
        request.nothingElse();
        call(exchange, AlibabaCall.post("/order/freight/calculate", parameters), ids);
    }

    private static Map<String, Object> address(FacadeRequest address) {
        Map<String, Object> written = new LinkedHashMap<>();
        put(written, "zip", address.text("zip", 20));
        String country = place(address, "country", "code") == null ? place(address, "country", "name") : place(address, "country", "code");
        if (country == null) {
            throw address.mistake("country", "is missing");
        }
        String code = Countries.code(country)
                .orElseThrow(() -> address.mistake("country", "must be a country of ISO 3166-1, by two letters such as GB or by name"));
        written.put("country", ordered("code", code, "name", Countries.name(code)));
        String provinceCode = place(address, "province", "code");
        String provinceName = place(address, "province", "name");
        String province = Provinces.code(code, provinceCode).or(() -> Provinces.code(code, provinceName)).orElse(provinceCode);
        written.put("province", ordered("code", province, "name", Provinces.name(code, province).orElse(provinceName)));
        written.put("city", ordered("code", place(address, "city", "code"), "name", place(address, "city", "name")));
        put(written, "address", address.text("address", 500));
        address.nothingElse();
        return written;
    }

    /** A place is an object of code and name, as in the guide, or simply a text, which may be either. */
    private static String place(FacadeRequest address, String field, String member) {
        if (!address.isObject(field)) {
            return member.equals("name") ? address.text(field, 100) : null;
        }
        FacadeRequest place = address.object(field);
        String text = place.text(member, 100);
        place.text(member.equals("code") ? "name" : "code", 100);
        place.nothingElse();
        return text;
    }

    /** {@code /alibaba/order/list}. */
    public void orders(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Map<String, Object> filters = new LinkedHashMap<>();
        filters.put("role", request.requiredWord("role", List.of("buyer", "seller")));
        put(filters, "status", request.word("status", STATUSES));
        for (String date : new String[] {"create_date_start", "create_date_end", "modified_date_start", "modified_date_end"}) {
            put(filters, date, date(request, date));
        }
        listing(exchange, "start_page", "/alibaba/order/list", filters, settings.mostPerPage(), (page, size) -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            filters.forEach((name, value) -> parameters.put(name, (String) value));
            parameters.put("start_page", String.valueOf(page));
            parameters.put("page_size", String.valueOf(size));
            return AlibabaCall.post("/alibaba/order/list", parameters);
        });
        request.nothingElse();
    }

    /** A date is the guide's object, or simply a time of ISO 8601. */
    private String date(FacadeRequest request, String name) {
        if (!request.isObject(name)) {
            String text = request.text(name, 40);
            try {
                return text == null ? null : json(AlibabaRequests.date(Instant.parse(text)));
            } catch (DateTimeException notATime) {
                throw request.mistake(name, "must be a time such as 2026-11-22T00:00:00Z, or an object of date_timestamp and date_str");
            }
        }
        FacadeRequest object = request.object(name);
        String milliseconds = object.id("date_timestamp");
        String text = object.text("date_str", 19);
        object.nothingElse();
        if (text != null && !text.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")) {
            throw object.mistake("date_str", "must look like 2025-12-10 00:00:00, in the time of Los Angeles");
        }
        if (milliseconds == null && text == null) {
            throw request.mistake(name, "must name date_timestamp or date_str");
        }
        Map<String, Object> date = new LinkedHashMap<>();
        put(date, "date_timestamp", milliseconds);
        put(date, "date_str", text);
        return json(date);
    }

    /** {@code /alibaba/order/get}. */
    public void order(Exchange exchange) {
        FacadeRequest request = request(exchange);
        trade(exchange, "/alibaba/order/get", "e_trade_id", "data_select", request.text("data_select", 200),
                "language", request.text("language", 10));
    }

    /** {@code /alibaba/order/fund/query}; what the guide calls optional the live gateway demands. */
    public void fund(Exchange exchange) {
        String select = request(exchange).text("data_select", 200);
        trade(exchange, "/alibaba/order/fund/query", "e_trade_id", "data_select", select == null ? "fund_transaction_fee" : select);
    }

    /** {@code /order/logistics/query}. */
    public void logistics(Exchange exchange) {
        trade(exchange, "/order/logistics/query", "trade_id", "data_select", request(exchange).text("data_select", 200));
    }

    /** {@code /order/logistics/tracking/get}. */
    public void tracking(Exchange exchange) {
        trade(exchange, "/order/logistics/tracking/get", "trade_id");
    }

    /** {@code /alibaba/order/pay/result/query}. */
    public void payment(Exchange exchange) {
        trade(exchange, "/alibaba/order/pay/result/query", "trade_id");
    }

    private static void trade(Exchange exchange, String api, String idName, String... more) {
        FacadeRequest request = request(exchange);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(idName, request.requiredTradeId(idName));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        request.nothingElse();
        call(exchange, AlibabaCall.post(api, parameters), Set.of());
    }

    /** {@code /eco/buyer/product/events}: tells Alibaba what became of products in the merchant's shop. */
    public void events(Exchange exchange) {
        FacadeRequest request = request(exchange);
        List<Map<String, Object>> events = new ArrayList<>();
        for (FacadeRequest told : request.requiredObjects("events", MOST_EVENTS)) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("ali_product_id", Long.valueOf(told.requiredId("ali_product_id")));
            event.put("event_type", told.requiredWord("event_type", EVENTS));
            put(event, "channel", told.text("channel", 50));
            put(event, "channel_store_id", told.text("channel_store_id", 200));
            put(event, "body", told.text("body", LONGEST_EVENT));
            told.nothingElse();
            events.add(event);
        }
        request.nothingElse();
        call(exchange, AlibabaCall.post("/eco/buyer/product/events", Map.of("query_req", json(Map.of("events", events)))), Set.of());
    }

    /** {@code /alibaba/order/attachment/upload}: the file in the variable {@code upload}, under the name that is asked for. */
    public void attachment(Exchange exchange) {
        FacadeRequest request = request(exchange);
        Upload upload = exchange.getVariable("upload", Upload.class);
        String name = request.text("file_name", 200);
        request.nothingElse();
        String given = name == null ? upload.name() : name;
        if (given == null || given.isBlank() || given.length() > 200) {
            throw request.mistake("file_name", "is missing; 1 to 200 characters with the file's ending, such as label.pdf");
        }
        if (upload.bytes().length == 0) {
            throw request.mistake("data", "is an empty file");
        }
        AlibabaFile file = new AlibabaFile("data", given, upload.bytes());
        call(exchange, AlibabaCall.upload("/alibaba/order/attachment/upload", Map.of("file_name", file.name()), file), Set.of());
    }

    /** @param products the products it is about: their change makes its answer worthless */
    private static void call(Exchange exchange, AlibabaCall call, Set<String> products) {
        exchange.setVariable("call", call);
        exchange.setVariable("products", products);
    }

    private static FacadeRequest request(Exchange exchange) {
        return exchange.getVariable("request", FacadeRequest.class);
    }

    private static void put(Map<String, Object> map, String name, String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static Map<String, Object> ordered(String first, String firstValue, String second, String secondValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, firstValue == null ? "" : firstValue);
        map.put(second, secondValue == null ? "" : secondValue);
        return map;
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
