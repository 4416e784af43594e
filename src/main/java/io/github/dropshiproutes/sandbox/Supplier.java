package io.github.dropshiproutes.sandbox;

/**
 * One of the suppliers that are played, as the hand on the sandbox reaches it.
 *
 * @param name     the word for it in paths and in the ledger
 * @param messages what it tells of its orders
 */
record Supplier(String name, SandboxOptions.Application application, Tokens tokens, Trades<?> trades, Pushes.Messages messages,
                Pushes pushes) {

    static Supplier of(String name, SandboxOptions.Application application, SandboxOptions options, Tokens tokens, Trades<?> trades,
                       Pushes.Messages messages) {
        return new Supplier(name, application, tokens, trades, messages,
                new Pushes(name, application, options, trades, tokens, messages));
    }
}
