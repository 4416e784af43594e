package io.github.dropshiproutes.security;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may sign in.
 *
 * @param username the admin
 * @param password the admin's password, in plain words
 * @param users    everybody else
 */
@ConfigurationProperties("console")
record ConsoleSettings(String username, String password, @DefaultValue List<User> users) {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");

    /**
     * @param username what is typed
     * @param password bcrypt, as {@code htpasswd -nBC 10 name} prints it behind the colon
     * @param role     what is allowed
     */
    record User(String username, String password, Role role) {

        User {
            if (username == null || username.isBlank() || role == null) {
                throw new IllegalArgumentException("console.users: every user needs a username and a role of viewer, operator, admin");
            }
            if (password == null || !BCRYPT.matcher(password).matches()) {
                throw new IllegalArgumentException("console.users: the password of " + username
                        + " is not a bcrypt hash; make one with 'htpasswd -nBC 10 " + username + "'");
            }
        }
    }

    /** Each may do what those before it may. */
    enum Role {
        /** Reads. */
        VIEWER,
        /** Acts on orders, accounts and links. */
        OPERATOR,
        /** Also sees Hawtio and the actuator, which reach into the process. */
        ADMIN
    }

    @Override
    public String toString() {
        return "ConsoleSettings[users=" + users.size() + "]";
    }
}
