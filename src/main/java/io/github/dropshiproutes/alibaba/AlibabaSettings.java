package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.orders.CarrierChoice;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The block {@code alibaba} of {@code application.yaml}; what each key does stands there.
 */
@ConfigurationProperties("alibaba")
public record AlibabaSettings(String appKey, String appSecret, boolean useSandbox, URI authorizeUrl, String accessToken,
                              String refreshToken, String payment,
                              Duration callTimeout, Duration importedTokenLife, boolean enableDistributionWaybill,
                              @DefaultValue List<Duration> readRetryDelays, CarrierChoice choice, Payer payer, Clearance clearance,
                              String fallbackPhone, String remark, String payUrl,
                              Duration searchMargin) {

    /** What the pay call says of the payer when the order itself says nothing. */
    public record Payer(String method, String userIp, String userAgent, String acceptLanguage, String screenResolution) {
    }

    /** Customs clearance: which countries ask for a personal code. */
    public record Clearance(List<String> countries) {
    }

    /** @return {@code sandbox} or {@code production}: accounts and trades of one never meet the other's host */
    public String environment() {
        return useSandbox ? "sandbox" : "production";
    }
}
