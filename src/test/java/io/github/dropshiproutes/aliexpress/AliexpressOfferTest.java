package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.catalog.LinkedProduct;
import io.github.dropshiproutes.catalog.Offer;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What AliExpress offers of one product. */
class AliexpressOfferTest extends StageTest {

    private Offer offer(String productId, String country) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("linkedProduct", new LinkedProduct("aliexpress", productId, country, UUID.randomUUID()));
        return through("aliexpress-offer", exchange).getVariable("offer", Offer.class);
    }

    @Test
    void priceAndStockOfTheVariantThatIsMeant() {
        assertThat(offer(AliExpressCatalogue.GUIDE, "US").variants().apply(null, "14:496#Purple")).get().satisfies(offered -> {
            assertThat(offered.price()).isEqualByComparingTo("26.99");
            assertThat(offered.currency()).isEqualTo("USD");
            assertThat(offered.quantity()).isEqualTo(1000);
        });
        assertThat(offer(AliExpressCatalogue.GUIDE, "US").variants().apply(AliExpressCatalogue.GUIDE_BLUE_SKU, null)).isPresent();
        assertThat(offer(AliExpressCatalogue.SINGLE, "US").variants().apply(null, null)).isPresent();
    }

    @Test
    void toTheUnitedStatesItIsReadUnderTheNumberThatIsSoldThere() {
        assertThat(offer(AliExpressCatalogue.US_NUMBER, "US").variants().apply(null, AliExpressCatalogue.US_NUMBER_ATTR)).isPresent();

        assertThat(ledger().calls("aliexpress.ds.product.get")).extracting(call -> call.parameter("product_id"))
                .containsExactly(AliExpressCatalogue.US_NUMBER, AliExpressCatalogue.US_NUMBER_US);
    }

    @Test
    void aProductSoldToOneCountryOnlyIsReadForIt() {
        assertThat(offer(AliExpressCatalogue.NOT_TO_US, "DE").listed()).isTrue();
    }

    @Test
    void noneLeftIsSaidAndNotGuessed() {
        assertThat(offer(AliExpressCatalogue.OUT_OF_STOCK, "US").variants().apply(null, AliExpressCatalogue.OUT_OF_STOCK_ATTR)).get()
                .extracting(Offer.Offered::quantity).isEqualTo(0);
    }
}
