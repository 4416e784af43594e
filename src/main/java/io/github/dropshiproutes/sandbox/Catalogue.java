package io.github.dropshiproutes.sandbox;

import io.github.dropshiproutes.sandbox.Product.NoRoute;
import io.github.dropshiproutes.sandbox.Product.Seller;
import io.github.dropshiproutes.sandbox.Product.Sku;
import io.github.dropshiproutes.sandbox.Product.Tier;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What can be bought in the sandbox: a fixed set of products, each with one peculiarity, and a range of plain ones. See
 * {@code docs/sandbox.md}.
 */
public final class Catalogue {

    /** Seller company of every product but {@link #OTHER_SELLER} and {@link #MX_ONLY}; slashes and padding as in real ids. */
    public static final String COMPANY = "cVmhg7/xG8q3UQgcH/5Fag==";
    /** The second seller company; its id needs care where {@code +} is encoded. */
    public static final String OTHER_COMPANY = "kx++Dlfuw+osaJiw08no/A==";

    /** The one to try first: a piece of {@link #TRY_OUT_BLACK} costs 8.90 and 12.40 freight from China. */
    public static final String TRY_OUT = "1600124642247";
    public static final String TRY_OUT_BLACK = "105200000001";
    public static final String TRY_OUT_WHITE = "105200000002";
    public static final String TRY_OUT_GREEN = "105200000003";
    /** Another product of {@link #COMPANY} that also ships from China only, at 4.20 a piece. */
    public static final String CN_ONLY = "1600191825486";
    public static final String CN_ONLY_SKU = "12321";
    /** Freight from the United States only; from China and Mexico the value is empty. */
    public static final String US_ONLY = "1601494101640";
    public static final String US_ONLY_SKU = "105200000201";
    /** Freight from Mexico only; from China a code (10010), from the United States the value is missing. */
    public static final String MX_ONLY = "1601494101641";
    public static final String MX_ONLY_SKU = "105200000301";
    /** Lies in all three warehouses. */
    public static final String EVERYWHERE = "1600927952535";
    public static final String EVERYWHERE_SKU = "104536974925";
    /** No freight from anywhere: the value is an empty list. */
    public static final String NOWHERE_EMPTY = "1601500000001";
    public static final String NOWHERE_EMPTY_SKU = "105200000501";
    /** No freight from anywhere: the value is missing. */
    public static final String NOWHERE_MISSING = "1601500000002";
    public static final String NOWHERE_MISSING_SKU = "105200000502";
    /** No freight from anywhere: code 10010. */
    public static final String NOWHERE_CODE = "1601500000003";
    public static final String NOWHERE_CODE_SKU = "105200000503";
    /** Ships from China, by {@link #OTHER_COMPANY}. */
    public static final String OTHER_SELLER = "1601314875038";
    public static final String OTHER_SELLER_SKU = "106117950042";
    /** The guide's mug: at least 50 pieces, in ladders from 50. */
    public static final String MUG = "1601206892606";
    public static final String MUG_SKU = "105613018158";
    /** One piece may be ordered, but the first price ladder begins at 3. */
    public static final String LADDER_FROM_THREE = "1601500000004";
    public static final String LADDER_FROM_THREE_SKU = "105200000601";
    /** Described and quoted, but no piece is left. */
    public static final String OUT_OF_STOCK = "1601500000005";
    public static final String OUT_OF_STOCK_SKU = "105200000602";
    /** Taken offline. */
    public static final String OFFLINE = "1601500000006";
    public static final String OFFLINE_SKU = "105200000603";
    /** Without variants: its only SKU has the id null. */
    public static final String SINGLE_NULL = "1601500000007";
    /** Without variants: its only SKU has the id "-1", which an order must not name. */
    public static final String SINGLE_MINUS_ONE = "1601500000008";
    /** 0.10 a piece: fewer than three are below the least amount of an order. */
    public static final String TINY = "1601500000009";
    public static final String TINY_SKU = "105200000604";
    /** 2000.00 a piece: three are above the highest amount of an order. */
    public static final String GRAND = "1601500000010";
    public static final String GRAND_SKU = "105200000605";

