package io.github.dropshiproutes.shopify;

/**
 * One change of the shop's order, about to be made.
 *
 * @param intentJson what is committed before it is sent, see {@link Fulfilment.Intent}
 * @param happened   what the timeline says once it is done
 */
public record ShopWrite(Fulfilment.Intent intent, String intentJson, String happened) {
}
