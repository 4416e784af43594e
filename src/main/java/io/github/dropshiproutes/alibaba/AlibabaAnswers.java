package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.ErrorClass;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.orders.FreightOption;
import io.github.dropshiproutes.orders.Parcel;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.PurchaseLine;
import io.github.dropshiproutes.orders.PurchaseSplitter.Part;
import io.github.dropshiproutes.orders.SupplierOrder;
import io.github.dropshiproutes.suppliers.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Takes what the walk needs out of Alibaba's answers (the body) and leaves it in variables. */
@Component("alibabaAnswers")
public class AlibabaAnswers {

    private final AlibabaSettings settings;
    private final ErrorCatalogue catalogue;
    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public AlibabaAnswers(AlibabaSettings settings, ErrorCatalogue catalogue, OwnErrors ownErrors, ObjectMapper json) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** Starts a quote for the variable {@code purchase}. */
    public void startQuote(Exchange exchange) {
        exchange.setVariable("quote", new AlibabaQuote(exchange.getVariable("purchase", Purchase.class)));
    }

    /** Keeps the described product in {@code described}, and in the quote where there is one. */
    public void product(Exchange exchange) {
        String id = exchange.getVariable("productId", String.class);
        JsonNode data = answer(exchange).path("result").path("result_data");
        if (!data.isObject() || data.isEmpty()) {
            throw ownErrors.exception("PRODUCT_NOT_FOUND", "Alibaba.com describes no product " + id);
        }
        AlibabaProduct product = AlibabaProduct.read(id, data);
        exchange.setVariable("described", product);
        if (quote(exchange) != null) {
            quote(exchange).add(product);
        }
    }

    /** Adds what is in stock to the product described before. */
    public void stock(Exchange exchange) {
        exchange.getVariable("described", AlibabaProduct.class).readStock(answer(exchange).path("result").path("result_data"));
    }

    /** Makes the described product into the variable {@code offer}. */
    public void offer(Exchange exchange) {
        exchange.setVariable("offer", exchange.getVariable("described", AlibabaProduct.class).offer());
    }

    /** Refuses what the supplier would refuse or misunderstand, before anything is bought: variant, status, fewest pieces, price. */
    public void checkItems(Exchange exchange) {
        AlibabaQuote quote = quote(exchange);
        for (PurchaseLine line : quote.getPurchase().lines()) {
            AlibabaProduct product = quote.product(line.productId());
            if (product.companyId() == null) {
                throw ownErrors.exception("PRODUCT_NOT_FOUND", "product " + line.productId() + " names no seller company");
            }
            if (!product.online() && !quote.isPlaced()) {
                throw ownErrors.exception("PRODUCT_OFFLINE", "product " + line.productId() + " is offline at Alibaba.com");
            }
            if (product.sku(line.skuId()).isEmpty()) {
                throw line.skuId() == null
                        ? ownErrors.exception("SKU_REQUIRED", "product " + line.productId() + " has variants, and SKU \"" + line.sku()
                                + "\" names none of them")
                        : ownErrors.exception("SKU_NOT_FOUND", "product " + line.productId() + " has no variant " + line.skuId());
            }
        }
        for (AlibabaQuote.Item item : quote.getItems()) {
            AlibabaProduct product = quote.product(item.productId());
            AlibabaProduct.Sku sku = product.sku(item.skuId()).orElseThrow();
            if (item.quantity() < product.minimum(sku)) {
                throw ownErrors.exception("BELOW_MINIMUM_QUANTITY", "product " + item.productId() + " is sold from "
                        + product.minimum(sku) + " pieces, and " + item.quantity() + " are wanted");
            }
            if (product.price(sku, item.quantity()).isEmpty()) {
                throw ownErrors.exception("PRICE_UNKNOWN", "product " + item.productId() + " has no price for " + item.quantity() + " pieces");
            }
        }
    }

    /** Adds the offered freight options of the country in {@code dispatch}; none, or no {@code value} at all, is no route. */
    public void freight(Exchange exchange) {
        String dispatch = exchange.getVariable("dispatch", String.class);
        AlibabaQuote quote = quote(exchange);
        quote.asked(dispatch);
        List<FreightOption> options = new ArrayList<>();
        for (JsonNode option : Json.list(answer(exchange), "value")) {
            FreightOption read = AlibabaFreight.read(option, dispatch);
            if (read != null) {
                options.add(read);
            }
        }
        quote.offered(options);
    }

