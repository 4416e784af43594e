package io.github.dropshiproutes.catalog;

import java.math.BigDecimal;

/**
 * What a product is offered for in the shop; every amount is above 0 and has the decimals of the currency.
 *
 * @param price     what the customer pays for one piece
 * @param cost      what one piece costs at the supplier, never above the price
 * @param compareAt the crossed-out price, above {@code price}, or null
 * @param currency  the shop's, ISO 4217
 */
public record Price(BigDecimal price, BigDecimal cost, BigDecimal compareAt, String currency) {
}
