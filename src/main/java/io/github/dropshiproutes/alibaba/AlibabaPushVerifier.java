package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.suppliers.PushVerifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Lets only pushes pass that Alibaba.com has signed with the application's secret. */
@Component("alibabaPushVerifier")
public class AlibabaPushVerifier extends PushVerifier {

    public AlibabaPushVerifier(@Value("${alibaba.app-key}") String appKey, @Value("${alibaba.app-secret}") String appSecret) {
        super("Alibaba.com", appKey, appSecret);
    }
}
