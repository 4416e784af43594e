package io.github.dropshiproutes.sandbox;

import java.time.Instant;

/**
 * One call that the gateway has let in.
 *
 * @param account    whose access token it carries; null where none is needed
 * @param parameters business parameters only
 * @param file       the bytes of the endpoint's file; null where it has none
 * @param plan       the faults it meets
 * @param now        the sandbox's clock when it is acted on
 */
record GatewayCall(Buyer account, Parameters parameters, byte[] file, Faults.Plan plan, Instant now) {
}