    /** The product of the guide's sample order, at 1.50 a piece from China. */
    public static final String GUIDE_ORDER = "100001";
    public static final String GUIDE_ORDER_SKU = "200001";

    /** How many plain products there are beyond those, numbered from {@link #RANGE_START}: lists need several pages. */
    public static final int RANGE = 600;
    /** One before the first of them. Of ten in a row seven lie in China, two in the United States and one in Mexico. */
    public static final long RANGE_START = 1_602_000_000_000L;

    static final List<String> DISPATCH_COUNTRIES = List.of("CN", "US", "MX");

    private static final List<String> THINGS = List.of("Linen Notebook", "Steel Water Bottle", "Felt Desk Mat", "Canvas Backpack",
            "Silicone Phone Case", "Paper Table Lamp", "Cork Yoga Block", "Glass Tea Pot");
    private static final Seller FIRST = new Seller(COMPANY, "Ningbo Sandbox Trading Co., Ltd.");
    private static final Seller SECOND = new Seller(OTHER_COMPANY, "Guadalajara Sandbox & Sons S.A.");

    private static final Map<String, Product> PRODUCTS = index(
            new Product(TRY_OUT, "Foldable Silicone Travel Cup 350 ml", FIRST, 1, true, List.of(
                    sku(TRY_OUT_BLACK, "Black", ladder("8.90", "7.60", "6.20"), Map.of("CN", 500_000)),
                    sku(TRY_OUT_WHITE, "White", ladder("8.90", "7.60", "6.20"), Map.of("CN", 1196)),
                    sku(TRY_OUT_GREEN, "Green", ladder("9.40", "8.10", "6.70"), Map.of("CN", 12))), List.of("CN"), Map.of()),
            plain(CN_ONLY, CN_ONLY_SKU, "Bamboo Phone Stand", FIRST, "4.20", "CN"),
            plain(US_ONLY, US_ONLY_SKU, "Dog Leash, Reflective, 5 ft", FIRST, "6.75", "US"),
            new Product(MX_ONLY, "Talavera Style Ceramic Bowl", SECOND, 1, true,
                    List.of(sku(MX_ONLY_SKU, "Blue", flat("7.30"), Map.of("MX", 100_000))), List.of("MX"),
                    Map.of("CN", NoRoute.CODE, "US", NoRoute.MISSING)),
            new Product(EVERYWHERE, "LED Desk Lamp with USB Port", FIRST, 1, true,
                    List.of(sku(EVERYWHERE_SKU, "White", flat("11.50"), Map.of("CN", 100_000, "US", 100_000, "MX", 100_000))),
                    List.of("CN", "US", "MX"), Map.of()),
            nowhere(NOWHERE_EMPTY, NOWHERE_EMPTY_SKU, NoRoute.EMPTY),
            nowhere(NOWHERE_MISSING, NOWHERE_MISSING_SKU, NoRoute.MISSING),
            nowhere(NOWHERE_CODE, NOWHERE_CODE_SKU, NoRoute.CODE),
            plain(OTHER_SELLER, OTHER_SELLER_SKU, "Cotton Tote Bag", SECOND, "3.10", "CN"),
            new Product(MUG, "Sublimation Mug 40oz Tumbler Stainless Steel Double Wall", FIRST, 50, true,
                    List.of(sku(MUG_SKU, "40oz solid color tumbler 1.0",
                            List.of(tier(50, 499, "3.69"), tier(500, 1999, "3.49"), tier(2000, -1, "3.29")), Map.of("CN", 20_000))),
                    List.of("CN"), Map.of()),
            new Product(LADDER_FROM_THREE, "Beeswax Candle", FIRST, 1, true,
                    List.of(sku(LADDER_FROM_THREE_SKU, "Yellow", List.of(tier(3, 49, "2.40"), tier(50, -1, "1.95")), Map.of("CN", 5000))),
                    List.of("CN"), Map.of()),
            new Product(OUT_OF_STOCK, "Sold-out Puzzle", FIRST, 1, true,
                    List.of(sku(OUT_OF_STOCK_SKU, "1000 pieces", flat("5.00"), Map.of("CN", 0))), List.of("CN"), Map.of()),
            new Product(OFFLINE, "Discontinued Clock", FIRST, 1, false,
                    List.of(sku(OFFLINE_SKU, "Oak", flat("14.00"), Map.of("CN", 100))), List.of("CN"), Map.of()),
            plain(SINGLE_NULL, null, "Cast Iron Bottle Opener", FIRST, "2.80", "CN"),
            plain(SINGLE_MINUS_ONE, "-1", "Wooden Spoon", FIRST, "1.60", "CN"),
            plain(TINY, TINY_SKU, "Sticker", FIRST, "0.10", "CN"),
            plain(GRAND, GRAND_SKU, "Espresso Machine", FIRST, "2000.00", "CN"),
            plain(GUIDE_ORDER, GUIDE_ORDER_SKU, "Ball Pen", FIRST, "1.50", "CN"));

