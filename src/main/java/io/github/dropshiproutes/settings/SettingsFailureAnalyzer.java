package io.github.dropshiproutes.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints all that is wrong with the settings at once, instead of a stack trace for the first. */
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<SettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingsException cause) {
        return new FailureAnalysis("These settings keep the process from starting:"
                + System.lineSeparator() + System.lineSeparator() + cause.getMessage(),
                "Set the variables in the environment or in .env (see .env.example). To try the product without an account,"
                        + " use the profile 'sandbox': mvn spring-boot:run", cause);
    }
}
