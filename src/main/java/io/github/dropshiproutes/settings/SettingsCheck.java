package io.github.dropshiproutes.settings;

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.env.PropertyResolver;

/** Finds everything that is missing from or wrong with the settings of a production process. */
public final class SettingsCheck {

    private final PropertyResolver environment;
    private final List<String> problems = new ArrayList<>();

    private SettingsCheck(PropertyResolver environment) {
        this.environment = environment;
    }

    /**
     * @param environment the settings as they would be used
     * @return one sentence a problem, naming the variable and what it is for; never a value. Empty = fit to start
     */
    public static List<String> problems(PropertyResolver environment) {
        SettingsCheck check = new SettingsCheck(environment);
        check.mandatory();
        check.shopifyToken();
        check.suppliers();
        check.formats();
        return List.copyOf(check.problems);
    }

    private void mandatory() {
        for (Setting setting : List.of(Setting.SHOPIFY_SHOP, Setting.SHOPIFY_WEBHOOK_SECRETS, Setting.TOKEN_ENCRYPTION_KEYS,
                Setting.API_KEY, Setting.CONSOLE_USERNAME, Setting.CONSOLE_PASSWORD)) {
            if (!given(setting)) {
                missing(setting);
            }
        }
    }

    private void shopifyToken() {
        if (given(Setting.SHOPIFY_CLIENT_ID) || given(Setting.SHOPIFY_CLIENT_SECRET)) {
            whole(Setting.SHOPIFY_CLIENT_ID, Setting.SHOPIFY_CLIENT_SECRET);
        } else if (!given(Setting.SHOPIFY_ACCESS_TOKEN)) {
            problems.add("SHOPIFY_ACCESS_TOKEN, or SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET, are missing:"
                    + " how the Shopify Admin API is called");
        }
    }

    private void suppliers() {
        boolean alibaba = whole(Setting.ALIBABA_APP_KEY, Setting.ALIBABA_APP_SECRET);
        boolean aliexpress = whole(Setting.ALIEXPRESS_APP_KEY, Setting.ALIEXPRESS_APP_SECRET);
        if (!alibaba && !aliexpress) {
            problems.add("ALIBABA_APP_KEY and ALIBABA_APP_SECRET, or ALIEXPRESS_APP_KEY and ALIEXPRESS_APP_SECRET, are missing:"
                    + " the supplier to buy from");
        }
    }

    private boolean whole(Setting one, Setting other) {
        if (given(one) && !given(other)) {
            missing(other);
        } else if (given(other) && !given(one)) {
            missing(one);
        }
        return given(one) || given(other);
    }

    private void formats() {
        for (Setting setting : Setting.values()) {
            if (given(setting) && !setting.format().fits(value(setting))) {
                problems.add(setting + " is malformed, expected " + setting.format().words() + ": " + setting.purpose());
            }
        }
    }

    private void missing(Setting setting) {
        problems.add(setting + " is missing: " + setting.purpose());
    }

    private boolean given(Setting setting) {
        return !value(setting).isEmpty();
    }

    private String value(Setting setting) {
        return environment.getProperty(setting.key(), "").strip();
    }
}
