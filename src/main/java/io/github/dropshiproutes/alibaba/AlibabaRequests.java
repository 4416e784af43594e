package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.dropshiproutes.catalog.LinkedProduct;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.PurchaseLine;
import io.github.dropshiproutes.orders.Shopper;
import io.github.dropshiproutes.suppliers.SupplierAccounts;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Writes the business parameters of every call by the guide's names, from the variables of the exchange, and leaves
 * the call in the variable {@code call}. Parameters that are objects are JSON, serialised once and signed as sent.
 */
@Component("alibabaRequests")
public class AlibabaRequests {

    private static final DateTimeFormatter LOS_ANGELES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("America/Los_Angeles"));
    private static final Pattern IP_LITERAL =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F.]*:[0-9a-fA-F:.]{1,44}");
    static final String CREATE = "/buynow/order/create";
    static final String PAY = "/alibaba/dropshipping/order/pay";
    /** The most trades one page of {@code /alibaba/order/list} holds. */
    static final int PAGE_SIZE = 100;

    private final AlibabaSettings settings;
    private final SupplierAccounts accounts;
    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public AlibabaRequests(AlibabaSettings settings, SupplierAccounts accounts, OwnErrors ownErrors, ObjectMapper json) {
        this.settings = settings;
        this.accounts = accounts;
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** {@code /eco/buyer/product/description}; the live gateway fails without {@code country}, which the guide leaves out. */
    public void description(Exchange exchange) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("product_id", exchange.getVariable("productId", String.class));
        LinkedProduct linked = exchange.getVariable("linkedProduct", LinkedProduct.class);
        query.put("country", linked != null ? linked.country() : purchase(exchange).shipTo().countryCode());
        call(exchange, AlibabaCall.get("/eco/buyer/product/description", Map.of("query_req", json(query))));
    }

    /** {@code /eco/buyer/product/inventory}, every location at once. */
    public void inventory(Exchange exchange) {
        call(exchange, AlibabaCall.get("/eco/buyer/product/inventory",
                Map.of("inv_req", json(Map.of("product_id", exchange.getVariable("productId", String.class))))));
    }

    /** {@code /shipping/freight/calculate} for the line in the variable {@code line}: an estimate, never a carrier. */
    public void estimate(Exchange exchange) {
        PurchaseLine line = exchange.getVariable("line", PurchaseLine.class);
        Address to = purchase(exchange).shipTo();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("product_id", line.productId());
        parameters.put("quantity", String.valueOf(line.quantity()));
        parameters.put("destination_country", to.countryCode());
        parameters.put("zip_code", to.zip());
        parameters.put("dispatch_location", exchange.getVariable("dispatch", String.class));
        parameters.put("enable_distribution_waybill", waybill(exchange));
        call(exchange, AlibabaCall.post("/shipping/freight/calculate", parameters));
    }

    /** {@code /order/freight/calculate} for the quote, from the country in the variable {@code dispatch}: the binding offer. */
    public void freight(Exchange exchange) {
        AlibabaQuote quote = quote(exchange);
        Address to = purchase(exchange).shipTo();
        Map<String, Object> address = new LinkedHashMap<>();
        put(address, "zip", to.zip());
        address.put("country", Map.of("code", to.countryCode(), "name", to.country()));
        address.put("province", named(to.provinceCode(), to.province()));
        address.put("city", named(null, to.city()));
        address.put("address", to.address1());
        List<Map<String, Object>> products = products(quote.getItems());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("e_company_id", quote.getCompanyId());
        parameters.put("destination_country", to.countryCode());
        parameters.put("dispatch_location", exchange.getVariable("dispatch", String.class));
        parameters.put("address", json(address));
        parameters.put("logistics_product_list", json(products));
        parameters.put("enable_distribution_waybill", waybill(exchange));
        call(exchange, AlibabaCall.post("/order/freight/calculate", parameters));
    }

    /** {@code /buynow/order/create}: the first of the two calls that spend. */
    public void create(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        Address to = purchase.shipTo();
        Map<String, Object> address = new LinkedHashMap<>();
        put(address, "zip", to.zip());
        put(address, "country", to.country());
        put(address, "country_code", to.countryCode());
        // Many countries have no provinces, and Alibaba refuses an address without one (800022): the town stands in.
        put(address, "province", or(to.province(), to.city()));
        put(address, "province_code", to.provinceCode());
        put(address, "city", to.city());
        put(address, "address", to.address1());
        put(address, "alternate_address", to.address2());
        put(address, "contact_person", to.company() == null ? to.name() : to.name() + ", " + to.company());
        Map<String, Object> telephone = telephone(to);
        if (telephone != null) {
            address.put("telephone", telephone);
        }
        Map<String, Object> logistics = new LinkedHashMap<>();
        logistics.put("shipment_address", address);
        logistics.put("dispatch_location", purchase.dispatchLocation());
        logistics.put("carrier_code", purchase.carrierCode());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("channel_refer_id", purchase.reference());
        parameters.put("product_list", json(products(new AlibabaQuote(purchase).getItems())));
        parameters.put("logistics_detail", json(logistics));
        parameters.put("properties", json(properties(purchase)));
        parameters.put("remark", remark(purchase));
        parameters.put("enable_distribution_waybill", waybill(exchange));
        parameters.put("clearance_detail", clearance(purchase));
        parameters.put("attachments", exchange.getVariable("attachments", String.class));
        call(exchange, AlibabaCall.spend(CREATE, parameters));
    }

    /** {@code /alibaba/dropshipping/order/pay}, one order a call, so that one lost answer leaves one question. */
    public void pay(Exchange exchange) {
        Purchase purchase = purchase(exchange);
        Shopper shopper = purchase.shopper() == null ? new Shopper(null, null, null, null) : purchase.shopper();
        AlibabaSettings.Payer payer = settings.payer();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("order_id_list", List.of(purchase.tradeId()));
        request.put("payment_method", payer.method());
        request.put("user_ip", payerIp(shopper));
        request.put("user_agent", or(shopper.userAgent(), payer.userAgent()));
        request.put("accept_language", or(shopper.language(), payer.acceptLanguage()));
        request.put("screen_resolution", or(shopper.resolution(), payer.screenResolution()));
        request.put("is_pc", true);
        request.put("isv_drop_shipper_registration_time", accounts.connectedAt(exchange, AlibabaSettings.SUPPLIER).toEpochMilli());
        call(exchange, AlibabaCall.spend(PAY, Map.of("param_order_pay_request", json(request))));
    }

    /** {@code /alibaba/order/pay/result/query}: how a payment went that was not answered at once. */
    public void payResult(Exchange exchange) {
        call(exchange, AlibabaCall.post("/alibaba/order/pay/result/query", Map.of("trade_id", purchase(exchange).tradeId())));
    }

    /** {@code /alibaba/order/get} of the trade in the variable {@code tradeId}. */
    public void order(Exchange exchange) {
        call(exchange, AlibabaCall.post("/alibaba/order/get",
                Map.of("e_trade_id", exchange.getVariable("tradeId", String.class), "language", "en_US")));
    }

    /** {@code /alibaba/order/list}: page {@code page} (from 0) of the orders created since the variable {@code createdSince}. */
    public void orders(Exchange exchange) {
        orderList(exchange, "create_date_start", exchange.getVariable("createdSince", Instant.class));
    }

    /** {@code /alibaba/order/list}, page {@code page} of what has changed since {@code changedSince}. */
    public void changedOrders(Exchange exchange) {
        orderList(exchange, "modified_date_start", exchange.getVariable("changedSince", Instant.class));
    }

    private void orderList(Exchange exchange, String which, Instant wanted) {
        Instant since = unambiguous(wanted);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("role", "buyer");
        parameters.put("start_page", exchange.getVariable("page", String.class));
        parameters.put("page_size", String.valueOf(PAGE_SIZE));
        parameters.put(which, json(date(since)));
        call(exchange, AlibabaCall.post("/alibaba/order/list", parameters));
    }

    /**
     * When summer time ends, Los Angeles has an hour twice, and a text does not say which one is meant: the moment before it
     * includes both.
     */
    private static Instant unambiguous(Instant since) {
        ZoneOffsetTransition change = LOS_ANGELES.getZone().getRules()
                .getTransition(since.atZone(LOS_ANGELES.getZone()).toLocalDateTime());
        return change == null ? since : change.getInstant().plus(change.getDuration()).minusSeconds(1);
    }

    /** {@code /alibaba/order/cancel} of the trade in the variable {@code tradeId}; only an unpaid one can be cancelled. */
    public void cancel(Exchange exchange) {
        call(exchange, AlibabaCall.post("/alibaba/order/cancel", Map.of("trade_id", exchange.getVariable("tradeId", String.class))));
    }

    /** {@code /order/logistics/query}. */
    public void logistics(Exchange exchange) {
        call(exchange, AlibabaCall.post("/order/logistics/query",
                Map.of("trade_id", exchange.getVariable("tradeId", String.class), "data_select", "logistic_order")));
    }

    /** {@code /order/logistics/tracking/get}. */
    public void tracking(Exchange exchange) {
        call(exchange, AlibabaCall.post("/order/logistics/tracking/get", Map.of("trade_id", exchange.getVariable("tradeId", String.class))));
    }

    /** @return both forms in which the gateway takes a time: milliseconds, and text in the time of Los Angeles */
    public static Map<String, String> date(Instant time) {
        Map<String, String> date = new LinkedHashMap<>();
        date.put("date_timestamp", String.valueOf(time.toEpochMilli()));
        date.put("date_str", LOS_ANGELES.format(time));
        return date;
    }

    private static void call(Exchange exchange, AlibabaCall call) {
        exchange.setVariable("call", call);
    }

    private static Purchase purchase(Exchange exchange) {
        return exchange.getVariable("purchase", Purchase.class);
    }

    private static AlibabaQuote quote(Exchange exchange) {
        return exchange.getVariable("quote", AlibabaQuote.class);
    }

    private String waybill(Exchange exchange) {
        return settings.enableDistributionWaybill() || exchange.getVariable("ownWaybill", false, Boolean.class) ? "true" : null;
    }

    private static List<Map<String, Object>> products(List<AlibabaQuote.Item> items) {
        List<Map<String, Object>> products = new ArrayList<>();
        for (AlibabaQuote.Item item : items) {
            Map<String, Object> product = new LinkedHashMap<>();
            product.put("product_id", item.productId());
            put(product, "sku_id", item.skuId());
            product.put("quantity", String.valueOf(item.quantity()));
            products.add(product);
        }
        return products;
    }

    private static Map<String, Object> properties(Purchase purchase) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("platform", "Shopify");
        properties.put("orderId", purchase.orderId());
        return properties;
    }

    /** The reference stands in the remark too: it is what {@code /alibaba/order/get} is documented to give back. */
    private String remark(Purchase purchase) {
        String note = or(purchase.note(), settings.remark());
        String reference = "[" + purchase.reference() + "]";
        return note == null || note.isBlank() ? reference : note.strip() + " " + reference;
    }

    private String clearance(Purchase purchase) {
        AlibabaSettings.Clearance clearance = settings.clearance();
        if (!clearance.countries().contains(purchase.shipTo().countryCode())) {
            return null;
        }
        String code = purchase.clearanceCode();
        if (code == null || code.isBlank()) {
            throw ownErrors.exception("CLEARANCE_CODE_MISSING", "orders to " + purchase.shipTo().country()
                    + " need a personal clearance code in the order's note attribute (buying.clearance-attributes)");
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("clearance_type", "PERSONAL");
        detail.put("clearance_code", code);
        detail.put("clearancer", purchase.shipTo().name());
        put(detail, "clearance_mobile_number", purchase.shipTo().phone());
        return json(detail);
    }

    private Map<String, Object> telephone(Address to) {
        String written = or(to.phone(), settings.fallbackPhone());
        if (written == null || written.isBlank()) {
            return null;
        }
        Map<String, Object> telephone = new LinkedHashMap<>();
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            PhoneNumber number = numbers.parse(written, to.countryCode());
            telephone.put("country", "+" + number.getCountryCode());
            telephone.put("area", "");
            telephone.put("number", numbers.getNationalSignificantNumber(number));
        } catch (NumberParseException e) {
            String digits = written.replaceAll("\\D", "");
            int country = PhoneNumberUtil.getInstance().getCountryCodeForRegion(to.countryCode());
            if (digits.isEmpty() || country == 0) {
                return null;
            }
            telephone.put("country", "+" + country);
            telephone.put("area", "");
            telephone.put("number", digits);
        }
        return telephone;
    }

    /** The buyer's own address, else the configured one, else this machine's: the risk control refuses loopback. */
    private String payerIp(Shopper shopper) {
        for (String candidate : new String[] {shopper.ip(), settings.payer().userIp()}) {
            if (candidate != null && usable(candidate)) {
                return candidate;
            }
        }
        return ownAddress();
    }

    private static boolean usable(String ip) {
        // Only literals: a name from outside must not be looked up.
        if (!IP_LITERAL.matcher(ip).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(ip);
            return !address.isLoopbackAddress() && !address.isAnyLocalAddress() && !address.isLinkLocalAddress()
                    && !address.isMulticastAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private String ownAddress() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> a instanceof java.net.Inet4Address).map(InetAddress::getHostAddress).filter(AlibabaRequests::usable)
                    .findFirst().orElseThrow(() -> ownErrors.exception("PAYER_IP_MISSING",
                            "the order has no browser_ip, and alibaba.payer.user-ip is not set"));
        } catch (SocketException e) {
            throw ownErrors.exception("PAYER_IP_MISSING", "the order has no browser_ip, and alibaba.payer.user-ip is not set");
        }
    }

    private static Map<String, Object> named(String code, String name) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("code", code == null ? "" : code);
        named.put("name", name == null ? "" : name);
        return named;
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (value != null && !value.isBlank()) {
            map.put(key, value);
        }
    }

    private static String or(String first, String second) {
        return first == null || first.isBlank() ? second : first;
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
