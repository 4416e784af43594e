package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.orders.CarrierChoice;
import io.github.dropshiproutes.suppliers.Platform;
import io.github.dropshiproutes.suppliers.SupplierCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The block {@code alibaba} of {@code application.yaml}; what each key does stands there.
 */
@ConfigurationProperties("alibaba")
public record AlibabaSettings(String appKey, String appSecret, boolean useSandbox, URI baseUrl, URI authorizeUrl, String accessToken,
                              String refreshToken, String payment, Duration importedTokenLife, boolean enableDistributionWaybill,
                              CarrierChoice choice, Payer payer, Clearance clearance, String fallbackPhone, String remark,
                              String payUrl, Duration searchMargin) implements Platform {

    /** How this supplier is called everywhere. */
    public static final String SUPPLIER = "alibaba";

    /** What the pay call says of the payer when the order itself says nothing. */
    public record Payer(String method, String userIp, String userAgent, String acceptLanguage, String screenResolution) {
    }

    /** Customs clearance: which countries ask for a personal code. */
    public record Clearance(List<String> countries) {
    }

    @Override
    public String supplier() {
        return SUPPLIER;
    }

    @Override
    public String title() {
        return "Alibaba.com";
    }

    @Override
    public String environment() {
        return useSandbox ? "sandbox" : "production";
    }

    @Override
    public boolean refreshTokenEndsOnce() {
        return false;
    }

    @Override
    public SupplierCall tokenCall(String path, Map<String, String> parameters) {
        return AlibabaCall.token(path, parameters);
    }

    @Override
    public String createApi() {
        return AlibabaRequests.CREATE;
    }

    @Override
    public String payApi() {
        return AlibabaRequests.PAY;
    }

    @Override
    public String concern(String country, String accountPlatform) {
        return "cn".equalsIgnoreCase(country)
                ? "Registered in China: Alibaba.com refuses its orders (110001). Connect an account registered elsewhere." : null;
    }
}
