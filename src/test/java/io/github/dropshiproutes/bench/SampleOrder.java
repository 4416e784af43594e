package io.github.dropshiproutes.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** A body of the size, shape and compressibility of a real {@code orders/paid} webhook with a few lines. */
final class SampleOrder {

    private static final int LINES = 6;

    private SampleOrder() {
    }

    /** @return about 10 KB of JSON, the same every time */
    static byte[] body() {
        Random random = new Random(1);
        StringBuilder json = new StringBuilder(12_000);
        json.append("{\"id\":").append(id(random)).append(",\"admin_graphql_api_id\":\"gid://shopify/Order/").append(id(random))
                .append("\",\"app_id\":580111,\"browser_ip\":\"203.0.113.7\",\"buyer_accepts_marketing\":false,\"cancel_reason\":null,")
                .append("\"cancelled_at\":null,\"cart_token\":\"").append(token(random)).append("\",\"checkout_id\":").append(id(random))
                .append(",\"checkout_token\":\"").append(token(random)).append("\",\"client_details\":{\"accept_language\":\"en-US\",")
                .append("\"browser_height\":1080,\"browser_ip\":\"203.0.113.7\",\"browser_width\":1920,\"session_hash\":\"")
                .append(token(random)).append("\",\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"},")
                .append("\"confirmed\":true,\"contact_email\":\"jo@example.com\",\"created_at\":\"2026-11-22T09:59:58+00:00\",")
                .append("\"currency\":\"USD\",\"financial_status\":\"paid\",\"fulfillment_status\":null,\"name\":\"#1001\",");
        address(json, "billing_address", random);
        address(json, "shipping_address", random);
        json.append("\"line_items\":[");
        for (int line = 0; line < LINES; line++) {
            lineItem(json, random);
            json.append(line < LINES - 1 ? "," : "");
        }
        return json.append("],\"note\":null,\"processed_at\":\"2026-11-22T09:59:57+00:00\",\"tags\":\"\",\"test\":false}").toString()
                .getBytes(UTF_8);
    }

    private static void address(StringBuilder json, String name, Random random) {
        json.append('"').append(name).append("\":{\"first_name\":\"Jo\",\"last_name\":\"Doe\",\"company\":null,\"address1\":\"")
                .append(random.nextInt(9999)).append(" Chestnut Street\",\"address2\":\"\",\"city\":\"Louisville\",\"zip\":\"40202\",")
                .append("\"province\":\"Kentucky\",\"province_code\":\"KY\",\"country\":\"United States\",\"country_code\":\"US\",")
                .append("\"phone\":\"+1 502 555 ").append(1000 + random.nextInt(8999)).append("\",\"latitude\":")
                .append(random.nextDouble() * 90).append(",\"longitude\":").append(random.nextDouble() * -180).append("},");
    }

    private static void lineItem(StringBuilder json, Random random) {
        String price = "\":{\"shop_money\":{\"amount\":\"" + random.nextInt(90) + ".50\",\"currency_code\":\"USD\"},"
                + "\"presentment_money\":{\"amount\":\"" + random.nextInt(90) + ".50\",\"currency_code\":\"USD\"}}";
        json.append("{\"id\":").append(id(random)).append(",\"admin_graphql_api_id\":\"gid://shopify/LineItem/").append(id(random))
                .append("\",\"attributed_staffs\":[],\"current_quantity\":1,\"fulfillable_quantity\":1,\"fulfillment_service\":\"manual\",")
                .append("\"fulfillment_status\":null,\"gift_card\":false,\"grams\":").append(random.nextInt(900)).append(",\"name\":\"")
                .append(token(random)).append("\",\"price\":\"19.50\",\"price_set").append(price).append(",\"total_discount_set")
                .append(price).append(",\"product_exists\":true,\"product_id\":").append(id(random)).append(",\"properties\":[{\"name\":\"")
                .append(token(random)).append("\",\"value\":\"").append(token(random)).append("\"}],\"quantity\":1,")
                .append("\"requires_shipping\":true,\"sku\":\"alibaba:").append(id(random)).append("\",\"taxable\":true,\"title\":\"")
                .append(token(random)).append("\",\"variant_id\":").append(id(random)).append(",\"variant_title\":\"Black\",\"vendor\":\"")
                .append(token(random)).append("\",\"tax_lines\":[{\"channel_liable\":false,\"price\":\"1.17\",\"price_set").append(price)
                .append(",\"rate\":0.06,\"title\":\"Kentucky State Tax\"}],\"duties\":[],\"discount_allocations\":[{\"amount\":\"1.00\",")
                .append("\"amount_set").append(price).append(",\"discount_application_index\":0}]}");
    }

    private static long id(Random random) {
        return 100_000_000_000_000L + Math.floorMod(random.nextLong(), 900_000_000_000_000L);
    }

    private static String token(Random random) {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
