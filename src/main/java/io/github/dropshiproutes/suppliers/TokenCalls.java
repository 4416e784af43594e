package io.github.dropshiproutes.suppliers;

import io.github.dropshiproutes.suppliers.SupplierAccounts.Refresh;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Writes the calls of the token endpoints, which both platforms name alike, into the variable {@code call}. */
@Component("tokenCalls")
public class TokenCalls {

    private final Platforms platforms;

    public TokenCalls(Platforms platforms) {
        this.platforms = platforms;
    }

    /** {@code /auth/token/create} of the variable {@code supplier}, with the code in the variable {@code code}. */
    public void create(Exchange exchange) {
        ask(exchange, exchange.getVariable("supplier", String.class), "create", "code", exchange.getVariable("code", String.class));
    }

    /** {@code /auth/token/refresh} with the refresh token of the variable {@code refresh}. */
    public void refresh(Exchange exchange) {
        Refresh refresh = exchange.getVariable("refresh", Refresh.class);
        ask(exchange, refresh.supplier(), "refresh", "refresh_token", refresh.refreshToken());
    }

    /** The same with the refresh token of the pair before. */
    public void refreshByPairBefore(Exchange exchange) {
        Refresh refresh = exchange.getVariable("refresh", Refresh.class);
        ask(exchange, refresh.supplier(), "refresh", "refresh_token", refresh.previousToken());
    }

    private void ask(Exchange exchange, String supplier, String what, String name, String value) {
        exchange.setVariable("call", platforms.of(supplier).tokenCall("/auth/token/" + what, Map.of(name, value)));
    }
}
