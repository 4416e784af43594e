package io.github.dropshiproutes.http;

/**
 * Until when the current thread may send a spending request. It is looked at after the connection stands and right
 * before the first byte is written: a worker that was paused past its lease finds the gate shut.
 */
public final class SpendingGate {

    private static final ThreadLocal<Long> UNTIL = new ThreadLocal<>();

    private SpendingGate() {
    }

    /** @param nanoTime a value of {@link System#nanoTime()} */
    public static void openUntil(long nanoTime) {
        UNTIL.set(nanoTime);
    }

    /** The next request spends nothing. */
    public static void clear() {
        UNTIL.remove();
    }

    static void check() throws GateShutException {
        Long until = UNTIL.get();
        if (until != null && System.nanoTime() - until >= 0) {
            throw new GateShutException();
        }
    }
}
