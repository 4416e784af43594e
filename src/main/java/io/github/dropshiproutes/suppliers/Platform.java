package io.github.dropshiproutes.suppliers;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What calling a supplier and connecting its accounts needs to know of it; one bean each, made from its settings. */
public interface Platform {

    /** @return as it stands in the column {@code supplier} and in {@code /connect/{supplier}} */
    String supplier();

    /** @return as a person calls it */
    String title();

    /** @return {@code production} or {@code sandbox}: accounts of one never meet the other's host */
    String environment();

    /** @return the gateway's address, to which a call's path is appended */
    URI baseUrl();

    /** @return the application's key; blank = this supplier is not used */
    String appKey();

    String appSecret();

    /** @return a token to be imported as the default account; blank = none */
    String accessToken();

    /** @return what renews it; blank = nothing */
    String refreshToken();

    /** @return for how long an imported token is taken to live, since it does not say so */
    Duration importedTokenLife();

    /** @return whether a refresh token ends when it did at first, however often it was used: only a person begins anew */
    boolean refreshTokenEndsOnce();

    /** @return a call of a token endpoint, which carries no access token */
    SupplierCall tokenCall(String path, Map<String, String> parameters);

    /** @return what its call that creates an order asks, as {@link SupplierCall#getApi()} says it */
    String createApi();

    /** @return the same of the call that pays one; null where paying is no call of its own */
    String payApi();

    /**
     * @param country         where the account is registered, may be null
     * @param accountPlatform what the supplier calls the kind of account, may be null
     * @return why an account like that cannot buy, with the remedy; null when nothing is known against it
     */
    String concern(String country, String accountPlatform);

    /** @return whether this supplier is used at all */
    default boolean configured() {
        return appKey() != null && !appKey().isBlank();
    }
}
