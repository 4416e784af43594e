package io.github.dropshiproutes.errors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a mistake in the error table into a few lines for the operator instead of a stack trace. */
class ErrorTableFailureAnalyzer extends AbstractFailureAnalyzer<ErrorTableException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ErrorTableException cause) {
        return new FailureAnalysis("The error table cannot be used:" + System.lineSeparator() + cause.getMessage(),
                "Correct the lines named above and start again.", cause);
    }
}