    /** Keeps why the country in {@code dispatch} refused, so that the next one can be asked. */
    public void freightRefused(Exchange exchange) {
        String dispatch = exchange.getVariable("dispatch", String.class);
        quote(exchange).asked(dispatch);
        quote(exchange).refused(dispatch, SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    /** Chooses among the options: cheapest within the days, or fastest within the price. Its currency must be the products' own. */
    public void choose(Exchange exchange) {
        AlibabaQuote quote = quote(exchange);
        String wanted = quote.isPlaced() ? quote.getPurchase().carrierCode() : exchange.getVariable("wantedCarrier", String.class);
        if (quote.isPlaced() && quote.getOptions().stream().noneMatch(option -> option.carrierCode().equals(wanted))) {
            throw ownErrors.exception("QUOTE_GONE", "the carrier of the placed order is no longer offered");
        }
        FreightOption chosen = settings.choice().choose(quote.getOptions(), wanted, ownErrors);
        for (AlibabaQuote.Item item : quote.getItems()) {
            String currency = quote.priceCurrency(item);
            if (!currency.equals(chosen.currency())) {
                throw ownErrors.exception("MIXED_CURRENCIES", "product " + item.productId() + " is priced in " + currency
                        + ", its freight in " + chosen.currency());
            }
        }
        quote.choose(chosen);
    }

    /** Leaves the quoted lines as JSON in {@code quotedLines}: variant and price of each. */
    public void quotedLines(Exchange exchange) throws JsonProcessingException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PurchaseLine line : quote(exchange).getQuotedLines()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("line_item_id", line.lineItemId());
            row.put("sku_id", line.skuId());
            row.put("unit_price", line.unitPrice());
            rows.add(row);
        }
        exchange.setVariable("quotedLines", json.writeValueAsString(rows));
    }

    /** Leaves one part for each seller company in {@code parts}. */
    public void partByCompany(Exchange exchange) {
        List<Part> parts = quote(exchange).getLinesByCompany().values().stream().map(lines -> new Part(lines, null)).toList();
        exchange.setVariable("parts", parts);
        exchange.setVariable("because", "its products belong to " + parts.size() + " seller companies");
    }

    /** Makes the line in the body into {@code line}, and {@code quote} into a quote of that line alone. */
    public void startLine(Exchange exchange) {
        AlibabaQuote whole = quote(exchange);
        PurchaseLine line = exchange.getMessage().getBody(PurchaseLine.class);
        exchange.setVariable("line", line);
        exchange.setVariable("whole", whole);
        exchange.setVariable("quote", whole.ofLine(line));
    }

    /** Notes in the whole quote from where the line can be sent; a line that cannot be sent at all stands alone. */
    public void lineShipsFrom(Exchange exchange) {
        exchange.getVariable("whole", AlibabaQuote.class)
                .shipsFrom(exchange.getVariable("line", PurchaseLine.class), quote(exchange).getOfferedFrom());
    }

    /** Leaves one part for each dispatch country in {@code parts}; lines of the same country that were refused together part too. */
    public void partByCountry(Exchange exchange) {
        AlibabaQuote quote = quote(exchange);
        Map<String, List<PurchaseLine>> byCountry = quote.getLinesByCountry();
        List<Part> parts = new ArrayList<>();
        if (byCountry.size() == 1) {
            byCountry.forEach((country, lines) -> lines.forEach(line -> parts.add(new Part(List.of(line), country.isEmpty() ? null : country))));
        } else {
            byCountry.forEach((country, lines) -> parts.add(new Part(lines, country.isEmpty() ? null : country)));
        }
        exchange.setVariable("parts", parts);
        exchange.setVariable("because", "no country sends all its lines together");
    }

    /**
     * Starts the search for an order that a create call may have left: from a while before the first create call. {@code listed} says
     * that a list of all orders is read, so that nothing found means that there is none.
     */
    public void startSearch(Exchange exchange) {
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        exchange.setVariable("createdSince", purchase.firstCreateAt().minus(settings.searchMargin()));
        exchange.setVariable("page", 0);
        exchange.setVariable("listed", "true");
        exchange.setVariable("candidates", new ArrayList<String>());
        exchange.setVariable("found", new ArrayList<SupplierOrder>());
    }

