package io.github.dropshiproutes.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.catalog.Price;
import io.github.dropshiproutes.catalog.SupplierProduct;
import io.github.dropshiproutes.catalog.SupplierProduct.Variant;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/** A supplier's product as Shopify takes it: the input of {@code productSet}. */
public final class ShopProduct {

    /** Under which every imported product says whose it is: {@code dropship_routes.supplier_product}. */
    public static final String MARK = "supplier_product";
    static final String NAMESPACE = "dropship_routes";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_OPTIONS = 3;
    private static final int MOST_VARIANTS = 2_048;
    private static final int LONGEST_TEXT = 255;
    /** Shopify takes no more stock in one call, over all variants. */
    private static final long MOST_STOCK = 50_000;
    /** Tenths of the points that a call may cost, with a margin. */
    private static final int MOST_TENTHS = 9_500;
    private static final int LONGEST_SLUG = 60;
    /** Shopify takes half a mebibyte of description; a shopper reads less. */
    private static final int LONGEST_HTML = 100_000;
    private static final Map<String, String> VENDORS = Map.of("alibaba", "Alibaba", "aliexpress", "AliExpress");
    /** Words and tables. No image, link, style, frame, form or script: nothing in it asks the supplier's hosts for anything. */
    private static final Safelist WORDS = Safelist.relaxed().removeTags("a", "img").removeAttributes("blockquote", "cite")
            .removeAttributes("q", "cite");

    /** Why a product cannot be put into a shop; the message is for a person. */
    public static final class Unfit extends Exception {
        private final String code;

        Unfit(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        /** @return one of our own codes */
        public String code() {
            return code;
        }
    }

    private final String supplier;
    private final SupplierProduct product;
    private final List<Variant> variants;
    private final List<String> options;

    /** @throws Unfit when no variant has a price, or it has more options or variants than Shopify takes */
    public ShopProduct(String supplier, SupplierProduct product) throws Unfit {
        this.supplier = supplier;
        this.product = product;
        this.variants = product.variants().stream().filter(variant -> variant.cost() != null && variant.cost().signum() > 0).toList();
        if (variants.isEmpty()) {
            throw new Unfit("NO_COST", null);
        }
        Set<String> names = new LinkedHashSet<>();
        variants.forEach(variant -> names.addAll(variant.options().keySet()));
        this.options = variants.size() == 1 && product.variants().size() == 1 ? List.of() : List.copyOf(names);
        if (options.size() > MOST_OPTIONS) {
            throw new Unfit("NOT_IMPORTABLE", "it has " + options.size() + " options (" + String.join(", ", options)
                    + ") and Shopify takes " + MOST_OPTIONS);
        }
        if (variants.size() > MOST_VARIANTS) {
            throw new Unfit("NOT_IMPORTABLE", "it has " + variants.size() + " variants and Shopify takes " + MOST_VARIANTS);
        }
        if (options.isEmpty() && variants.size() > 1) {
            throw new Unfit("NOT_IMPORTABLE", "it has " + variants.size() + " variants that nothing tells apart");
        }
    }

    /** @return the same with a description of words and tables, and without what no database keeps: nothing else of it is stored */
    static SupplierProduct cleaned(SupplierProduct product) {
        List<Variant> variants = product.variants().stream().map(variant -> {
            Map<String, String> options = new LinkedHashMap<>();
            variant.options().forEach((name, value) -> options.put(withoutNul(name), withoutNul(value)));
            return new Variant(variant.skuId(), withoutNul(variant.skuAttr()), variant.cost(), variant.currency(), variant.stock(),
                    withoutNul(variant.image()), options);
        }).toList();
        return new SupplierProduct(product.productId(), withoutNul(product.title()), withoutNul(words(product.html())),
                product.images().stream().map(ShopProduct::withoutNul).toList(), variants);
    }

    private static String withoutNul(String text) {
        return text == null ? null : text.replace("\0", "");
    }

    /** @return letters, digits and hyphens, always the same for the same product and title; the end tells products apart */
    public String handle() {
        String ascii = Normalizer.normalize(product.title() == null ? "" : product.title(), Normalizer.Form.NFKD);
        String slug = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String shortened = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("^-+|-+$", "");
        return (shortened.isEmpty() ? "product" : shortened) + "-"
                + DigestUtils.sha256Hex(supplier + ":" + product.productId()).substring(0, 10);
    }

    /** @return the SKU by which the walk finds the supplier's variant again: bare digits for the only variant at AliExpress */
    public String sku(Variant variant) {
        String id = product.productId();
        boolean only = product.variants().size() == 1;
        if (supplier.equals("aliexpress")) {
            String attr = variant.skuAttr();
            String whole = "aliexpress:" + id + ":" + attr;
            return only || attr == null || attr.isEmpty() ? id : whole.length() > LONGEST_TEXT ? whole.replaceAll("#[^;]*", "") : whole;
        }
        return supplier + ":" + id + (variant.skuId() == null ? "" : ":" + variant.skuId());
    }

    /** @return the variants that are offered, by their SKU */
    public Map<String, Variant> variantsBySku() {
        Map<String, Variant> bySku = new LinkedHashMap<>();
        variants.forEach(variant -> bySku.put(sku(variant), variant));
        return bySku;
    }

