package io.github.dropshiproutes.inbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.dropshiproutes.shopify.ShopifyDelivery;
import io.github.dropshiproutes.shopify.ShopifyHeaders;
import io.github.dropshiproutes.shopify.ShopifySignatureVerifier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The intake without the rest of the house: its beans, its pools, and nothing that needs signing in. No stereotype, so that
 * the whole product, started in other tests, does not find it.
 */
@EnableAutoConfiguration
@Import({InboxConfiguration.class, ShopifySignatureVerifier.class, ShopifyDelivery.class, ShopifyHeaders.class})
public class IntakeApplication {

    @Bean
    @Primary
    DataSource dataSource(@Value("${database.url}") String url) {
        return pool(url, 2);
    }

    @Bean
    DataSource intakeDataSource(@Value("${database.url}") String url, @Value("${database.intake-pool-size}") int size) {
        return pool(url, size);
    }

    @Bean
    SecurityFilterChain everythingIsOpen(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable).build();
    }

    private static DataSource pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(2000);
        return new HikariDataSource(config);
    }
}
