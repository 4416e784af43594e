package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.support.Walk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the facade asks stands up to the strict sandbox, which checks every signature and rule of the guide. */
class FacadeAgainstSandboxTest {

    private final Walk walk = Walk.shared();

    private JsonNode get(String path) {
        return walk.get("/api/alibaba" + path);
    }

    @Test
    void fromTheListToTheFreight() {
        List<String> listed = new ArrayList<>();
        JsonNode page = get("/eco/buyer/product/check?scene_id=906168847&limit=40");
        while (true) {
            page.path("items").forEach(item -> listed.add(item.path("product_id").asText()));
            if (page.path("next").isNull()) {
                break;
            }
            page = get("/eco/buyer/product/check?scene_id=906168847&limit=40&after=" + page.path("next").asText());
        }
        assertThat(listed).contains(Catalogue.TRY_OUT).doesNotHaveDuplicates();

        JsonNode product = get("/eco/buyer/product/description?product_id=" + Catalogue.TRY_OUT);
        String sku = product.path("skus").path(0).path("sku_id").asText();
        assertThat(product.path("product_id").asText()).isEqualTo(Catalogue.TRY_OUT);
        assertThat(get("/eco/buyer/product/inventory?product_id=" + Catalogue.TRY_OUT + "&sku_id=" + sku).path("items")).isNotEmpty();
        assertThat(get("/shipping/freight/calculate?product_id=" + Catalogue.TRY_OUT + "&quantity=1&destination_country=US&zip_code=90210")
                .path("items").path(0).path("fee").path("amount").isTextual()).isTrue();
        String address = FacadeTestCase.encoded("{\"zip\":\"90210\",\"country\":\"US\",\"province\":\"California\",\"city\":\"Beverly"
                + " Hills\","
                + "\"address\":\"1012 Beverly Drive\"}");
        String lines = FacadeTestCase.encoded("[{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"sku_id\":\"" + sku + "\",\"quantity\":1}]");
        assertThat(get("/order/freight/calculate?e_company_id=" + FacadeTestCase.encoded(product.path("eCompanyId").asText())
                + "&destination_country=US&dispatch_location=CN&address=" + address + "&logistics_product_list=" + lines).path("items"))
                .isNotEmpty();
    }

    @Test
    void expandedListsAndOrders() {
        JsonNode local = get("/eco/buyer/local/product/check?country=US&limit=3&expand=details,shipping_from").path("items");
        assertThat(local).isNotEmpty().allSatisfy(item -> {
            assertThat(item.path("details").path("title").asText()).isNotBlank();
            assertThat(item.path("shipping_from").toString()).contains("US");
        });
        assertThat(get("/alibaba/order/list?role=buyer").path("items").isArray()).isTrue();
    }
}
