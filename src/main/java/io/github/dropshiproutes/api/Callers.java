package io.github.dropshiproutes.api;

import java.util.Set;

import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;

/** Who calls, and whether more than reading is theirs. */
@Component
class Callers {

    private static final Set<String> ACTING = Set.of("ROLE_OPERATOR", "ROLE_API");

    private final RoleHierarchy roles;

    Callers(RoleHierarchy roles) {
        this.roles = roles;
    }

    /** @return true for operators, admins and the bearer key */
    boolean mayAct(Authentication caller) {
        return roles.getReachableGrantedAuthorities(caller.getAuthorities()).stream().map(GrantedAuthority::getAuthority)
                .anyMatch(ACTING::contains);
    }
}
