package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The {@code /eco/buyer} endpoints that find products: the lists by scene and by warehouse, the search, and the events that
 * a channel sends back. Lists count their pages from 0, the search from 1.
 */
final class AlibabaLists {

    private static final int LARGEST_PAGE = 300;
    private static final int LARGEST_SEARCH = 50;
    private static final int MOST_EVENTS = 500;
    private static final Set<String> EVENTS = Set.of("PRODUCT_LISTED", "PRODUCT_DELISTED", "ORDER_PLACED");

    /** The guide's six scenes; any other is an empty list. */
    private static final Map<String, Predicate<Product>> SCENES = Map.of(
            "906124611", from("US"),
            "906168847", from("CN"),
            "907135637", from("US").and(everyNth(2)),
            "907732810", from("MX"),
            "907180667", from("US").and(everyNth(5)),
            "907180664", from("MX").and(everyNth(5)));

    /** Without a scene, which the official table does not know, the list is every product. */
    ObjectNode curated(GatewayCall call) {
        Fields request = request(call, "query_req", "scene_id", "product_type");
        if (!request.has("product_type")) {
            return malformed();
        }
        String scene = request.id("scene_id", null);
        return list(request, scene == null ? product -> true : SCENES.getOrDefault(scene, product -> false));
    }

    ObjectNode local(GatewayCall call) {
        Fields request = request(call, "req", "country", "product_type");
        return list(request, inCountry(request));
    }

    /** The local ones that nobody promises within 48 hours. */
    ObjectNode localRegular(GatewayCall call) {
        Fields request = request(call, "req", "country", "product_type");
        return list(request, inCountry(request).and(everyNth(2).negate()));
    }

    ObjectNode crossBorder(GatewayCall call) {
        return list(request(call, "param0", "country", "product_type"), from("CN"));
    }

    /** Finds the products whose title has every word of the keyword. */
    ObjectNode search(GatewayCall call) {
        Fields request = call.parameters().object("param0")
                .only("keyword", "size", "index", "productType", "shipToCountry", "shipFrom", "language", "currency");
        if (!request.has("keyword") || !request.has("size") || !request.has("index")) {
            ObjectNode answer = Json.object();
            answer.putObject("result").put("code", "400").put("success", false).put("message", "Parameter format is error!");
            return answer;
        }
        int size = within(request, "size", LARGEST_SEARCH);
        int index = request.integer("index", 1);
        if (request.has("shipToCountry")) {
            Parameters.country("param0.shipToCountry", request.text("shipToCountry"));
        }
        String shipFrom = request.text("shipFrom", null);
        List<String> words = Arrays.asList(request.text("keyword").toLowerCase(Locale.ROOT).trim().split("\\s+"));
        List<Product> found = online(product -> (shipFrom == null || product.freightFrom().contains(shipFrom))
                && words.stream().allMatch(word -> product.title().toLowerCase(Locale.ROOT).contains(word)));
        ObjectNode answer = Json.object();
        ObjectNode data = answer.putObject("result").put("code", "200").put("success", true).put("message", "request success")
                .putObject("data");
        data.putObject("pagination").put("current", String.valueOf(index)).put("page_size", String.valueOf(size))
                .put("page_count", String.valueOf((found.size() + size - 1) / size))
                .put("total_product_count", String.valueOf(found.size()));
        ArrayNode products = data.putArray("products");
        found.stream().skip((index - 1L) * size).limit(size).forEach(product -> products.add(summary(product)));
        return answer;
    }

    /** Takes what a channel tells of its products; the answer counts the events of products that are known here. */
    ObjectNode events(GatewayCall call) {
        List<Fields> events = call.parameters().object("query_req").only("events").objects("events");
        if (events.size() > MOST_EVENTS) {
            throw Refusal.invalid("query_req.events", "expected at most " + MOST_EVENTS);
        }
        int taken = 0;
        for (Fields event : events) {
            event.only("ali_product_id", "event_type", "channel", "channel_store_id", "body");
            String product = event.id("ali_product_id");
            if (!EVENTS.contains(event.text("event_type"))) {
                throw event.invalid("event_type", "expected PRODUCT_LISTED, PRODUCT_DELISTED or ORDER_PLACED");
            }
            if (!event.text("channel", "SHOPIFY").matches("[A-Z]{2,30}")) {
                throw event.invalid("channel", "expected upper-case letters such as SHOPIFY");
            }
            if (event.has("body")) {
                event.object("body");
            }
            taken += Catalogue.product(product) == null ? 0 : 1;
        }
        ObjectNode answer = Json.object();
        answer.putObject("result").put("result_code", "200").put("result_message", "request success").put("success", true)
                .putObject("result_data").put("total", taken);
        return answer;
    }

    private static Fields request(GatewayCall call, String parameter, String... more) {
        String[] names = Arrays.copyOf(new String[] {"index", "size", "page", "page_size"}, 4 + more.length);
        System.arraycopy(more, 0, names, 4, more.length);
        return call.parameters().object(parameter).only(names);
    }

    /** The live gateway was seen to refuse the guide's {@code page} and {@code page_size}, and to need the other two. */
    private static ObjectNode list(Fields request, Predicate<Product> wanted) {
        if (!request.has("index") || !request.has("size") || request.has("page") || request.has("page_size")) {
            return malformed();
        }
        int size = within(request, "size", LARGEST_PAGE);
        List<Product> all = online(wanted);
        ObjectNode answer = Json.object();
        ObjectNode result = answer.putObject("result").put("result_msg", "request success").put("result_code", "200")
                .put("result_total", String.valueOf(all.size()));
        ArrayNode ids = result.putArray("result_data");
        all.stream().skip((long) request.integer("index", 0) * size).limit(size)
                .forEach(product -> ids.add(Long.parseLong(product.id())));
        return answer;
    }

    private static ObjectNode malformed() {
        ObjectNode answer = Json.object();
        answer.putObject("result").put("result_msg", "Parameter format is error!").put("result_code", "400");
        return answer;
    }

    private static ObjectNode summary(Product product) {
        String image = "https://sc04.alicdn.com/kf/H" + product.id() + ".jpg";
        ObjectNode summary = Json.object().put("product_id", product.id()).put("title", product.title())
                .put("price", product.skus().get(0).tiers().get(0).price().toPlainString())
                .put("permalink", "https://www.alibaba.com/product-detail/" + product.id() + ".html");
        summary.putObject("image").put("main_image", image).putArray("multi_image").add(image);
        return summary;
    }

    private static int within(Fields request, String name, int most) {
        int value = request.integer(name, 1);
        if (value > most) {
            throw request.invalid(name, "expected at most " + most);
        }
        return value;
    }

    private static List<Product> online(Predicate<Product> wanted) {
        return Catalogue.products().stream().filter(Product::online).filter(wanted).toList();
    }

    private static Predicate<Product> inCountry(Fields request) {
        String country = request.text("country", null);
        return country == null ? from("US").or(from("MX")) : country.equals("CN") ? product -> false : from(country);
    }

    private static Predicate<Product> from(String country) {
        return product -> product.freightFrom().contains(country);
    }

    /** A part of the products that is always the same. The last digit is left out: it says where a product lies. */
    private static Predicate<Product> everyNth(int n) {
        return product -> Long.parseLong(product.id()) / 10 % n == 0;
    }
}
