package io.github.dropshiproutes.aliexpress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.catalog.LinkedProduct;
import io.github.dropshiproutes.catalog.Offer;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.orders.FreightOption;
import io.github.dropshiproutes.orders.Parcel;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.PurchaseLine;
import io.github.dropshiproutes.orders.PurchaseSplitter.Part;
import io.github.dropshiproutes.orders.SupplierOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Takes what the walk needs out of AliExpress's answers (the body) and leaves it in variables. */
@Component("aliexpressOrderAnswers")
public class AliExpressOrderAnswers {

    private static final String SUPPLIER = "aliexpress";
    private static final Pattern ORDER_ID = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final Pattern NOT_PAID = Pattern.compile("(?i)auto\\s*pay\\s*fail\\w*\\s*:?\\s*(.*)");
    private static final String CANCELED = "CANCELED";
    /** What a carrier's latest event says when the parcel has arrived; "to be delivered" and "undelivered" do not begin so. */
    private static final Pattern ARRIVED = Pattern.compile(
            "(?i)(?:(?:your |the )?(?:package|parcel|item|order) )?(?:was |has been |is )?(?:successfully )?(?:delivered|signed)\\b.*");
    private static final int LONGEST_STATUS = 100;
    private static final BigDecimal MOST_PIECES = BigDecimal.valueOf(1_000_000);

