/** Connecting a supplier's account: an operator's browser on its way to the supplier's page and back. */
package io.github.dropshiproutes.connect;
