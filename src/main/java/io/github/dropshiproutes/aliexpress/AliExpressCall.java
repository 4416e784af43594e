package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.suppliers.SupplierCall;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call of AliExpress's gateway. Business methods go to {@code /sync}, named by the signed parameter {@code method};
 * system calls go to {@code /rest} and their path, with which the signature begins.
 */
public final class AliExpressCall extends SupplierCall {

    private final boolean system;

    private AliExpressCall(String api, boolean system, boolean spending, Map<String, String> parameters) {
        super(AliExpressSettings.SUPPLIER, api, spending, !system, parameters);
        this.system = system;
    }

    /**
     * A method that changes nothing, and is made again when it is not answered.
     *
     * @param method for example {@code aliexpress.ds.product.get}
     */
    public static AliExpressCall read(String method, Map<String, String> parameters) {
        return new AliExpressCall(method, false, false, with(method, parameters));
    }

    /**
     * A method that spends money: never repeated, and sent only within the lease. What is not surely refused has an unknown
     * outcome.
     *
     * @param method for example {@code aliexpress.ds.order.create}
     */
    public static AliExpressCall spend(String method, Map<String, String> parameters) {
        return new AliExpressCall(method, false, true, with(method, parameters));
    }

    /**
     * A call of a token endpoint, which carries no access token.
     *
     * @param path for example {@code /auth/token/create}
     */
    public static AliExpressCall token(String path, Map<String, String> parameters) {
        return new AliExpressCall(path, true, false, parameters);
    }

    private static Map<String, String> with(String method, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("method", method);
        return all;
    }

    /** @return whether this is a system call, whose answers are not wrapped */
    boolean isSystem() {
        return system;
    }

    @Override
    protected String signedPath() {
        return system ? getApi() : "";
    }

    @Override
    protected String path() {
        return system ? "/rest" + getApi() : "/sync";
    }

    @Override
    protected String tokenParameter() {
        return "session";
    }
}
