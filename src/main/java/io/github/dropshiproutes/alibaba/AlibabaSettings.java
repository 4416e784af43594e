package io.github.dropshiproutes.alibaba;

import java.math.BigDecimal;
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
                              @DefaultValue List<Duration> readRetryDelays, Choice choice, Payer payer, Clearance clearance,
                              String fallbackPhone, String remark, String payUrl, Duration searchMargin) {

    /**
     * How one of several freight options is chosen.
     *
     * @param policy   {@code cheapest} within {@code maxDays}, or {@code fastest} within {@code maxPrice}
     * @param maxDays  the longest delivery time in days
     * @param maxPrice the highest freight in USD
     */
    public record Choice(String policy, int maxDays, BigDecimal maxPrice) {
    }

    /** What the pay call says of the payer when the order itself says nothing. */
    public record Payer(String method, String userIp, String userAgent, String acceptLanguage, String screenResolution) {
    }

    /**
     * Customs clearance: which countries ask for it, and the note attribute of the order that holds the person's code.
     */
    public record Clearance(List<String> countries, String noteAttribute) {
    }

    /** @return {@code sandbox} or {@code production}: accounts and trades of one never meet the other's host */
    public String environment() {
        return useSandbox ? "sandbox" : "production";
    }
}
