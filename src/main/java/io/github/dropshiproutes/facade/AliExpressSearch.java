package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.aliexpress.AliExpressCall;
import io.github.dropshiproutes.aliexpress.AliExpressJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One search for products, over as many pages of AliExpress's as it takes to find what the caller wants: the search for
 * dropshippers knows neither prices nor numbers of orders as filters. What AliExpress does not say is {@code null}, and matches
 * no filter.
 */
public final class AliExpressSearch {

    static final String DROPSHIPPING = "aliexpress.ds.text.search";
    static final String AFFILIATE = "aliexpress.affiliate.product.query";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** As people read it: {@code 5,000+}. */
    private static final Pattern COUNT = Pattern.compile("([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,3})\\+?(?: sold)?");

    /**
     * What the caller wants.
     *
     * @param keywords   or null when a category is named
     * @param categoryId or null
     * @param minPrice   or null; as the other one in the currency that is asked for
     * @param maxPrice   or null
     * @param minOrders  or null
     * @param limit      the most products, at least 1
     */
    record Wish(String keywords, String categoryId, BigDecimal minPrice, BigDecimal maxPrice, Integer minOrders, int limit) {

        boolean isFiltered() {
            return minPrice != null || maxPrice != null || minOrders != null;
        }
    }

    private final Wish wish;
    private final boolean affiliate;
    private final String country;
    private final FacadeSettings.AliExpress settings;
    private final ArrayNode found = JsonNodeFactory.instance.arrayNode();
    private final Set<String> seen = new HashSet<>();
    private int pageSize;
    private BigDecimal aboveRating;
    private Integer aboveVolume;
    private int page;
    private int scanned;
    private boolean ended;
    private boolean stopped;

    /** @param country two letters: where the products are to be sent */
    AliExpressSearch(Wish wish, boolean affiliate, String country, FacadeSettings.AliExpress settings) {
        this.wish = wish;
        this.affiliate = affiliate;
        this.country = country;
        this.settings = settings;
        this.pageSize = wish.isFiltered() ? settings.pageSize() : Math.min(settings.pageSize(), wish.limit());
    }

    /**
     * Counts as found only what is rated and sold better, as the guide's workflow wants it before it imports.
     *
     * @param rating percent, or null for any
     * @param volume pieces sold, or null for any
     */
    public void onlyAbove(BigDecimal rating, Integer volume) {
        aboveRating = rating;
        aboveVolume = volume;
        pageSize = rating == null && volume == null ? pageSize : settings.pageSize();
    }

    /** @return true while more may be found and another page may be asked for */
    public boolean isOpen() {
        return !ended && !stopped && found.size() < wish.limit() && page < settings.mostPages();
    }

    /** @return true once a page was read and another one asked for */
    public boolean isBegun() {
        return page > 1;
    }

    /** Ends it before its bound, because no further page can be asked for now. */
    void stop() {
        stopped = true;
    }

    /** @return the call for the next page, counted from 1 */
    AliExpressCall nextCall() {
        page++;
        Map<String, String> parameters = new LinkedHashMap<>();
        if (affiliate) {
            parameters.put("keywords", wish.keywords());
            parameters.put("category_ids", wish.categoryId());
            parameters.put("min_sale_price", cents(wish.minPrice(), RoundingMode.FLOOR));
            parameters.put("max_sale_price", cents(wish.maxPrice(), RoundingMode.CEILING));
            parameters.put("target_currency", settings.currency());
            parameters.put("target_language", settings.language().replaceAll("_.*", "").toUpperCase(java.util.Locale.ROOT));
            parameters.put("ship_to_country", country);
            parameters.put("page_no", String.valueOf(page));
            parameters.put("page_size", String.valueOf(pageSize));
            return AliExpressCall.read(AFFILIATE, parameters);
        }
        parameters.put("keyWord", wish.keywords());
        parameters.put("categoryId", wish.categoryId());
        parameters.put("local", settings.language());
        parameters.put("countryCode", country);
        parameters.put("currency", settings.currency());
        parameters.put("pageIndex", String.valueOf(page));
        parameters.put("pageSize", String.valueOf(pageSize));
        return AliExpressCall.read(DROPSHIPPING, parameters);
    }

    /** Affiliates' prices are asked for in cents. */
    private static String cents(BigDecimal price, RoundingMode rounding) {
        return price == null ? null : price.multiply(HUNDRED).setScale(0, rounding).toPlainString();
    }

    /**
     * @param answer what stood in the envelope
     * @return false when it tells of no list, not even of an empty one: nothing was found out then
     */
    boolean add(JsonNode answer) {
        JsonNode data = affiliate ? answer.path("resp_result").path("result") : answer.path("data");
        // Affiliates are told of an empty list by a code; what comes here is that, or a list.
        if (!affiliate && !data.isObject()) {
            return false;
        }
        List<JsonNode> products = AliExpressJson.list(data.path("products"));
        BigDecimal total = AliExpressJson.number(data, affiliate ? "total_record_count" : "totalCount");
        int fresh = 0;
        for (JsonNode product : products) {
            ObjectNode item = affiliate ? affiliateItem(product) : item(product);
            // While the list moves upstream, a product is seen on two pages.
            if (item.path("product_id").isNull() || !seen.add(item.path("product_id").asText())) {
                continue;
            }
            fresh++;
            scanned++;
            if (found.size() < wish.limit() && matches(item, currency(product))) {
                found.add(item);
            }
        }
        boolean last = total != null && BigDecimal.valueOf((long) page * pageSize).compareTo(total) >= 0;
        // Beyond their end some lists give their last page again.
        ended = fresh == 0 || last || total == null && products.size() < pageSize;
        return true;
    }