    /** Throws why nothing can be sent from anywhere. */
    public void noRoute(Exchange exchange) {
        AlibabaQuote quote = quote(exchange);
        Purchase purchase = quote.getPurchase();
        if (!purchase.excludedDispatch().isEmpty() && purchase.reasonCode() != null) {
            throw catalogue.exception(catalogue.find("alibaba", purchase.reasonCode()),
                    "nothing left at " + String.join(", ", purchase.excludedDispatch()), null);
        }
        SupplierException stock = quote.refusal(ErrorClass.STOCK);
        if (stock != null) {
            throw stock;
        }
        if (!quote.isPlaced() && quote.isShortOfStock()) {
            throw ownErrors.exception("SOLD_OUT", "no dispatch country has enough pieces in stock");
        }
        if (quote.lastRefusal() != null) {
            throw quote.lastRefusal();
        }
        throw ownErrors.exception("NO_ROUTE", "no freight from any dispatch country to " + purchase.shipTo().countryCode());
    }

    /** Reads the created order into {@code tradeIds} and {@code payUrl}; an answer without a trade id leaves the outcome unknown. */
    public void created(Exchange exchange) {
        JsonNode value = answer(exchange).path("value");
        String tradeId = Json.text(value, "trade_id");
        if (tradeId == null || !tradeId.matches("[0-9A-Za-z_-]{1,64}")) {
            throw new OutcomeUnknownException(catalogue.find("alibaba", "UNREADABLE_ANSWER"),
                    "the answer to create has no trade_id", Json.text(answer(exchange), "request_id"), null);
        }
        exchange.setVariable("tradeIds", tradeId);
        exchange.setVariable("payUrl", payUrl(value, tradeId));
    }

    /** Reads {@code paymentStatus} (empty when none is given); a refusal's reason code is thrown as an exception of its class. */
    public void payment(Exchange exchange) {
        JsonNode value = answer(exchange).path("value");
        String status = Json.text(value, "status");
        String reason = Json.text(value, "reason_code");
        exchange.setVariable("paymentStatus", status == null ? "" : status);
        String url = Json.text(value, "pay_url");
        if (url != null && url.startsWith("https://")) {
            exchange.setVariable("payUrl", url);
        }
        if ("PAY_FAILED".equals(status)) {
            ErrorCode error = reason == null ? catalogue.find("alibaba", "PAY_FAILED") : catalogue.find("alibaba", reason, "PAY_FAILED");
            throw catalogue.exception(error,
                    Objects.requireNonNullElse(Json.text(value, "reason_message"), "the payment failed"),
                    Json.text(answer(exchange), "request_id"));
        }
    }

    /** Reads {@code supplierOrder} from {@code /alibaba/order/get}. */
    public void order(Exchange exchange) {
        JsonNode value = answer(exchange).path("value");
        String id = Json.text(value, "trade_id");
        String status = Json.text(value, "trade_status");
        if (!value.isObject() || status == null) {
            throw catalogue.exception(catalogue.find("alibaba", "UNREADABLE_ANSWER"), "the order's answer has no trade_status", null);
        }
        Map<String, Integer> products = new LinkedHashMap<>();
        for (JsonNode product : Json.list(value, "order_products")) {
            products.merge(key(Json.text(product, "product_id"), Json.text(product, "sku_id")), Json.count(product, "quantity", 0), Integer::sum);
        }
        JsonNode total = value.path("total_amount");
        JsonNode address = value.path("shipping_address");
        String currency = Json.text(total, "currency");
        String tradeId = id != null ? id : exchange.getVariable("tradeId", String.class);
        SupplierOrder order = new SupplierOrder(tradeId, status, null,
                Json.decimal(total, "amount"), currency == null ? "USD" : currency, Json.text(value, "remark"), products,
                Json.text(address, "contact_person"), Json.text(address, "zip"), settings.payUrl() + tradeId);
        exchange.setVariable("supplierOrder", order);
    }

    /**
     * Adds one page of {@code /alibaba/order/list} to the list {@code candidates}; {@code page} becomes the next page, or -1.
     */
    public void orderPage(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<String> candidates = exchange.getVariable("candidates", List.class);
        try {
            OrderListPage page = OrderListPage.read(answer(exchange).path("value"), new HashSet<>(candidates));
            page.fresh().forEach(order -> candidates.add(Json.text(order, "trade_id")));
            exchange.setVariable("page", page.more() ? exchange.getVariable("page", Integer.class) + 1 : -1);
        } catch (OrderListPage.Incomplete e) {
            throw catalogue.exception(catalogue.find("alibaba", "NO_ANSWER_VALUE"), e.getMessage(),
                    Json.text(answer(exchange), "request_id"));
        }
    }

    /**
     * Adds the variable {@code supplierOrder} to the list {@code found} when it is the purchase's own: by our reference in the
     * remark, and where the supplier leaves the remark out, by products, recipient, postal code and amount. The list has
     * the {@linkplain SupplierOrder#BEST_TO_KEEP best to keep} first.
     */
    public void match(Exchange exchange) {
        match(exchange, exchange.getVariable("supplierOrder", SupplierOrder.class).at(exchange.getVariable("position", String.class)));
    }

