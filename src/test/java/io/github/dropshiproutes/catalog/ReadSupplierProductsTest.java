package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which products are asked for, and by how many workers. */
class ReadSupplierProductsTest extends CatalogTestCase {

    @Test
    void aProductIsTakenByOneWorkerAndComesBackWhenThatOneIsDead() {
        oneInterval();
        pause("read-supplier-products");
        sql("UPDATE supplier_product SET next_read_at = dropship_now()");

        assertThat(claimed("claim-supplier-products")).hasSize(3);
        assertThat(claimed("claim-supplier-products")).isEmpty();
        sql("UPDATE supplier_product SET claimed_until = dropship_now() - interval '1 second'");
        assertThat(claimed("claim-supplier-products")).hasSize(3);
    }

    @Test
    void whatAWorkerFindsAfterItsClaimIsOverIsNotKept() {
        oneInterval();
        pause("read-supplier-products");
        cupsAtSupplier(1);
        sql("UPDATE supplier_product SET next_read_at = dropship_now() WHERE supplier = 'alibaba'");
        var row = claimed("claim-supplier-products").get(0);
        sql("UPDATE supplier_product SET claim_id = gen_random_uuid()");

        handed("read-supplier-product", row);

        assertThat(variant(CUP_VARIANT)).containsEntry("supplier_quantity", CUPS);
    }

    @Test
    void aPushThatArrivesWhileItIsReadHasItReadOnceMore() {
        oneInterval();
        pause("read-supplier-products", "plan-catalog-writes");
        sql("UPDATE supplier_product SET next_read_at = dropship_now() WHERE supplier = 'alibaba'");
        var row = claimed("claim-supplier-products").get(0);
        sql("INSERT INTO product_event (supplier, product_id, kind, at) VALUES ('alibaba', ?, 'OTHER', dropship_now())", row.get("product_id"));
        claimed("follow-product-events");

        handed("read-supplier-product", row);

        assertThat(ask("SELECT next_read_at <= dropship_now() FROM supplier_product WHERE supplier = 'alibaba'", Boolean.class)).isTrue();
    }
}
