package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What counts as the supplier's own word that it does not sell something. */
class AskOfferTest extends CatalogTestCase {

    private Exchange ask(String supplier, String productId) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("linkedProduct", new LinkedProduct(supplier, productId, "US", UUID.randomUUID()));
        return through("ask-offer", exchange);
    }

    @Test
    void whatIsOfferedIsTheOffer() {
        assertThat(ask("alibaba", Catalogue.TRY_OUT).getVariable("offer", Offer.class).listed()).isTrue();
        assertThat(ask("aliexpress", AliExpressCatalogue.SINGLE).getVariable("offer", Offer.class).listed()).isTrue();
    }

    @Test
    void whatTheSupplierDoesNotKnowOrNotSellIsAnOfferOfNothing() {
        for (String product : new String[] {AliExpressCatalogue.UNKNOWN, AliExpressCatalogue.OFF_SHELF, AliExpressCatalogue.NOT_TO_US}) {
            Exchange asked = ask("aliexpress", product);
            assertThat(asked.getVariable("offer", Offer.class).listed()).as(product).isFalse();
            assertThat(asked.getVariable("absence")).as(product).isNotNull();
        }
        assertThat(ask("alibaba", "1699999999999").getVariable("offer", Offer.class).listed()).isFalse();
    }

    @Test
    void anAnswerThatDescribesNothingIsAFailureAndNoOffer() {
        fail("/eco/buyer/product/description", FaultAction.EMPTY_VALUE);
        assertThatThrownBy(() -> ask("alibaba", Catalogue.TRY_OUT)).hasRootCauseInstanceOf(SupplierException.class);
        fail(MAT_READ, FaultAction.EMPTY_VALUE);
        assertThatThrownBy(() -> ask("aliexpress", AliExpressCatalogue.GUIDE)).hasRootCauseInstanceOf(SupplierException.class);
    }
}
