package io.github.dropshiproutes.sandbox;

import io.github.dropshiproutes.sandbox.AliExpressProduct.Sku;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Store;
import io.github.dropshiproutes.sandbox.AliExpressProduct.Trait;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What can be bought at AliExpress: a fixed set of products, each with one peculiarity, and a range of plain ones to be found
 * by searching. See {@code docs/sandbox.md}.
 */
public final class AliExpressCatalogue {

    /** The guide's product, the one to try first: 24.99 in blue, freight to the United States free. */
    public static final String GUIDE = "1005001234567890";
    public static final String GUIDE_BLUE = "14:193#Blue";
    public static final String GUIDE_BLUE_SKU = "12000059493652163";
    /** Another product of the same store, 19.99. */
    public static final String EARBUDS = "1005001234567891";
    public static final String EARBUDS_ATTR = "14:771#Black";
    public static final String EARBUDS_SKU = "12000059493652171";
    /** Without variants: its {@code sku_attr} is empty. 7.45. */
    public static final String SINGLE = "1005001234567892";
    public static final String SINGLE_SKU = "12000059493652181";
    /** Shown, but no piece is left. */
    public static final String OUT_OF_STOCK = "1005001234567893";
    public static final String OUT_OF_STOCK_ATTR = "14:10#Red";
    /** Taken off the shelf: 602. */
    public static final String OFF_SHELF = "1005001234567894";
    public static final String OFF_SHELF_ATTR = "14:10#Red";
    /** No carrier takes it anywhere. */
    public static final String NO_ROUTE = "1005001234567895";
    public static final String NO_ROUTE_ATTR = "14:10#Red";
    /** Of another store: with a product of the first one it becomes two orders. 11.20, freight is paid. */
    public static final String OTHER_STORE = "1005001234567896";
    public static final String OTHER_STORE_ATTR = "14:350853#Rose Gold;5:100014064#M";
    public static final String OTHER_STORE_SKU = "12000059493652221";
    /** 15 % tax come on top that no estimate shows. 10.00. */
    public static final String HIDDEN_TAX = "1005001234567897";
    public static final String HIDDEN_TAX_ATTR = "14:10#Red";
    public static final String HIDDEN_TAX_SKU = "12000059493652231";
    /** Its base currency is CNY; its SKUs are not. */
    public static final String CNY_BASE = "1005001234567898";
    public static final String CNY_BASE_ATTR = "14:10#Red";
    /** Sold to the United States under {@link #US_NUMBER_US} only, to everybody else under this number. */
    public static final String US_NUMBER = "1005001234567899";
    public static final String US_NUMBER_US = "3256807990906987";
    public static final String US_NUMBER_ATTR = "14:10#Red";
    public static final String US_NUMBER_SKU = "12000059493652251";
    /** 6.90, and {@code "5.78"} with the quotes in it from ten pieces on. */
    public static final String WHOLESALE = "1005001234567900";
    public static final String WHOLESALE_ATTR = "14:10#Red";
    /** Priced in EUR whatever is asked for; with another product in one order it is refused. */
    public static final String EUR_ONLY = "1005001234567901";
    public static final String EUR_ONLY_ATTR = "14:10#Red";
    /** Not sold to the United States: 602 there. */
    public static final String NOT_TO_US = "1005001234567902";
    public static final String NOT_TO_US_ATTR = "14:10#Red";
    /** There is no such product: 605. */
    public static final String UNKNOWN = "1005009999999999";

    /** How many plain products there are beyond those, numbered from {@link #RANGE_START}. */
    public static final int RANGE = 480;
    /** One before the first of them. */
    public static final long RANGE_START = 1_005_006_000_000_000L;

    static final int WHOLESALE_FROM = 10;
    static final BigDecimal WHOLESALE_PRICE = new BigDecimal("5.78");

    /** Number, name and parent (empty = none) of every category, as a flat list. */
    static final List<String[]> CATEGORIES = List.of(
            new String[] {"15", "Home & Garden", ""}, new String[] {"18", "Sports & Entertainment", ""},
            new String[] {"44", "Consumer Electronics", ""}, new String[] {"100006664", "Kitchen, Dining & Bar", "15"},
            new String[] {"200003691", "Water Bottles", "100006664"}, new String[] {"200001095", "Fitness & Body Building", "18"},
            new String[] {"200215341", "Yoga Mats", "200001095"}, new String[] {"63705", "Earphones & Headphones", "44"});

    private static final Store FIRST = new Store("1103800006", "Sandbox Outdoor Store");
    private static final Store SECOND = new Store("1102602078", "Sandbox Fashion & More Store");
    private static final String[][] THINGS = {
        {"Wireless Bluetooth Earbuds", "63705"}, {"Non-Slip Yoga Mat", "200215341"}, {"Eco-Friendly Water Bottle", "200003691"},
        {"Test Product", "15"}, {"LED Desk Lamp", "15"}, {"Portable Blender", "100006664"}};
    private static final int[] SOLD = {5000, 1200, 37, 640, 10000, 2300, 150, 880};
    private static final String[] RATED = {"98.4", "96.1", "91.0", "97.2", "99.0", "89.2", "95.5"};