    static {
        IntStream.rangeClosed(1, RANGE).mapToObj(Catalogue::ranged).forEach(product -> PRODUCTS.put(product.id(), product));
    }

    private Catalogue() {
    }

    /** @return the product, or null when there is none of that id */
    static Product product(String id) {
        return PRODUCTS.get(id);
    }

    static List<Product> products() {
        return List.copyOf(PRODUCTS.values());
    }

    /** Puts every product into its warehouses. */
    static void stock(Trades.Shelf shelf) {
        for (Product product : PRODUCTS.values()) {
            for (Product.Sku sku : product.skus()) {
                sku.stock().forEach((country, pieces) -> shelf.put(product.id(), sku.isVariant() ? sku.id() : null, country, pieces));
            }
        }
    }

    private static Product plain(String id, String skuId, String title, Seller seller, String price, String from) {
        return new Product(id, title, seller, 1, true, List.of(sku(skuId, "Natural", flat(price), Map.of(from, 100_000))),
                List.of(from), Map.of());
    }

    private static Product ranged(int number) {
        String thing = THINGS.get(number / 10 % THINGS.size());
        String price = new BigDecimal(200 + number % 40 * 25).movePointLeft(2).toPlainString();
        String from = number % 10 < 7 ? "CN" : number % 10 < 9 ? "US" : "MX";
        return plain(String.valueOf(RANGE_START + number), String.valueOf(105_300_000_000L + number), thing + " No. " + number,
                FIRST, price, from);
    }

    private static Product nowhere(String id, String skuId, NoRoute flavour) {
        return new Product(id, "Oversized Garden Gnome", FIRST, 1, true,
                List.of(sku(skuId, "Grey", flat("19.00"), Map.of("CN", 100, "US", 100, "MX", 100))), List.of(),
                DISPATCH_COUNTRIES.stream().collect(Collectors.toMap(country -> country, country -> flavour)));
    }

    private static Sku sku(String id, String colour, List<Tier> tiers, Map<String, Integer> stock) {
        return new Sku(id, colour, tiers, stock);
    }

    private static List<Tier> flat(String price) {
        return List.of(tier(1, -1, price));
    }

    private static List<Tier> ladder(String single, String tens, String hundreds) {
        return List.of(tier(1, 9, single), tier(10, 99, tens), tier(100, -1, hundreds));
    }

    private static Tier tier(int from, int to, String price) {
        return new Tier(from, to, new BigDecimal(price));
    }

    private static Map<String, Product> index(Product... products) {
        return Arrays.stream(products).collect(Collectors.toMap(Product::id, product -> product,
                (one, other) -> {
                    throw new IllegalStateException("Two products have the id " + one.id());
                }, LinkedHashMap::new));
    }
}