    private String currency(JsonNode product) {
        for (String name : affiliate ? List.of("target_sale_price_currency") : List.of("targetSalePriceCurrency",
                "targetOriginalPriceCurrency")) {
            String currency = AliExpressJson.text(product, name);
            if (currency != null) {
                return currency;
            }
        }
        return settings.currency();
    }

    private boolean matches(ObjectNode item, String currency) {
        if (wish.minPrice() != null || wish.maxPrice() != null) {
            BigDecimal price = AliExpressJson.money(item, "target_sale_price");
            if (price == null || !currency.equals(settings.currency()) || wish.minPrice() != null && price.compareTo(wish.minPrice()) < 0
                    || wish.maxPrice() != null && price.compareTo(wish.maxPrice()) > 0) {
                return false;
            }
        }
        if (aboveRating != null) {
            BigDecimal rating = percent(item.path("evaluation_rate").asText(""));
            if (rating == null || rating.compareTo(aboveRating) <= 0) {
                return false;
            }
        }
        if (aboveVolume != null && !(item.path("volume").isInt() && item.path("volume").intValue() > aboveVolume)) {
            return false;
        }
        return wish.minOrders() == null || item.path("volume").isInt() && item.path("volume").intValue() >= wish.minOrders();
    }

    private static BigDecimal percent(String rate) {
        return rate.matches("[0-9]{1,3}(\\.[0-9]{1,4})?%") ? new BigDecimal(rate.substring(0, rate.length() - 1)) : null;
    }

    private ObjectNode item(JsonNode product) {
        BigDecimal price = AliExpressJson.money(product, "targetSalePrice");
        BigDecimal original = AliExpressJson.money(product, "targetOriginalPrice");
        String currency = currency(product);
        if (original == null && currency.equals(AliExpressJson.text(product, "originalPriceCurrency"))) {
            original = AliExpressJson.money(product, "originalPrice");
        }
        return item(AliExpressJson.text(product, "itemId"), AliExpressJson.text(product, "title"), price, original,
                AliExpressJson.text(product, "itemUrl"), AliExpressJson.text(product, "itemMainPic"),
                count(AliExpressJson.text(product, "orders")), AliExpressJson.text(product, "evaluateRate"), null);
    }

    private static ObjectNode affiliateItem(JsonNode product) {
        BigDecimal original = AliExpressJson.money(product, "target_original_price");
        return item(AliExpressJson.text(product, "product_id"), AliExpressJson.text(product, "product_title"),
                AliExpressJson.money(product, "target_sale_price"), original, AliExpressJson.text(product, "product_detail_url"),
                AliExpressJson.text(product, "product_main_image_url"), count(AliExpressJson.text(product, "lastest_volume")),
                AliExpressJson.text(product, "evaluate_rate"), AliExpressJson.text(product, "ship_to_days"));
    }

    private static ObjectNode item(String id, String title, BigDecimal price, BigDecimal original, String url, String image, Integer volume,
                                   String rate, String days) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("product_id", id);
        item.put("product_title", title);
        item.put("target_sale_price", price == null ? null : price.toPlainString());
        item.put("original_price", original == null ? null : original.toPlainString());
        item.put("discount", discount(price, original));
        item.put("product_detail_url", secure(url));
        item.put("product_main_image_url", secure(image));
        item.put("volume", volume);
        item.put("evaluation_rate", rate == null || rate.endsWith("%") ? rate : rate + "%");
        item.put("ship_to_days", days);
        return item;
    }

    /** @return what is taken off, in whole percent; AliExpress's own figure is seen to be wrong */
    static String discount(BigDecimal price, BigDecimal original) {
        if (price == null || original == null || original.signum() == 0) {
            return null;
        }
        BigDecimal off = original.subtract(price).max(BigDecimal.ZERO).multiply(HUNDRED).divide(original, 0, RoundingMode.HALF_UP);
        return off.toPlainString() + "%";
    }

    static Integer count(String orders) {
        Matcher count = COUNT.matcher(orders == null ? "" : orders);
        if (!count.matches()) {
            return null;
        }
        long number = Long.parseLong(count.group(1).replace(",", ""));
        return number > Integer.MAX_VALUE ? null : (int) number;
    }

    /** @return the address with https in front, or null where it is none of the web */
    static String secure(String url) {
        if (url == null) {
            return null;
        }
        String rest = url.replaceFirst("^(?i:https?:)?(?=//)", "");
        return rest.startsWith("//") ? "https:" + rest : null;
    }

    /** @return what was found so far, in the guide's shape */
    public List<JsonNode> getFound() {
        return AliExpressJson.list(found);
    }

    /** @return the guide's answer, with how many products were looked at, and whether there may be more beyond the bound */
    ObjectNode answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("success", true);
        answer.set("data", found);
        answer.put("count", found.size());
        answer.put("complete", ended || found.size() >= wish.limit());
        answer.put("scanned", scanned);
        return answer;
    }
}
