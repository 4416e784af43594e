package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.catalog.SupplierProduct;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.suppliers.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Makes what Alibaba.com describes and counts of a product into what a shop needs of it. */
@Component("alibabaImports")
public class AlibabaImports {

    private final OwnErrors ownErrors;

    public AlibabaImports(OwnErrors ownErrors) {
        this.ownErrors = ownErrors;
    }

    /** Keeps the description in the body in the variable {@code described}. */
    public void described(Exchange exchange) {
        JsonNode data = data(exchange);
        String id = exchange.getVariable("productId", String.class);
        if (!data.isObject() || data.isEmpty()) {
            throw ownErrors.exception("PRODUCT_NOT_FOUND", "Alibaba.com describes no product " + id);
        }
        if (!AlibabaProduct.read(id, data).online()) {
            throw ownErrors.exception("PRODUCT_OFFLINE", "product " + id + " is offline at Alibaba.com");
        }
        exchange.setVariable("described", data);
    }

    /** The body, what is in stock of it, becomes the {@link SupplierProduct}. Whoever sells less than one piece sells to no shopper. */
    public void product(Exchange exchange) {
        String id = exchange.getVariable("productId", String.class);
        JsonNode described = exchange.getVariable("described", JsonNode.class);
        AlibabaProduct product = AlibabaProduct.read(id, described);
        product.readStock(data(exchange));
        List<SupplierProduct.Variant> variants = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (JsonNode node : Json.list(described, "skus")) {
            String number = Json.text(node, "sku_id");
            Optional<AlibabaProduct.Sku> sku = product.sku("-1".equals(number) ? null : number);
            if (sku.isPresent()) {
                int minimum = product.minimum(sku.get());
                fewest = Math.min(fewest, minimum);
                // Shoppers buy single pieces: a variant that is sold by the dozen has no price for them.
                BigDecimal cost = minimum > 1 ? null : product.price(sku.get(), 1).orElse(null);
                variants.add(new SupplierProduct.Variant(sku.get().id(), null, cost, product.currency(sku.get()), stock(product, sku.get()),
                        secure(Json.text(node, "image")), options(node)));
            }
        }
        if (variants.stream().allMatch(variant -> variant.cost() == null) && fewest > 1 && fewest < Integer.MAX_VALUE) {
            throw ownErrors.exception("NOT_IMPORTABLE", "its seller sells no fewer than " + fewest
                    + " pieces, and shoppers buy single ones");
        }
        Set<String> images = new LinkedHashSet<>();
        images.add(secure(Json.text(described, "main_image")));
        Json.list(described, "images").forEach(image -> images.add(secure(Json.text(image))));
        images.remove(null);
        exchange.getMessage().setBody(new SupplierProduct(id, Json.text(described, "title"), Json.text(described, "description"),
                List.copyOf(images), variants));
    }

    private static Long stock(AlibabaProduct product, AlibabaProduct.Sku sku) {
        return product.locations().stream().map(place -> product.stock(place, sku.id())).flatMap(Optional::stream).map(Integer::longValue)
                .reduce(Long::sum).orElse(null);
    }

    private static Map<String, String> options(JsonNode sku) {
        Map<String, String> options = new LinkedHashMap<>();
        for (JsonNode attribute : Json.list(sku, "sku_attr_list")) {
            String name = Json.text(attribute, "attr_name_desc");
            String value = Json.text(attribute, "attr_value_desc");
            if (name != null && value != null) {
                options.put(name, value);
            }
        }
        return options;
    }

    private static String secure(String url) {
        return url == null || !url.matches("(?i)(https?:)?//.+") ? null : "https:" + url.substring(url.indexOf("//"));
    }

    private static JsonNode data(Exchange exchange) {
        return exchange.getMessage().getBody(JsonNode.class).path("result").path("result_data");
    }
}