    private static final Map<String, AliExpressProduct> PRODUCTS = index(
            new AliExpressProduct(GUIDE, null, "Premium Yoga Mat", FIRST, "200215341", 5000, "98.0", List.of(
                    sku(GUIDE_BLUE_SKU, GUIDE_BLUE, "24.99", "49.99", 2000),
                    sku("12000059493652164", "14:175#Green", "24.99", "49.99", 2000),
                    sku("12000059493652165", "14:496#Purple", "26.99", "53.99", 1000)), Trait.FREE_FREIGHT),
            new AliExpressProduct(EARBUDS, null, "Wireless Bluetooth Earbuds", FIRST, "63705", 5000, "98.0",
                    List.of(sku(EARBUDS_SKU, EARBUDS_ATTR, "19.99", "39.99", 800)), Trait.FREE_FREIGHT),
            new AliExpressProduct(SINGLE, null, "Stainless Steel Bottle Opener", FIRST, "100006664", 2000, "97.5",
                    List.of(sku(SINGLE_SKU, "", "7.45", "9.00", 500)), Trait.FREE_FREIGHT),
            red(OUT_OF_STOCK, null, "Sold Out Garden Gnome", "12000059493652191", "5.00", 0, Trait.FREE_FREIGHT),
            red(OFF_SHELF, null, "Discontinued Clock", "12000059493652201", "14.00", 100, Trait.OFF_SHELF),
            red(NO_ROUTE, null, "Oversized Garden Swing", "12000059493652211", "19.00", 100, Trait.NO_ROUTE),
            new AliExpressProduct(OTHER_STORE, null, "Knitted Sweater", SECOND, "15", 700, "94.0",
                    List.of(sku(OTHER_STORE_SKU, OTHER_STORE_ATTR, "11.20", "22.40", 300)), Trait.PAID_FREIGHT),
            red(HIDDEN_TAX, null, "Ceramic Plant Pot", HIDDEN_TAX_SKU, "10.00", 400, Trait.HIDDEN_TAX),
            red(CNY_BASE, null, "Bamboo Tea Tray", "12000059493652241", "12.60", 400, Trait.CNY_BASE),
            red(US_NUMBER, US_NUMBER_US, "Folding Camping Chair", US_NUMBER_SKU, "21.30", 250, Trait.FREE_FREIGHT),
            red(WHOLESALE, null, "Silicone Baking Mat", "12000059493652261", "6.90", 5000, Trait.WHOLESALE),
            red(EUR_ONLY, null, "Linen Table Runner", "12000059493652271", "9.00", 200, Trait.EUR_ONLY),
            red(NOT_TO_US, null, "Butane Camping Stove", "12000059493652281", "17.80", 90, Trait.NOT_TO_US));

    static {
        IntStream.rangeClosed(1, RANGE).mapToObj(AliExpressCatalogue::ranged).forEach(product -> PRODUCTS.put(product.id(), product));
    }

    private AliExpressCatalogue() {
    }

    /** @return the product of that number, or of that number for the United States; null when there is none */
    static AliExpressProduct product(String number) {
        return number.equals(US_NUMBER_US) ? PRODUCTS.get(US_NUMBER) : PRODUCTS.get(number);
    }

    /** @return the products on sale with every word in their title, in the order of the catalogue */
    static List<AliExpressProduct> search(String keywords, String categoryId) {
        List<String> words = Arrays.stream(keywords.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).filter(word -> !word.isEmpty()).toList();
        return PRODUCTS.values().stream().filter(product -> product.trait() != Trait.OFF_SHELF)
                .filter(product -> List.of(product.title().toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).containsAll(words))
                .filter(product -> categoryId == null || path(product.categoryId()).contains(categoryId)).toList();
    }

    /** @return the category and those above it, the narrowest first */
    static List<String> path(String categoryId) {
        List<String> path = new ArrayList<>();
        String next = categoryId;
        while (!next.isEmpty()) {
            path.add(next);
            String current = next;
            next = CATEGORIES.stream().filter(category -> category[0].equals(current)).findFirst().orElseThrow()[2];
        }
        return path;
    }

    /** Puts every product into the warehouse. */
    static void stock(Trades.Shelf shelf) {
        PRODUCTS.values().forEach(product -> product.skus().forEach(sku -> shelf.put(product.id(), sku.id(), "CN", sku.stock())));
    }

    private static AliExpressProduct red(String id, String usId, String title, String skuId, String price, int stock, Trait trait) {
        return new AliExpressProduct(id, usId, title, FIRST, "15", 300, "96.0", List.of(
                sku(skuId, "14:10#Red", price, new BigDecimal(price).add(BigDecimal.TEN).toPlainString(), stock)), trait);
    }

    private static AliExpressProduct ranged(int number) {
        String[] thing = THINGS[number % THINGS.length];
        int round = number / THINGS.length;
        BigDecimal price = new BigDecimal(499 + round % 20 * 125).movePointLeft(2);
        List<Sku> skus = new ArrayList<>();
        skus.add(new Sku(String.valueOf(12_000_040_000_000_000L + number * 10L), "14:193#Blue", price, price.add(price), 500));
        if (number % 2 == 0) {
            skus.add(new Sku(String.valueOf(12_000_040_000_000_001L + number * 10L), "14:10#Red", price.add(BigDecimal.ONE),
                    price.add(price), 40));
        }
        return new AliExpressProduct(String.valueOf(RANGE_START + number), null, thing[0] + " No. " + number,
                number % 5 == 0 ? SECOND : FIRST, thing[1], SOLD[round % SOLD.length], RATED[round % RATED.length], skus,
                number % 3 == 0 ? Trait.PAID_FREIGHT : Trait.FREE_FREIGHT);
    }

    private static Sku sku(String id, String attr, String price, String listPrice, int stock) {
        return new Sku(id, attr, new BigDecimal(price), new BigDecimal(listPrice), stock);
    }

    private static Map<String, AliExpressProduct> index(AliExpressProduct... products) {
        return Arrays.stream(products).collect(Collectors.toMap(AliExpressProduct::id, product -> product,
                (one, other) -> {
                    throw new IllegalStateException("Two products have the number " + one.id());
                }, LinkedHashMap::new));
    }
}
