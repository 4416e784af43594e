package io.github.dropshiproutes.errors;

import org.springframework.stereotype.Component;

/** Our own reasons to stop, UPPER_SNAKE, kept in the same table under the supplier {@code own}. */
@Component
public class OwnErrors {

    private final ErrorCatalogue catalogue;

    public OwnErrors(ErrorCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @return the table's row for one of our own codes */
    public ErrorCode find(String code) {
        return catalogue.find("own", code);
    }

    /** @return the exception of that code's class, to be thrown */
    public SupplierException exception(String code, String message) {
        return catalogue.exception(find(code), message, null);
    }

    /** @return true for one of our own codes by which a call waits its turn: the supplier was not asked, so nothing was attempted */
    public boolean saysToComeBack(ErrorCode error) {
        return error.supplier().equals("own") && error.kind() == ErrorClass.THROTTLED;
    }
}
