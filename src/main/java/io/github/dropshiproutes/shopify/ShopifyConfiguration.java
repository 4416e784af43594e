package io.github.dropshiproutes.shopify;

import io.github.dropshiproutes.http.SupplierHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What calls to the Admin API run on. */
@Configuration(proxyBeanMethods = false)
public class ShopifyConfiguration {

    @Bean
    SupplierHttpClient shopifyHttpClient(ShopifySettings settings) {
        return new SupplierHttpClient(settings.callTimeout());
    }
}
