/**
 * AliExpress's Open Platform: how a call is written and wrapped, and what its answers mean.
 * Which call is made when is said in {@code routes/aliexpress/}; nothing here decides to buy or to pay.
 */
package io.github.dropshiproutes.aliexpress;
