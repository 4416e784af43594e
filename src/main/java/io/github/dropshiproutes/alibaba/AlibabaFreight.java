package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.orders.FreightOption;
import io.github.dropshiproutes.suppliers.Json;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the options of {@code /order/freight/calculate}; only their vendor codes may become an order's {@code carrier_code}. */
final class AlibabaFreight {

    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,3})\\D*$");

    private AlibabaFreight() {
    }

    /** @return the option, or null when it lacks what an order needs */
    static FreightOption read(JsonNode node, String askedFrom) {
        String code = Json.text(node, "vendor_code");
        BigDecimal fee = Json.decimal(node.path("fee"), "amount");
        if (code == null || fee == null || fee.signum() < 0) {
            return null;
        }
        String from = Json.text(node, "dispatch_country");
        String currency = Json.text(node.path("fee"), "currency");
        return new FreightOption(code, from == null ? askedFrom : from, days(Json.text(node, "delivery_time")), fee,
                currency == null ? "USD" : currency);
    }

    /** {@code 10~15}, {@code 3-9} and {@code 12} are all in use; what counts is the longest. */
    private static Integer days(String deliveryTime) {
        Matcher matcher = LAST_NUMBER.matcher(deliveryTime == null ? "" : deliveryTime);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
