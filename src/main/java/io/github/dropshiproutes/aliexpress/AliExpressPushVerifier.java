package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.suppliers.PushVerifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lets only pushes pass that AliExpress has signed with the application's secret. */
@Component("aliexpressPushVerifier")
public class AliExpressPushVerifier extends PushVerifier {

    public AliExpressPushVerifier(@Value("${aliexpress.app-key}") String appKey, @Value("${aliexpress.app-secret}") String appSecret) {
        super("AliExpress", appKey, appSecret);
    }
}
