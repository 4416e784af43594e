package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import org.junit.jupiter.api.Test;

class DescribeImportTest extends ImportTestCase {

    @Test
    void aProductWithoutAPriceIsNeverOffered() {
        walk.sandbox().faults().add(Fault.at("aliexpress.ds.product.get", FaultAction.GARBAGE).withBody("""
                {"aliexpress_ds_product_get_response":{"rsp_code":200,"rsp_msg":"ok","result":{"ae_item_base_info_dto":{"product_id":1,
                "subject":"Free"},"ae_item_sku_info_dtos":{"ae_item_sku_info_d_t_o":[{"sku_id":"1","sku_attr":"","offer_sale_price":"0.00",
                "currency_code":"USD"}]}}}}"""));
        var job = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");

        assertThat(job.at("/results/0/reason_code").asText()).isEqualTo("NO_COST");
        assertThat(shelf()).isEmpty();
    }

    @Test
    void whatTheSupplierSaidIsForgottenOnceItStandsInTheShop() {
        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");

        assertThat(ask("SELECT count(*) FROM import_product WHERE draft IS NOT NULL", Integer.class)).isZero();
    }
}
