package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.catalog.LinkedProduct;
import io.github.dropshiproutes.catalog.Offer;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.Catalogue;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What Alibaba.com offers of one product. */
class AlibabaOfferTest extends StageTest {

    private Offer offer(String productId) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("linkedProduct", new LinkedProduct("alibaba", productId, "US", UUID.randomUUID()));
        return through("alibaba-offer", exchange).getVariable("offer", Offer.class);
    }

    @Test
    void thePriceOfOnePieceAndThePiecesOfAllItsLocations() {
        assertThat(offer(Catalogue.TRY_OUT).variants().apply(Catalogue.TRY_OUT_GREEN, null)).get().satisfies(offered -> {
            assertThat(offered.price()).isEqualByComparingTo("9.40");
            assertThat(offered.currency()).isEqualTo("USD");
            assertThat(offered.quantity()).isEqualTo(12);
        });
        assertThat(offer(Catalogue.EVERYWHERE).variants().apply(Catalogue.EVERYWHERE_SKU, null)).get()
                .extracting(Offer.Offered::quantity).isEqualTo(300_000);
    }

    @Test
    void thePriceOfTheFewestPiecesWhereOneIsNotSold() {
        assertThat(offer(Catalogue.MUG).variants().apply(Catalogue.MUG_SKU, null)).get()
                .satisfies(offered -> assertThat(offered.price()).isEqualByComparingTo("3.69"));
    }

    @Test
    void aProductWithoutVariantsNeedsNoSkuAndOneWithVariantsHasNoneWithoutIt() {
        assertThat(offer(Catalogue.SINGLE_NULL).variants().apply(null, null)).isPresent();
        assertThat(offer(Catalogue.SINGLE_MINUS_ONE).variants().apply(null, null)).get().extracting(Offer.Offered::quantity)
                .isEqualTo(100_000);
        assertThat(offer(Catalogue.TRY_OUT).variants().apply(null, null)).isEmpty();
    }

    @Test
    void whatIsOfflineIsNotListed() {
        assertThat(offer(Catalogue.OFFLINE).listed()).isFalse();
        assertThat(offer(Catalogue.OUT_OF_STOCK).listed()).isTrue();
        assertThat(offer(Catalogue.OUT_OF_STOCK).variants().apply(Catalogue.OUT_OF_STOCK_SKU, null)).get()
                .extracting(Offer.Offered::quantity).isEqualTo(0);
    }
}
