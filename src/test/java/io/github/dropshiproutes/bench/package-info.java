/**
 * How fast webhooks are taken in, against a hand-written controller that does the same: {@code bench/intake}. Nothing
 * here runs in {@code mvn verify}.
 */
package io.github.dropshiproutes.bench;
