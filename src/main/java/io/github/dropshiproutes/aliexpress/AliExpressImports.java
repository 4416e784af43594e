package io.github.dropshiproutes.aliexpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.catalog.SupplierProduct;
import io.github.dropshiproutes.suppliers.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Makes a product in the guide's shape, in the variable {@code product}, into what a shop needs of it. */
@Component("aliexpressImports")
public class AliExpressImports {

    /** The body becomes the {@link SupplierProduct}. */
    public void product(Exchange exchange) {
        ObjectNode product = exchange.getVariable("product", ObjectNode.class);
        List<String> images = new ArrayList<>();
        product.path("images").forEach(image -> images.add(image.asText()));
        List<SupplierProduct.Variant> variants = new ArrayList<>();
        for (JsonNode variant : product.path("variants")) {
            Map<String, String> options = new LinkedHashMap<>();
            variant.path("properties").properties().stream().filter(option -> !option.getValue().isNull())
                    .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
            variants.add(new SupplierProduct.Variant(Json.text(variant, "ae_sku_id"), variant.path("sku_attr").asText(""),
                    Json.decimal(variant, "price"), Json.text(variant, "currency"),
                    variant.path("stock").isNumber() ? Long.valueOf(variant.path("stock").longValue()) : null, Json.text(variant, "image"),
                    options));
        }
        exchange.getMessage().setBody(new SupplierProduct(product.path("product_id").asText(), Json.text(product, "product_title"),
                Json.text(product, "description"), images, variants));
    }
}
