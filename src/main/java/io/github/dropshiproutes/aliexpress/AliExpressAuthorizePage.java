package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.connect.AuthorizePage;
import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * AliExpress's authorise page: the platform's present parameters and the guide's {@code view} and {@code sp}, so that both
 * the present address and the guide's older one understand them.
 */
@Component
class AliExpressAuthorizePage implements AuthorizePage {

    private final AliExpressSettings settings;

    AliExpressAuthorizePage(AliExpressSettings settings) {
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
        return settings.configured() ? null : "Set ALIEXPRESS_APP_KEY and ALIEXPRESS_APP_SECRET first.";
    }

    @Override
    public URI address(URI callback, String state) {
        return UriComponentsBuilder.fromUri(settings.authorizeUrl()).queryParam("response_type", "code").queryParam("force_auth", "true")
                .queryParam("redirect_uri", "{callback}").queryParam("client_id", "{key}").queryParam("state", "{state}")
                .queryParam("view", "web").queryParam("sp", "ae").encode().buildAndExpand(callback, settings.appKey(), state).toUri();
    }
}