    private final AliExpressOrderSettings settings;
    private final AliExpressAddress addresses;
    private final ErrorCatalogue catalogue;
    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public AliExpressOrderAnswers(AliExpressOrderSettings settings, AliExpressAddress addresses, ErrorCatalogue catalogue,
                                  OwnErrors ownErrors, ObjectMapper json) {
        this.settings = settings;
        this.addresses = addresses;
        this.catalogue = catalogue;
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** Starts a quote for the variable {@code purchase}, unless AliExpress would refuse its address. */
    public void startQuote(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        addresses.write(purchase.shipTo(), purchase.clearanceCode());
        addresses.nationalAddress(purchase.shipTo(), purchase.clearanceCode());
        keepQuote(exchange);
    }

    /** Makes what was quoted into the quote again: the price of an order that stands does not change any more. */
    public void keepQuote(Exchange exchange) {
        exchange.setVariable("quote", new AliExpressQuote(purchase(exchange)));
    }

    /**
     * Keeps the described product in {@code described}, and in the quote where there is one; {@code soldAs} is the number under which it is sold to the purchase's country where
     * that is another one than {@code productId}, else null.
     */
    public void product(Exchange exchange) {
        String id = exchange.getVariable("productId", String.class);
        JsonNode result = answer(exchange).path("result");
        AliExpressProduct product = AliExpressProduct.read(id, result).orElseThrow(() -> catalogue.exception(
                catalogue.find(SUPPLIER, "NO_ANSWER_VALUE"), "the answer describes no variant of product " + id, requestId(exchange)));
        exchange.setVariable("described", product);
        if (quote(exchange) != null) {
            quote(exchange).add(exchange.getVariable("linkedId", String.class), product);
        }
        exchange.setVariable("soldAs", AliExpressProduct.soldAs(result, country(exchange)).filter(other -> !other.equals(id)).orElse(null));
    }

    /** Makes the described product into the variable {@code offer}. */
    public void offer(Exchange exchange) {
        AliExpressProduct product = exchange.getVariable("described", AliExpressProduct.class);
        exchange.setVariable("offer", new Offer(product.onSale(), (skuId, skuAttr) -> product.variant(skuAttr, skuId)
                .map(variant -> new Offer.Offered(variant.price(1), variant.currency(), variant.stock()))));
    }

    /** @return where the product is wanted: the country of the linked product, else of the purchase */
    static String country(Exchange exchange) {
        LinkedProduct linked = exchange.getVariable("linkedProduct", LinkedProduct.class);
        return linked != null ? linked.country() : purchase(exchange).shipTo().countryCode();
    }

    /** Refuses what AliExpress would refuse or misunderstand, before anything is bought: status, variant, price, stock. */
    public void checkItems(Exchange exchange) {
        AliExpressQuote quote = quote(exchange);
        for (PurchaseLine line : quote.getPurchase().lines()) {
            AliExpressProduct product = quote.product(line);
            if (!product.onSale()) {
                throw ownErrors.exception("PRODUCT_OFFLINE", "product " + line.productId() + " is not on sale at AliExpress");
            }
            if (product.variant(line.skuAttr(), line.skuId()).isEmpty()) {
                boolean none = blank(line.skuAttr()) && blank(line.skuId());
                throw none ? ownErrors.exception("SKU_REQUIRED", "product " + line.productId() + " has variants, and SKU \"" + line.sku()
                        + "\" names none of them") : ownErrors.exception("SKU_NOT_FOUND", "product " + line.productId()
                        + " has no variant " + (blank(line.skuAttr()) ? line.skuId() : line.skuAttr()));
            }
        }
        for (AliExpressQuote.Item item : quote.getItems()) {
            if (item.price() == null || item.price().signum() <= 0 || item.currency() == null) {
                throw ownErrors.exception("PRICE_UNKNOWN", "product " + item.productId() + " has no price for " + item.quantity() + " pieces");
            }
        }
        for (PurchaseLine line : quote.getPurchase().lines()) {
            Integer stock = quote.variant(line).stock();
            int wanted = quote.getItems().stream().filter(item -> item.skuId().equals(quote.variant(line).skuId()))
                    .mapToInt(AliExpressQuote.Item::quantity).sum();
            if (stock != null && stock < wanted) {
                throw ownErrors.exception("SOLD_OUT", "product " + line.productId() + " has " + stock + " pieces left, and " + wanted
                        + " are wanted");
            }
        }
    }

    /** Chooses how the variable {@code item} is sent, by the policy; an offer in another currency than its price is none. */
    public void freight(Exchange exchange) {
        AliExpressQuote.Item item = exchange.getVariable("item", AliExpressQuote.Item.class);
        List<FreightOption> options = new ArrayList<>();
        for (JsonNode option : AliExpressJson.list(answer(exchange).path("result").path("delivery_options"))) {
            FreightOption read = option(option, item);
            if (read != null) {
                options.add(read);
            }
        }
        if (options.isEmpty()) {
            throw ownErrors.exception("NO_ROUTE", "no freight for product " + item.productId() + " to "
                    + purchase(exchange).shipTo().countryCode());
        }
        quote(exchange).choose(item, settings.choice().choose(options, exchange.getVariable("wantedCarrier", String.class), ownErrors));
    }

    /** The field that is called cents is in whole units of its currency; a free one says none. */
    private static FreightOption option(JsonNode option, AliExpressQuote.Item item) {
        String code = AliExpressJson.text(option, "code");
        BigDecimal fee = AliExpressJson.money(option, "shipping_fee_cent");
        boolean free = Boolean.TRUE.equals(AliExpressJson.flag(option, "free_shipping"));
        BigDecimal stock = AliExpressJson.number(option, "available_stock");
        String currency = AliExpressJson.text(option, "shipping_fee_currency");
        boolean tooFew = stock != null && stock.compareTo(BigDecimal.valueOf(item.quantity())) < 0;
        boolean foreign = currency != null && !currency.equals(item.currency());
        if (code == null || fee == null && !free || tooFew || foreign && !free) {
            return null;
        }
        BigDecimal days = AliExpressJson.number(option, "max_delivery_days");
        String from = AliExpressJson.text(option, "ship_from_country");
        return new FreightOption(code, from == null ? "CN" : from, days == null ? null : days.intValue(), free ? BigDecimal.ZERO : fee,
                item.currency());
    }

    /** Leaves the quoted lines as JSON in {@code quotedLines}, or the {@code parts} where they cannot be one order. */
    public void finishQuote(Exchange exchange) throws JsonProcessingException {
        AliExpressQuote quote = quote(exchange);
        Map<String, List<PurchaseLine>> groups = quote.getGroups();
        if (groups.size() > 1) {
            exchange.setVariable("parts", groups.values().stream().map(lines -> new Part(lines, null)).toList());
            exchange.setVariable("because", "one order is paid in one currency and sent from one country: " + String.join(", ", groups.keySet()));
        } else {
            exchange.setVariable("quotedLines", json.writeValueAsString(quote.quotedLines()));
        }
    }

    /**
     * Reads the created orders into {@code tradeIds} (with commas) and {@code payUrl}. Where the call was to pay and did not,
     * {@code paymentRefusal} says why.
     */
    public void created(Exchange exchange) {
        JsonNode result = answer(exchange).path("result");
        List<String> ids = AliExpressJson.texts(result.path("order_list")).stream().distinct().toList();
        if (ids.isEmpty() || !ids.stream().allMatch(id -> ORDER_ID.matcher(id).matches())) {
            throw new OutcomeUnknownException(catalogue.find(SUPPLIER, "UNREADABLE_ANSWER"), "the answer to create has no order number",
                    requestId(exchange), null);
        }
        exchange.setVariable("tradeIds", String.join(",", ids));
        exchange.setVariable("payUrl", settings.payUrl() + ids.get(0));
        exchange.setVariable("shownAfter", settings.shownAfter().toMillis() + " milliseconds");
        String said = AliExpressJson.text(result, "error_msg");
        Matcher notPaid = NOT_PAID.matcher(said == null ? "" : said);
        boolean paying = exchange.getVariable("paysOnCreate", false, Boolean.class);
        exchange.setVariable("paymentRefusal", paying && notPaid.find() ? shortened(notPaid.group(1).isBlank() ? said : notPaid.group(1)) : null);
    }

    /**
     * Reads {@code supplierOrder}, and whether all of it was cancelled ({@code endReason}). Its pieces are told by the variant's
     * number alone: a product has several.
     */
    public void order(Exchange exchange) {
        JsonNode result = answer(exchange).path("result");
        String tradeId = exchange.getVariable("tradeId", String.class);
        String status = AliExpressJson.text(result, "order_status");
        if (status == null) {
            throw catalogue.exception(catalogue.find(SUPPLIER, "NO_ANSWER_VALUE"), "the order's answer has no order_status", requestId(exchange));
        }
        Map<String, Integer> products = new LinkedHashMap<>();
        List<JsonNode> children = AliExpressJson.list(result.path("child_order_list"));
        Map<String, Integer> closed = new LinkedHashMap<>();
        int cancelled = 0;
        for (JsonNode child : children) {
            BigDecimal count = AliExpressJson.number(child, "product_count");
            String variant = String.valueOf(AliExpressJson.text(child, "sku_id"));
            int pieces = count == null ? 0 : count.intValue();
            products.merge(variant, pieces, Integer::sum);
            if (CANCELED.equals(AliExpressJson.text(child, "end_reason"))) {
                closed.merge(variant, pieces, Integer::sum);
                cancelled++;
            }
        }
        JsonNode total = result.path("user_order_amount").isObject() ? result.path("user_order_amount") : result.path("order_amount");
        String currency = AliExpressJson.text(total, "currency_code");
        boolean all = cancelled > 0 && cancelled == children.size();
        exchange.setVariable("endReason", all ? CANCELED : "");
        exchange.setVariable("supplierOrder", new SupplierOrder(List.of(tradeId), shortened(status), null,
                AliExpressJson.money(total, "amount"), currency == null ? settings.currency() : currency, null, products, null, null,
                settings.payUrl() + tradeId, all ? Map.of() : closed));
    }

    /** Reads the parcels of {@code supplierOrder}. A code of 1001 is no failure, it says that nothing is sent yet. */
    public void tracking(Exchange exchange) throws JsonProcessingException {
        List<Parcel> parcels = new ArrayList<>();
        boolean arrived = true;
        for (JsonNode line : AliExpressJson.list(answer(exchange).path("result").path("data").path("tracking_detail_line_list"))) {
            String number = AliExpressJson.text(line, "mail_no");
            if (number == null) {
                continue;
            }
            List<JsonNode> nodes = AliExpressJson.list(line.path("detail_node_list"));
            String latest = nodes.isEmpty() ? null : event(nodes.get(0));
            parcels.add(new Parcel(AliExpressJson.text(line, "carrier_name"), number, null, latest, eta(line), content(line)));
            arrived &= latest != null && ARRIVED.matcher(latest).matches();
        }
        exchange.setVariable("delivered", arrived && !parcels.isEmpty());
        exchange.setVariable("partlySent", exchange.getVariable("supplierOrder", SupplierOrder.class).status().equals("SELLER_PART_SEND_GOODS"));
        exchange.setVariable("trackingJson", json.writeValueAsString(parcels));
    }

    /** @return pieces by the variant's number; null when the parcel's content is not told, or not wholly */
    private static Map<String, Integer> content(JsonNode line) {
        Map<String, Integer> content = new LinkedHashMap<>();
        for (JsonNode item : AliExpressJson.list(line.path("package_item_list"))) {
            String variant = AliExpressJson.text(item, "sku_id");
            BigDecimal quantity = AliExpressJson.number(item, "quantity");
            if (variant == null || quantity == null || quantity.signum() <= 0 || quantity.compareTo(MOST_PIECES) > 0) {
                return null;
            }
            content.merge(variant, quantity.intValue(), Integer::sum);
        }
        return content.isEmpty() ? null : content;
    }

    private static String event(JsonNode node) {
        String name = AliExpressJson.text(node, "tracking_name");
        return shortened(name == null ? AliExpressJson.text(node, "tracking_detail_desc") : name);
    }

    private static Instant eta(JsonNode line) {
        BigDecimal millis = AliExpressJson.number(line, "eta_time_stamps");
        return millis == null || millis.signum() <= 0 || millis.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0 ? null
                : Instant.ofEpochMilli(millis.longValue());
    }

    /** Starts the search for orders that a create call may have left: AliExpress lists none, only its pushes tell of them. */
    public void startSearch(Exchange exchange) {
        exchange.setVariable("createdSince", purchase(exchange).firstCreateAt().minus(settings.searchMargin()));
        exchange.setVariable("found", new ArrayList<SupplierOrder>());
    }

    /**
     * Leaves in {@code found} the orders of {@code told} that together are exactly the purchase's pieces. Where more orders fit than
     * are needed, or another purchase waits for an order like it (a row in the body), nobody can say which is whose: none is found.
     */
    public void matchTold(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        boolean rivals = !exchange.getMessage().getBody(List.class).isEmpty();
        @SuppressWarnings("unchecked")
        List<SupplierOrder> told = exchange.getVariable("told", List.class);
        @SuppressWarnings("unchecked")
        List<SupplierOrder> found = exchange.getVariable("found", List.class);
        Map<String, Integer> wanted = new LinkedHashMap<>();
        purchase.lines().forEach(line -> wanted.merge(String.valueOf(line.skuId()), line.quantity(), Integer::sum));
        List<SupplierOrder> fitting = told.stream().filter(order -> !order.position().equals("gone") && !order.products().isEmpty()
                && order.products().entrySet().stream().allMatch(piece -> piece.getValue() <= wanted.getOrDefault(piece.getKey(), 0))).toList();
        Map<String, Integer> together = new LinkedHashMap<>();
        fitting.forEach(order -> order.products().forEach((product, pieces) -> together.merge(product, pieces, Integer::sum)));
        if (!rivals && together.equals(wanted)) {
            SupplierOrder first = fitting.get(0);
            found.add(new SupplierOrder(fitting.stream().flatMap(order -> order.tradeIds().stream()).toList(), first.status(),
                    first.position(), null, first.currency(), null, together, null, null, first.payUrl(), Map.of()));
        }
        exchange.getMessage().setBody(null);
    }

    /** @throws io.github.dropshiproutes.errors.SupplierException CANCEL_BY_HAND, always: there is no call that cancels */
    public void cancelByHand(Exchange exchange) {
        throw ownErrors.exception("CANCEL_BY_HAND", "AliExpress offers no call to cancel order " + exchange.getVariable("tradeId", String.class));
    }

    /** @throws io.github.dropshiproutes.errors.SupplierException ORDER_NOT_SHOWN, so that the order is looked for again */
    public void notShown(Exchange exchange) {
        throw ownErrors.exception("ORDER_NOT_SHOWN", "AliExpress shows an order only some seconds after it was made");
    }

    private static String shortened(String text) {
        return text == null || text.length() <= LONGEST_STATUS ? text : text.substring(0, LONGEST_STATUS);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static String requestId(Exchange exchange) {
        return AliExpressJson.text(answer(exchange), "request_id");
    }

    private static JsonNode answer(Exchange exchange) {
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private static Purchase purchase(Exchange exchange) {
        return exchange.getVariable("purchase", Purchase.class);
    }

    private static AliExpressQuote quote(Exchange exchange) {
        return exchange.getVariable("quote", AliExpressQuote.class);
    }
}
