package io.github.dropshiproutes.aliexpress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code aliexpress.ds.product.get} says of one product.
 *
 * @param id       under which it is ordered
 * @param onSale   whether it is on sale at all
 * @param variants at least one
 */
record AliExpressProduct(String id, boolean onSale, List<Variant> variants) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ON_SALE = "onSelling";

    /** A price that holds from so many pieces on. */
    record Tier(int from, BigDecimal price) {
    }

    /**
     * One variant.
     *
     * @param attr     its attributes, by which it is ordered; empty for a product without variants
     * @param skuId    its number, by which freight is asked for
     * @param price    of one piece, in {@code currency}; null when none is said
     * @param stock    pieces; null when that is not said, which is not the same as none
     */
    record Variant(String attr, String skuId, BigDecimal price, String currency, Integer stock, List<Tier> tiers) {

        /** @return what one piece costs when so many are bought; null when no price is said */
        BigDecimal price(int quantity) {
            return tiers.stream().filter(tier -> quantity >= tier.from()).map(Tier::price).min(BigDecimal::compareTo)
                    .filter(tier -> price == null || tier.compareTo(price) < 0).orElse(price);
        }
    }

    /**
     * @param id     under which it was asked for
     * @param result the member {@code result} of the answer
     * @return the product, or nothing when the answer describes none: seen when the platform is unwell, and never "no stock"
     */
    static Optional<AliExpressProduct> read(String id, JsonNode result) {
        List<Variant> variants = new ArrayList<>();
        for (JsonNode sku : AliExpressJson.list(result.path("ae_item_sku_info_dtos"))) {
            String number = AliExpressJson.text(sku, "sku_id");
            if (number != null) {
                variants.add(variant(sku, number));
            }
        }
        JsonNode base = result.path("ae_item_base_info_dto");
        String status = AliExpressJson.text(base, "product_status_type");
        return variants.isEmpty() || !base.isObject() ? Optional.empty()
                : Optional.of(new AliExpressProduct(id, status == null || status.equals(ON_SALE), List.copyOf(variants)));
    }

    private static Variant variant(JsonNode sku, String number) {
        String attr = AliExpressJson.text(sku, "sku_attr");
        List<Tier> tiers = new ArrayList<>();
        for (JsonNode tier : AliExpressJson.list(sku.path("wholesale_price_tiers"))) {
            BigDecimal from = AliExpressJson.number(tier, "min_quantity");
            BigDecimal price = AliExpressJson.money(tier, "wholesale_price");
            if (from != null && price != null && price.signum() > 0) {
                tiers.add(new Tier(from.intValue(), price));
            }
        }
        return new Variant(attr == null ? "" : attr, number, AliExpressJson.money(sku, "offer_sale_price"),
                AliExpressJson.text(sku, "currency_code"), stock(sku), tiers);
    }

    private static Integer stock(JsonNode sku) {
        for (String name : List.of("sku_available_stock", "ipm_sku_stock", "s_k_u_available_stock")) {
            BigDecimal pieces = AliExpressJson.number(sku, name);
            if (pieces != null) {
                return pieces.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
            }
        }
        return null;
    }

    /**
     * @param result  the member {@code result} of the answer
     * @param country where it is sent
     * @return the number under which the same product is sold to that country, where that is another one
     */
    static Optional<String> soldAs(JsonNode result, String country) {
        String numbers = AliExpressJson.text(result.path("product_id_converter_result"), "sub_product_id");
        if (numbers == null) {
            return Optional.empty();
        }
        try {
            // A JSON object within a text.
            String number = AliExpressJson.text(JSON.readTree(numbers), country);
            return Optional.ofNullable(number).filter(found -> found.matches("\\d{1,19}"));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * The variant that is meant: by its attributes as written, by its attributes without the names behind {@code #}, by its
     * number, or the only one there is.
     *
     * @param attr  attributes, or null
     * @param skuId number, or null
     * @return nothing when there is no such variant, or several fit
     */
    Optional<Variant> variant(String attr, String skuId) {
        if (attr != null && !attr.isBlank()) {
            Optional<Variant> exact = variants.stream().filter(variant -> variant.attr().equals(attr)).findFirst();
            List<Variant> alike = variants.stream().filter(variant -> bare(variant.attr()).equals(bare(attr))).toList();
            return exact.isPresent() ? exact : alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
        }
        if (skuId != null && !skuId.isBlank()) {
            return variants.stream().filter(variant -> variant.skuId().equals(skuId)).findFirst();
        }
        return variants.size() == 1 ? Optional.of(variants.get(0)) : Optional.empty();
    }

    /** {@code 14:193#Blue;5:361385} is the same variant as {@code 14:193;5:361385}: the names are for people. */
    private static String bare(String attr) {
        return attr.replaceAll("#[^;]*", "");
    }
}
