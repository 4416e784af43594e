package io.github.dropshiproutes.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.dropshiproutes.connect.AuthorizePage;
import java.util.Comparator;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is signed in and what there is to be done, so that the console offers only what is allowed and possible. */
@RestController
@RequestMapping("/api/session")
class SessionController {

    /** {@code mayAct} is true for operators and admins; {@code connect} are the suppliers whose application is set up. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Session(String user, boolean mayAct, List<Connectable> connect) {
    }

    /** A supplier and the page at which a signed-in operator connects an account of it. */
    record Connectable(String supplier, String title, String path) {
    }

    private final Callers callers;
    private final List<Connectable> connect;

    SessionController(Callers callers, List<AuthorizePage> pages) {
        this.callers = callers;
        this.connect = pages.stream().filter(page -> page.missing() == null).sorted(Comparator.comparing(AuthorizePage::supplier))
                .map(page -> new Connectable(page.supplier(), page.title(), "/connect/" + page.supplier())).toList();
    }

    @GetMapping
    Session read(Authentication caller) {
        return new Session(caller.getName(), callers.mayAct(caller), connect);
    }
}
