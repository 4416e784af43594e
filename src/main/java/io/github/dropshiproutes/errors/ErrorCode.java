package io.github.dropshiproutes.errors;

/**
 * One row of {@code routes/errors/error-codes.yaml}.
 *
 * @param supplier  {@code alibaba}, {@code aliexpress}, {@code shopify}, {@code any}, or {@code own} for our own reasons
 * @param code      the upstream's code verbatim
 * @param kind      the class, which decides the exception type
 * @param action    what to do
 * @param dispatch  country to quote from, for {@link Action#REQUOTE}; null = the usual order
 * @param backOff   when to try again
 * @param meaning   what the code says
 * @param hint      what a person can do
 * @param refusal   true: the supplier surely did not act; false: a create or pay answered so has an unknown outcome
 */
public record ErrorCode(String supplier, String code, ErrorClass kind, Action action, String dispatch,
                        BackOff backOff, String meaning, String hint, boolean refusal) {
}
