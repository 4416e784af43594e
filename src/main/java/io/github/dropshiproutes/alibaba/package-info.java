/**
 * Alibaba.com's Open Platform V2: how a call is signed, sent and read, and what its answers mean.
 * Which call is made when is said in {@code routes/alibaba/}; nothing here decides to buy or to pay.
 */
package io.github.dropshiproutes.alibaba;
