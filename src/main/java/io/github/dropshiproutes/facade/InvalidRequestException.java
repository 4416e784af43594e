package io.github.dropshiproutes.facade;

/** The caller's own mistake: the field it is in, and what the field takes. Never holds what the caller sent. */
public class InvalidRequestException extends RuntimeException {

    private final String field;

    InvalidRequestException(String field, String detail) {
        super(detail, null, false, false);
        this.field = field;
    }

    /** @return the parameter or the path within a JSON body, such as {@code logistics_product_list[0].quantity} */
    public String getField() {
        return field;
    }
}
