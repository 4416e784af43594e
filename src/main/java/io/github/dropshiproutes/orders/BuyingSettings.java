package io.github.dropshiproutes.orders;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The block {@code buying} of {@code application.yaml}, as far as the planner needs it.
 *
 * @param delay               wait before placing
 * @param clearanceAttributes the order's note attribute that holds the recipient's personal number for customs, by country;
 *                            {@code any} = every other country
 */
@ConfigurationProperties("buying")
public record BuyingSettings(Duration delay, Map<String, String> clearanceAttributes) {

    /** @return the name of the note attribute for that country (two letters, or null) */
    public String clearanceAttribute(String country) {
        String any = clearanceAttributes.get("any");
        return country == null ? any : clearanceAttributes.getOrDefault(country, any);
    }
}
