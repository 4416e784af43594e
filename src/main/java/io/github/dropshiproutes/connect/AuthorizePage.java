package io.github.dropshiproutes.connect;

import java.net.URI;

/** A supplier's page on which a person lets this application buy for the account; one bean for each supplier. */
public interface AuthorizePage {

    /** @return the supplier as it stands in {@code /connect/{supplier}} */
    String supplier();

    /** @return the supplier as a person calls it */
    String title();

    /** @return the reason why nobody can be sent there yet, naming the setting; null when somebody can */
    String missing();

    /**
     * @param callback where the supplier sends the browser back to; registered with the application, byte for byte
     * @param state    comes back unchanged
     */
    URI address(URI callback, String state);
}
