/**
 * Who may do what over HTTP, and how tokens are kept secret at rest. Signatures of webhooks are not here: each outside
 * system verifies its own.
 */
package io.github.dropshiproutes.security;
