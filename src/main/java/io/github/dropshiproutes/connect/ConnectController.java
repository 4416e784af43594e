package io.github.dropshiproutes.connect;

import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.settings.HouseProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * {@code /connect/{supplier}} sends an operator's browser to the supplier's authorise page, and {@code …/callback} takes it
 * back; what is done with the code says the route {@code connect-supplier-account}. The browser ends on the console's page
 * of accounts, which says in words what came of it.
 */
@RestController
@RequestMapping("/connect/{supplier}")
class ConnectController {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectController.class);
    private static final String COOKIE = "dropship_connect";
    /** What a supplier's code or refusal looks like; anything else was not sent by one. */
    private static final String PLAIN = "[\\w.~+/=-]{1,512}";

    private final Map<String, AuthorizePage> pages;
    private final ConnectStates states;
    private final ProducerTemplate routes;
    private final URI publicUrl;

    ConnectController(List<AuthorizePage> pages, ConnectStates states, ProducerTemplate routes, HouseProperties house) {
        this.pages = pages.stream().collect(Collectors.toMap(AuthorizePage::supplier, Function.identity()));
        this.states = states;
        this.routes = routes;
        this.publicUrl = house.publicUrl();
    }

    /** @param account the account to be authorised again; without it whichever account signs in is connected */
    @GetMapping
    ResponseEntity<Void> depart(@PathVariable String supplier, @RequestParam(required = false) String account) {
        AuthorizePage page = page(supplier);
        if (page.missing() != null) {
            return end("refused", page.missing());
        }
        ConnectStates.Departure departure = states.depart(supplier, account);
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.SET_COOKIE, cookie(supplier, departure.browser(), Duration.ofMinutes(ConnectStates.MINUTES)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(page.address(callback(supplier), departure.state())).build();
    }

    @GetMapping("/callback")
    ResponseEntity<Void> arrive(@PathVariable String supplier, @RequestParam(required = false) String code,
                                @RequestParam(required = false) String state, @RequestParam(required = false) String error,
                                @CookieValue(name = COOKIE, required = false) String browser, HttpServletRequest request) {
        page(supplier);
        ConnectStates.Arrival arrival = states.arrive(supplier, state, browser).orElse(null);
        if (arrival == null) {
            return end("refused", "This way back is used, older than " + ConnectStates.MINUTES + " minutes, or of another browser."
                    + " Begin again.");
        }
        if (code == null || !code.matches(PLAIN)) {
            return end("refused", error != null && error.matches(PLAIN) ? "The supplier sent you back without a code: " + error
                    : "The supplier sent you back without a code.");
        }
        Exchange exchange = routes.send("direct:connect-supplier-account", sent -> {
            sent.setVariable("supplier", supplier);
            sent.setVariable("code", code);
            sent.setVariable("expectedAccount", arrival.accountId());
        });
        LOG.info("{} connected an account of {}: {}", request.getRemoteUser(), supplier,
                exchange.getException() == null ? exchange.getVariable("account") : "refused");
        if (exchange.getException() != null) {
            return end("refused", reason(exchange.getException()));
        }
        return end("connected", exchange.getVariable("account", String.class));
    }

    private static String reason(Exception failure) {
        SupplierException refusal = SupplierException.in(failure);
        if (refusal == null) {
            LOG.error("an account could not be connected", failure);
            return "Something went wrong here; the log says what.";
        }
        return refusal.getMessage() + " (" + refusal.getError().code() + ") " + refusal.getError().hint();
    }

    private AuthorizePage page(String supplier) {
        AuthorizePage page = pages.get(supplier);
        if (page == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such supplier to connect.");
        }
        return page;
    }

    private URI callback(String supplier) {
        return UriComponentsBuilder.fromUri(publicUrl).pathSegment("connect", supplier, "callback").build().toUri();
    }

    private ResponseEntity<Void> end(String how, String what) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(UriComponentsBuilder.fromPath("/console").fragment("/accounts?" + how + "={what}").encode()
                        .buildAndExpand(what).toUri()).build();
    }

    // Lax: the way back is a link on the supplier's page, and strict cookies would stay at home.
    private String cookie(String supplier, String value, Duration life) {
        return ResponseCookie.from(COOKIE, value).httpOnly(true).sameSite("Lax").secure("https".equals(publicUrl.getScheme()))
                .path("/connect/" + supplier).maxAge(life).build().toString();
    }
}
