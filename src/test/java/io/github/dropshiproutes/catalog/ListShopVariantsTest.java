package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** When a shop is read, and by how many. */
class ListShopVariantsTest extends CatalogTestCase {

    @Test
    void aShopIsReadWhenItIsDueAndThenNotBeforeTheInterval() {
        pause("read-supplier-products");
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");

        await().until(() -> ask("SELECT listed_at IS NOT NULL FROM shop_catalog", Boolean.class));

        assertThat(ask("SELECT next_list_at - list_started_at = interval '1 hour' FROM shop_catalog", Boolean.class)).isTrue();
    }

    @Test
    void aShopThatIsBeingReadIsNotTakenTwiceUntilItsWorkerIsDead() {
        pause("list-shop-variants");
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");

        assertThat(claimed("claim-shop-listings")).hasSize(1);
        assertThat(claimed("claim-shop-listings")).isEmpty();
        sql("UPDATE shop_catalog SET claimed_until = dropship_now() - interval '1 second'");
        assertThat(claimed("claim-shop-listings")).hasSize(1);
    }

    @Test
    void aShopThatWasJustConnectedHasACatalogueOfItsOwn() {
        sql("INSERT INTO shop (domain) VALUES ('second.myshopify.com')");

        assertThat(ask("SELECT on_gone FROM shop_catalog WHERE shop = 'second.myshopify.com'", String.class)).isEqualTo("zero");
    }
}