    /**
     * @param handle     of the product
     * @param price      of a variant; nothing when it cannot be priced
     * @param location   where its stock is counted, or null to say nothing of stock
     * @param publish    whether it is active at once; else a draft
     * @param mostImages of the product
     * @param tracked    whether Shopify counts its stock
     * @return the {@code ProductSetInput}
     */
    public ObjectNode input(String handle, Function<Variant, Optional<Price>> price, String location, boolean publish, int mostImages,
                            boolean tracked) throws Unfit {
        ObjectNode input = NODES.objectNode().put("title", title()).put("handle", handle).put("vendor", VENDORS.get(supplier))
                .put("descriptionHtml", words(product.html())).put("status", publish ? "ACTIVE" : "DRAFT");
        input.putArray("metafields").addObject().put("namespace", NAMESPACE).put("key", MARK).put("type", "single_line_text_field")
                .put("value", supplier + ":" + product.productId());
        Set<String> images = images(mostImages);
        ArrayNode files = input.putArray("files");
        images.forEach(image -> files.add(file(image)));
        Map<String, Map<String, String>> values = values();
        ArrayNode named = input.putArray("productOptions");
        if (options.isEmpty()) {
            named.addObject().put("name", "Title").putArray("values").addObject().put("name", "Default Title");
        }
        for (String option : options) {
            ArrayNode all = named.addObject().put("name", cut(option)).putArray("values");
            new LinkedHashSet<>(values.get(option).values()).forEach(value -> all.addObject().put("name", value));
        }
        ArrayNode offered = input.putArray("variants");
        Set<String> combinations = new HashSet<>();
        long stockLeft = MOST_STOCK;
        // Shopify reckons 1.9 points for a file, 0.2 for a variant and 0.6 for a variant's file, and takes 1,000 in one call.
        int imagesLeft = (MOST_TENTHS - 19 * images.size() - 2 * variants.size()) / 6;
        for (Variant variant : variants) {
            Price priced = price.apply(variant).orElseThrow(() -> new Unfit("NO_COST", "variant " + sku(variant)));
            ObjectNode node = offered.addObject();
            ArrayNode told = choose(node, variant, values);
            if (!combinations.add(told.toString())) {
                throw new Unfit("NOT_IMPORTABLE", "two of its variants have the same options: "
                        + String.join(", ", variant.options().values()));
            }
            node.put("sku", sku(variant)).put("price", priced.price().toPlainString());
            if (priced.compareAt() != null) {
                node.put("compareAtPrice", priced.compareAt().toPlainString());
            }
            node.putObject("inventoryItem").put("cost", priced.cost().toPlainString()).put("tracked", tracked)
                    .put("requiresShipping", true);
            if (images.contains(variant.image()) && imagesLeft-- > 0) {
                node.set("file", file(variant.image()));
            }
            if (tracked && location != null && variant.stock() != null) {
                long pieces = Math.max(0, Math.min(variant.stock(), stockLeft));
                stockLeft -= pieces;
                node.putArray("inventoryQuantities").addObject().put("locationId", location).put("name", "available")
                        .put("quantity", pieces);
            }
        }
        return input;
    }

    private ArrayNode choose(ObjectNode node, Variant variant, Map<String, Map<String, String>> values) {
        ArrayNode told = node.putArray("optionValues");
        if (options.isEmpty()) {
            told.addObject().put("optionName", "Title").put("name", "Default Title");
        }
        options.forEach(option -> told.addObject().put("optionName", cut(option))
                .put("name", values.get(option).get(variant.options().getOrDefault(option, "-"))));
        return told;
    }

    /** Shopify takes no two values of an option that differ in upper and lower case only, nor long ones. */
    private Map<String, Map<String, String>> values() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (String option : options) {
            Map<String, String> shown = new LinkedHashMap<>();
            Map<String, Integer> taken = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Variant variant : variants) {
                shown.computeIfAbsent(variant.options().getOrDefault(option, "-"), value -> {
                    String name = cut(value);
                    int times = taken.merge(name, 1, Integer::sum);
                    return times == 1 ? name : name.substring(0, Math.min(name.length(), LONGEST_TEXT - 7)) + " (" + times + ")";
                });
            }
            all.put(option, shown);
        }
        return all;
    }

    private Set<String> images(int most) {
        List<String> all = new ArrayList<>(product.images());
        variants.forEach(variant -> all.add(variant.image()));
        Set<String> images = new LinkedHashSet<>();
        all.stream().filter(image -> image != null && image.startsWith("https://") && image.length() <= 2_000).distinct().limit(most)
                .forEach(images::add);
        return images;
    }

    private ObjectNode file(String image) {
        return NODES.objectNode().put("originalSource", image).put("contentType", "IMAGE").put("alt", title());
    }

    private String title() {
        return product.title() == null ? VENDORS.get(supplier) + " " + product.productId() : cut(Jsoup.parse(product.title()).text());
    }

    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.isEmpty() ? "-" : plain.substring(0, Math.min(plain.length(), LONGEST_TEXT));
    }

    /** @return sellers' HTML with words and tables left of it; words alone where it is too long */
    static String words(String html) {
        if (html == null) {
            return "";
        }
        String clean = Jsoup.clean(html, "", WORDS, new Document.OutputSettings().prettyPrint(false)).strip();
        if (clean.length() <= LONGEST_HTML) {
            return clean;
        }
        String text = Jsoup.clean(Jsoup.parse(html).text(), Safelist.none());
        return text.substring(0, Math.min(text.length(), LONGEST_HTML));
    }
}
