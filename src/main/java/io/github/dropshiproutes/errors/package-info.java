/**
 * Errors as data: the table {@code routes/errors/error-codes.yaml}, and one typed exception per class of failure.
 * What happens on an exception is said in {@code routes/errors/*.camel.yaml}, never here.
 */
package io.github.dropshiproutes.errors;
