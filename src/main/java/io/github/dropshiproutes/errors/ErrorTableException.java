package io.github.dropshiproutes.errors;

import java.util.List;

/** The error table cannot be used. The message holds every mistake, one per line, as {@code file:line: what is wrong, what is allowed}. */
public class ErrorTableException extends RuntimeException {

    private final List<String> mistakes;

    ErrorTableException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** @return the mistakes in the order of the file */
    public List<String> getMistakes() {
        return mistakes;
    }
}
