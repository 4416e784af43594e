package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.connect.AuthorizePage;
import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Alibaba.com's authorise page, as in the guide's section "OAuth Flow". */
@Component
class AlibabaAuthorizePage implements AuthorizePage {

    private final AlibabaSettings settings;

    AlibabaAuthorizePage(AlibabaSettings settings) {
        this.settings = settings;
    }

    @Override
    public String supplier() {
        return settings.supplier();
    }

    @Override
    public String title() {
        return settings.title();
    }

    @Override
    public String missing() {
        return settings.configured() ? null : "Set ALIBABA_APP_KEY and ALIBABA_APP_SECRET first.";
    }

    @Override
    public URI address(URI callback, String state) {
        return UriComponentsBuilder.fromUri(settings.authorizeUrl()).queryParam("response_type", "code")
                .queryParam("client_id", "{key}").queryParam("redirect_uri", "{callback}").queryParam("state", "{state}")
                .encode().buildAndExpand(settings.appKey(), callback, state).toUri();
    }
}
