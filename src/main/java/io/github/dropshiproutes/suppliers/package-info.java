/**
 * What calling a supplier has in common whoever it is: one signed call with its repetitions, the reading of its answer up to
 * the error table, the accounts and their tokens. What is a supplier's own (parameters, envelopes, meanings) stands in its
 * own package, behind {@link io.github.dropshiproutes.suppliers.Platform}, {@link io.github.dropshiproutes.suppliers.SupplierCall}
 * and {@link io.github.dropshiproutes.suppliers.Envelope}.
 */
package io.github.dropshiproutes.suppliers;
