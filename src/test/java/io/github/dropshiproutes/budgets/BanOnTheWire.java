package io.github.dropshiproutes.budgets;

import io.github.dropshiproutes.suppliers.Wire;
import java.time.Duration;

/** What a replica was told, for the tests of the routes that keep to it. */
final class BanOnTheWire {

    private BanOnTheWire() {
    }

    /** @param api the method, or {@code *} for every call */
    static void of(Wire wire, String api, Duration length) {
        new CallBans(wire.walk().jdbc()).keep("alibaba", Wire.APP_KEY, api, length);
    }
}
