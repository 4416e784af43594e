package io.github.dropshiproutes.orders;

import java.math.BigDecimal;

/**
 * One way to send an order, or a line of it, as a supplier offers it.
 *
 * @param carrierCode     the supplier's name of it, which the order must give back
 * @param dispatchCountry from where, two letters
 * @param days            the longest delivery time the supplier names, in days; null when it names none
 * @param fee             freight
 * @param currency        its currency
 */
public record FreightOption(String carrierCode, String dispatchCountry, Integer days, BigDecimal fee, String currency) {
}
