package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.suppliers.SupplierCall;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** One call of Alibaba.com's gateway: path, verb and business parameters by the guide's names. */
public final class AlibabaCall extends SupplierCall {

    private final boolean post;
    private final AlibabaFile file;

    private AlibabaCall(String api, boolean post, boolean spending, boolean withToken, Map<String, String> parameters, AlibabaFile file) {
        super(AlibabaSettings.SUPPLIER, api, spending, withToken, parameters);
        this.post = post;
        this.file = file;
    }

    /** A call the guide allows by GET only. */
    public static AlibabaCall get(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, false, false, true, parameters, null);
    }

    /** A call the guide allows by GET and POST: by POST the token stays out of every access log. */
    public static AlibabaCall post(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, true, false, true, parameters, null);
    }

    /** A call that spends money: never repeated, and sent only within the lease. */
    public static AlibabaCall spend(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, true, true, true, parameters, null);
    }

    /** A call that carries a file: its bytes travel beside the parameters and are not signed. */
    public static AlibabaCall upload(String api, Map<String, String> parameters, AlibabaFile file) {
        return new AlibabaCall(api, true, false, true, parameters, file);
    }

    /** A call of the token endpoints, which carries no access token. */
    public static AlibabaCall token(String api, Map<String, String> parameters) {
        return new AlibabaCall(api, true, false, false, parameters, null);
    }

    @Override
    protected String signedPath() {
        return getApi();
    }

    @Override
    protected String path() {
        return getApi();
    }

    @Override
    protected String tokenParameter() {
        return "access_token";
    }

    @Override
    protected void write(Message message, Map<String, String> signed) {
        if (file != null) {
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.CONTENT_TYPE, file.contentType());
            message.setBody(file.multipart(signed));
        } else if (post) {
            super.write(message, signed);
        } else {
            message.setHeader(Exchange.HTTP_METHOD, "GET");
            message.setHeader(Exchange.HTTP_RAW_QUERY, form(signed));
            message.setBody(null);
        }
    }
}
