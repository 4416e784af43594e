/**
 * The upstreams, played strictly: stand-ins on loopback that verify every signature and rule of the guides, can be told
 * to fail in every documented way, and keep a durable ledger of what was bought and paid.
 *
 * <p>What may not live here: anything the product runs in production, and any use of a product class. The sandbox has its
 * own signer and its own reading of the guides, so that product and sandbox cannot be wrong together. It is written on
 * the JDK's HTTP server, Jackson and graphql-java alone. Each upstream has one gateway class, reached from {@link SandboxServer}.
 * See {@code docs/sandbox.md}.
 */
package io.github.dropshiproutes.sandbox;