    /** The same for every order of the list {@code told}. */
    public void matchTold(Exchange exchange) {
        exchange.getVariable("told", List.class).forEach(order -> match(exchange, (SupplierOrder) order));
    }

    private static void match(Exchange exchange, SupplierOrder order) {
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        @SuppressWarnings("unchecked")
        List<SupplierOrder> found = exchange.getVariable("found", List.class);
        if (order.remark() != null ? order.remark().contains(purchase.reference()) : looksAlike(purchase, order)) {
            found.add(order);
            found.sort(SupplierOrder.BEST_TO_KEEP);
        }
    }

    private static boolean looksAlike(Purchase purchase, SupplierOrder order) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        purchase.lines().forEach(line -> wanted.merge(key(line.productId(), line.skuId()), line.quantity(), Integer::sum));
        boolean sameAmount = order.total() != null && purchase.quotedTotal() != null
                && order.total().subtract(purchase.quotedTotal()).abs().compareTo(new BigDecimal("0.05")) <= 0;
        return wanted.equals(order.products()) && sameAmount && Objects.equals(order.zip(), purchase.shipTo().zip())
                && order.recipient() != null && order.recipient().startsWith(purchase.shipTo().name());
    }

    /** Reads the parcels of {@code /order/logistics/query} into {@code parcels}, before their events are known. */
    public void logistics(Exchange exchange) {
        JsonNode value = answer(exchange).path("value");
        Map<String, Parcel> parcels = new LinkedHashMap<>();
        for (JsonNode shipping : Json.list(value, "shipping_order_list")) {
            JsonNode voucher = shipping.path("voucher");
            String number = Json.text(voucher, "tracking_number");
            if (number != null) {
                parcels.put(number, new Parcel(Json.text(voucher, "service_provider"), number, null, null));
            }
        }
        exchange.setVariable("parcels", parcels);
        exchange.setVariable("logisticStatus", Objects.requireNonNullElse(Json.text(value, "logistic_status"), ""));
    }

    /**
     * Completes {@code parcels} by {@code /order/logistics/tracking/get} into {@code trackingJson}; {@code delivered} = every parcel has
     * arrived. What is known of parcels counts before the order's logistic_status, of which nobody documents whether its DELIVERED
     * means sent or arrived.
     */
    public void tracking(Exchange exchange) throws JsonProcessingException {
        @SuppressWarnings("unchecked")
        Map<String, Parcel> parcels = exchange.getVariable("parcels", Map.class);
        for (JsonNode tracked : Json.list(answer(exchange), "tracking_list")) {
            String number = Json.text(tracked, "tracking_number");
            if (number != null) {
                String url = Json.text(tracked, "tracking_url");
                parcels.put(number, new Parcel(Json.text(tracked, "carrier"), number,
                        url != null && url.matches("https?://.{1,500}") ? url : null, status(tracked)));
            }
        }
        List<String> events = parcels.values().stream().map(Parcel::status).filter(Objects::nonNull).toList();
        String logistic = exchange.getVariable("logisticStatus", String.class);
        boolean arrived = events.isEmpty() ? "DELIVERED".equals(logistic)
                : events.size() == parcels.size() && events.stream().allMatch("DELIVERED"::equals);
        exchange.setVariable("delivered", arrived || "CONFIRM_RECEIPT".equals(logistic));
        exchange.setVariable("partlySent", "PART_DELIVERED".equals(logistic));
        exchange.setVariable("trackingJson", json.writeValueAsString(parcels.values()));
    }

    private static String status(JsonNode tracked) {
        String current = Json.text(tracked, "current_event_code");
        return current != null ? current : Json.list(tracked, "event_list").stream().findFirst()
                .map(event -> Json.text(event, "event_code")).orElse(null);
    }

    /** An order found by asking has no pay_url of its own: it is the order's page. */
    String payUrl(JsonNode value, String tradeId) {
        String url = Json.text(value, "pay_url");
        return url != null && url.startsWith("https://") ? url : settings.payUrl() + tradeId;
    }

    private static String key(String productId, String skuId) {
        return productId + ":" + (skuId == null || skuId.equals("-1") ? "" : skuId);
    }

    private static JsonNode answer(Exchange exchange) {
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private static AlibabaQuote quote(Exchange exchange) {
        return exchange.getVariable("quote", AlibabaQuote.class);
    }
}
