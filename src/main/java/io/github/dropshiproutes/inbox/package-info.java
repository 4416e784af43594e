/**
 * The inbox: every message from outside is a row here before anybody is told that it arrived. What lives here takes
 * messages in (request limits, signatures, batched storing) and nothing else; what a message means is decided by the
 * routes that read it.
 */
package io.github.dropshiproutes.inbox;
