package io.github.dropshiproutes.settings;

import io.github.dropshiproutes.suppliers.SupplierAccounts;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings shop and supplier accounts of the settings into the database, before any route starts. */
@Component
public class FirstRows implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final SupplierAccounts accounts;
    private final String shop;

    public FirstRows(JdbcClient jdbc, SupplierAccounts accounts, @Value("${shopify.shop}") String shop) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.shop = shop;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!shop.isBlank()) {
            // The moment of the first connection stays: it is the default of BUYING_SINCE.
            jdbc.sql("INSERT INTO shop (domain) VALUES (:shop) ON CONFLICT DO NOTHING").param("shop", shop).update();
        }
        accounts.importFromSettings();
    }
}
