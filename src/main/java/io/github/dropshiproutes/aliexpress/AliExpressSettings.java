package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.suppliers.Platform;
import io.github.dropshiproutes.suppliers.SupplierCall;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The block {@code aliexpress} of {@code application.yaml}; what each key does stands there. AliExpress has no sandbox of its
 * own, so that every account is of the environment {@code production}.
 */
@ConfigurationProperties("aliexpress")
public record AliExpressSettings(String appKey, String appSecret, URI baseUrl, URI authorizeUrl, String accessToken, String refreshToken,
                                 Duration importedTokenLife, String search, String payment) implements Platform {

    /** How this supplier is called everywhere. */
    public static final String SUPPLIER = "aliexpress";

    @Override
    public String supplier() {
        return SUPPLIER;
    }

    @Override
    public String title() {
        return "AliExpress";
    }

    @Override
    public String environment() {
        return "production";
    }

    @Override
    public boolean refreshTokenEndsOnce() {
        return true;
    }

    @Override
    public SupplierCall tokenCall(String path, Map<String, String> parameters) {
        return AliExpressCall.token(path, parameters);
    }

    @Override
    public String createApi() {
        return AliExpressEnvelope.CREATE_ORDER;
    }

    /** Orders are paid by the call that creates them, or by a person. */
    @Override
    public String payApi() {
        return null;
    }

    @Override
    public String concern(String country, String accountPlatform) {
        return "seller_center".equalsIgnoreCase(accountPlatform)
                ? "A seller's account: AliExpress takes dropshipping orders of buyers only. Connect a buyer account." : null;
    }
}
