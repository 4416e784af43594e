package io.github.dropshiproutes.settings;

import java.util.List;

/** The settings are not fit to start with; the message names every problem and never a value. */
public final class SettingsException extends RuntimeException {

    /** @param problems one sentence each */
    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }

    static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
