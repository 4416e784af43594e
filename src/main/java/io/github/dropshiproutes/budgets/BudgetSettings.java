package io.github.dropshiproutes.budgets;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The block {@code budgets} of {@code application.yaml}; what each key does stands there. */
@ConfigurationProperties("budgets")
public record BudgetSettings(Duration minute, Duration firstWait, Duration laterWait, Duration facadeWait, int facadeWaiting,
                             Duration facadeLook, double facadeShare, Duration ban, Duration alarm) {

    /** @throws IllegalArgumentException when a value is out of its range */
    public BudgetSettings {
        require(minute.compareTo(Duration.ofSeconds(60)) >= 0, "budgets.minute must be 60s or longer");
        require(facadeShare > 0 && facadeShare <= 1, "budgets.facade-share must be above 0 and at most 1");
        require(facadeWaiting >= 0, "budgets.facade-waiting must not be negative");
        require(facadeLook.toMillis() > 0, "budgets.facade-look must be at least 1ms");
        require(!ban.isNegative() && !firstWait.isNegative() && !laterWait.isNegative() && !facadeWait.isNegative(),
                "the waits of budgets must not be negative");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
