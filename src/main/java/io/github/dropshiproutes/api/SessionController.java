package io.github.dropshiproutes.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is signed in, so that the console offers only what is allowed. */
@RestController
@RequestMapping("/api/session")
class SessionController {

    /** {@code mayAct} is true for operators and admins. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Session(String user, boolean mayAct) {
    }

    private final Callers callers;

    SessionController(Callers callers) {
        this.callers = callers;
    }

    @GetMapping
    Session read(Authentication caller) {
        return new Session(caller.getName(), callers.mayAct(caller));
    }
}
