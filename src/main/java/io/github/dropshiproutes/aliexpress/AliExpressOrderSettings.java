package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.orders.CarrierChoice;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What of the block {@code aliexpress} of {@code application.yaml} is about buying; what each key does stands there. */
@ConfigurationProperties("aliexpress")
public record AliExpressOrderSettings(String payUrl, String payCurrency, String currency, String language, Duration shownAfter,
                                      Duration searchMargin, String orderMemo, String fallbackPhone, Set<String> englishOnly,
                                      CarrierChoice choice) {
}
