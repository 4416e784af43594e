package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.alibaba.AlibabaSettings;
import io.github.dropshiproutes.api.PurchaseActions;
import io.github.dropshiproutes.countries.Countries;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.References;
import io.github.dropshiproutes.orders.Shopper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The calls that write: create, pay and cancel an order. None of them calls the supplier. Each changes a purchase, which then
 * goes the way of every other one, through the same intents, guards and questions after a lost answer; the caller waits for
 * what comes of it. An {@code Idempotency-Key} stands for the purchases it made, so that a repeated call finds the same.
 */
@Component("facadeOrders")
public class FacadeOrders {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int MOST_PRODUCTS = 100;
    private static final int MOST_PIECES = 1_000_000;
    private static final int MOST_ORDERS = 10;
    private static final int MOST_ATTACHMENTS = 10;
    /** The purchases of a call; an order that is created in parts has more than the one that was planned. */
    private static final String OF_THE_CALL = """
            (p.id = ANY (string_to_array(:ids, ','))
                OR :create AND p.shop = 'api' AND p.order_id IN (SELECT o.order_id FROM purchase AS o
                                                     WHERE o.shop = 'api' AND o.id = ANY (string_to_array(:ids, ','))))""";
    /** A purchase in one of these is still on its way to the supplier. */
    private static final String ON_ITS_WAY = "('planned', 'quoted', 'placing', 'unknown')";

    private record Line(String productId, String skuId, int quantity) {
    }

    private record Order(String reference, List<Line> lines, Address to, String dispatch, String carrier, String shopifyOrder,
                         String remark, String clearanceCode, List<Map<String, String>> attachments, boolean ownWaybill) {
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AlibabaSettings settings;
    private final PurchaseActions purchaseActions;
    private final ObjectMapper json;

    public FacadeOrders(JdbcClient jdbc, TransactionTemplate transaction, AlibabaSettings settings,
                        PurchaseActions purchaseActions, ObjectMapper json) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.purchaseActions = purchaseActions;
        this.json = json;
    }

    /**
     * Keeps an order to be created, from the variable {@code request}; its purchases' ids are left in {@code purchaseIds}. Where
     * {@code properties} name a Shopify order that is taken in, that order's purchases are meant and nothing is added.
     */
    public void create(Exchange exchange) {
        FacadeRequest request = exchange.getVariable("request", FacadeRequest.class);
        String key = key(exchange);
        Order order = read(request);
        String account = exchange.getVariable("account", String.class);
        keep(exchange, key, "create", order.toString(), () -> order.shopifyOrder() != null ? purchasesOf(order.shopifyOrder())
                : List.of(plan(key, order, account)));
    }

    private Order read(FacadeRequest request) {
        String reference = request.requiredText("channel_refer_id", 64);
        List<Line> lines = new ArrayList<>();
        for (FacadeRequest product : request.requiredObjects("product_list", MOST_PRODUCTS)) {
            lines.add(new Line(product.requiredId("product_id"), product.id("sku_id"), product.requiredNumber("quantity", 1, MOST_PIECES)));
            product.nothingElse();
        }
        FacadeRequest logistics = required(request, "logistics_detail");
        FacadeRequest to = required(logistics, "shipment_address");
        FacadeRequest telephone = to.object("telephone");
        String phone = telephone == null ? null : (or(telephone.text("country", 8)) + or(telephone.text("area", 8))
                + or(telephone.text("number", 32))).replaceAll("[^+0-9]", "");
        String country = to.requiredCountry("country_code");
        Address address = new Address(to.requiredText("contact_person", 128), null, to.requiredText("address", 512),
                to.text("alternate_address", 512), to.text("city", 128), to.text("province", 128), to.text("province_code", 16),
                to.text("zip", 32), Optional.ofNullable(to.text("country", 128)).orElseGet(() -> Countries.name(country)), country, phone);
        to.text("city_code", 16);
        String dispatch = logistics.country("dispatch_location");
        String carrier = logistics.text("carrier_code", 64);
        FacadeRequest properties = request.object("properties");
        String platform = properties == null ? null : properties.text("platform", 32);
        String platformOrder = properties == null ? null : properties.text("orderId", 64);
        FacadeRequest clearance = request.object("clearance_detail");
        String clearanceCode = clearance == null ? null : clearance.requiredText("clearance_code", 64);
        for (FacadeRequest part : new FacadeRequest[] {telephone, to, logistics, properties, clearance}) {
            if (part != null) {
                part.nothingElse();
            }
        }
        String remark = request.text("remark", 500);
        List<Map<String, String>> attachments = attachments(request);
        boolean ownWaybill = "true".equals(request.flag("enable_distribution_waybill"));
        request.nothingElse();
        String missing = address.missingField();
        if (missing != null) {
            throw request.mistake("logistics_detail.shipment_address", "lacks \"" + missing + "\", without which nobody delivers");
        }
        boolean ofShopify = platform != null && platform.toLowerCase(Locale.ROOT).equals("shopify") && platformOrder != null;
        return new Order(reference, lines, address, dispatch, carrier, ofShopify ? platformOrder : null, remark, clearanceCode,
                attachments, ownWaybill);
    }

    /** Each is a file that was uploaded before; Alibaba.com knows it by its address. */
    private static List<Map<String, String>> attachments(FacadeRequest request) {
        List<Map<String, String>> attachments = new ArrayList<>();
        for (FacadeRequest file : request.objects("attachments", MOST_ATTACHMENTS)) {
            Map<String, String> attachment = new LinkedHashMap<>();
            attachment.put("file_path", file.requiredText("file_path", 1000));
            attachment.put("file_usage", file.requiredWord("file_usage", List.of("DISTRIBUTION_WAY_BILL", "COMMON")));
            for (String name : List.of("file_name", "waybill_number", "service_provider_name")) {
                Optional.ofNullable(file.text(name, 200)).ifPresent(text -> attachment.put(name, text));
            }
            file.nothingElse();
            attachments.add(attachment);
        }
        return attachments;
    }

    private static FacadeRequest required(FacadeRequest request, String name) {
        FacadeRequest object = request.object(name);
        if (object == null) {
            throw request.mistake(name, "is missing");
        }
        return object;
    }

    private static String or(String text) {
        return text == null ? "" : text;
    }

    private List<String> purchasesOf(String shopifyOrder) {
        List<String> ids = jdbc.sql("""
                SELECT id FROM purchase WHERE order_id = :order AND shop <> 'api' AND supplier = 'alibaba' AND counts
                ORDER BY created_at, id""")
                .param("order", shopifyOrder).query(String.class).list();
        if (ids.isEmpty()) {
            throw new CallRefusedException(409, "Shopify order " + shopifyOrder + " has no purchase at Alibaba.com; GET"
                    + " /api/shopify-orders/" + shopifyOrder + " says why. Once its webhook is taken in it is bought by itself; an order that no shop knows"
                    + " is placed without properties.");
        }
        return ids;
    }

    private String plan(String key, Order order, String account) {
        String id = References.id();
        String number = DigestUtils.sha256Hex(key).substring(0, 24);
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, name, state) VALUES (:shop, :order, :name, 'buying')")
                .param("shop", Purchase.BY_API).param("order", number).param("name", order.reference()).update();
        jdbc.sql("""
                INSERT INTO purchase (id, shop, order_id, order_name, supplier, environment, reference, state, account_id, ship_to, note,
                    clearance_code, preferred_dispatch, wanted_carrier, attachments, own_waybill, awaits_pay_call, what)
                VALUES (:id, :shop, :order, :name, 'alibaba', :environment, :reference, 'planned', :account, CAST(:to AS jsonb), :note,
                    :clearance, :dispatch, :carrier, CAST(:attachments AS jsonb), :ownWaybill, true, :what)""")
                .param("id", id).param("shop", Purchase.BY_API).param("order", number).param("name", order.reference())
                .param("environment", settings.environment()).param("reference", References.reference()).param("account", account)
                .param("to", write(order.to())).param("note", order.remark()).param("clearance", order.clearanceCode())
                .param("dispatch", order.dispatch()).param("carrier", order.carrier())
                .param("attachments", order.attachments().isEmpty() ? null : write(order.attachments()))
                .param("ownWaybill", order.ownWaybill()).param("what", "ordered through the API").update();
        int place = 0;
        for (Line line : order.lines()) {
            jdbc.sql("""
                    INSERT INTO purchase_line (purchase_id, line_item_id, product_id, sku_id, quantity)
                    VALUES (:id, :line, :product, :sku, :pieces)""")
                    .param("id", id).param("line", String.valueOf(++place)).param("product", line.productId()).param("sku", line.skuId())
                    .param("pieces", line.quantity()).update();
        }
        return id;
    }

    /** Lets the purchases of the trades in {@code order_id_list} be paid, each by a call of its own. */
    public void pay(Exchange exchange) {
        FacadeRequest request = exchange.getVariable("request", FacadeRequest.class);
        FacadeRequest wrapped = request.object("param_order_pay_request");
        FacadeRequest asked = wrapped == null ? request : wrapped;
        List<String> trades = asked.requiredIds("order_id_list", MOST_ORDERS);
        asked.word("payment_method", List.of(settings.payer().method()));
        Shopper shopper = new Shopper(asked.text("user_ip", 45), asked.text("user_agent", 512), asked.text("accept_language", 128),
                asked.text("screen_resolution", 32));
        asked.flag("is_pc");
        asked.text("isv_drop_shipper_registration_time", 20);
        asked.nothingElse();
        request.nothingElse();
        keep(exchange, key(exchange), "pay", trades.toString(), () -> {
            List<String> ids = owners(trades);
            ids.forEach(id -> jdbc.sql("""
                    UPDATE purchase SET awaits_pay_call = false, shopper = CAST(:shopper AS jsonb), next_attempt_at = dropship_now(),
                        state = 'placed', held_from = NULL, reason_code = NULL, reason = NULL, hint = NULL, attempts = 0,
                        -- Whoever is about to hold it for want of this call has lost it.
                        claim_id = NULL, claimed_until = NULL, what = 'to be paid, by a call'
                    WHERE id = :id AND awaits_pay_call
                      AND (state = 'placed' OR state = 'held' AND reason_code = 'AWAITS_PAY_CALL')""")
                    .param("id", id).param("shopper", write(shopper)).update());
            return ids;
        });
    }

    /** Ends an order that is not paid, as an operator's cancel does. */
    public void cancel(Exchange exchange) {
        FacadeRequest request = exchange.getVariable("request", FacadeRequest.class);
        String trade = request.requiredTradeId("trade_id");
        request.nothingElse();
        keep(exchange, key(exchange), "cancel", trade, () -> {
            List<String> ids = owners(List.of(trade));
            if (!purchaseActions.cancelPlaced(ids.get(0), "a call")) {
                throw new CallRefusedException(409, "Only an order that is placed and not paid can be cancelled; GET /api/orders/"
                        + ids.get(0) + " says where it stands.");
            }
            return ids;
        });
    }

    private List<String> owners(List<String> trades) {
        List<String> ids = new ArrayList<>();
        for (String trade : trades) {
            ids.add(jdbc.sql("""
                    SELECT purchase_id FROM trade WHERE supplier = 'alibaba' AND environment = :environment AND trade_id = :trade
                      AND role = 'kept'""").param("environment", settings.environment()).param("trade", trade).query(String.class)
                    .optional()
                    .orElseThrow(() -> new CallRefusedException(404, "No purchase owns the trade " + trade
                            + "; only what was ordered here is paid or cancelled here.")));
        }
        return ids;
    }

    /** The change and its key are one transaction: of two calls with one key at the same moment, one waits and finds the other's. */
    private void keep(Exchange exchange, String key, String operation, String body, Supplier<List<String>> change) {
        List<String> ids = transaction.execute(status -> {
            int first = jdbc.sql("""
                    INSERT INTO api_call (idempotency_key, operation, body_hash, purchase_ids) VALUES (:key, :operation, :hash, '{}')
                    ON CONFLICT DO NOTHING""").param("key", key).param("operation", operation)
                    .param("hash", DigestUtils.sha256Hex(body)).update();
            if (first == 0) {
                return known(key, operation, DigestUtils.sha256Hex(body));
            }
            List<String> made = change.get();
            jdbc.sql("UPDATE api_call SET purchase_ids = string_to_array(:ids, ',') WHERE idempotency_key = :key")
                    .param("ids", String.join(",", made)).param("key", key).update();
            return made;
        });
        exchange.setVariable("purchaseIds", ids);
        exchange.setVariable("operation", operation);
    }

    private List<String> known(String key, String operation, String hash) {
        Map<String, Object> call = jdbc.sql("""
                SELECT operation, body_hash, array_to_string(purchase_ids, ',') AS ids FROM api_call WHERE idempotency_key = :key""")
                .param("key", key).query().singleRow();
        if (!call.get("operation").equals(operation) || !call.get("body_hash").equals(hash)) {
            throw new CallRefusedException(409, "This Idempotency-Key stands for another call; a new call needs a new key.");
        }
        return List.of(((String) call.get("ids")).split(","));
    }

    private static String key(Exchange exchange) {
        String key = exchange.getVariable("idempotencyKey", String.class);
        if (key == null || !KEY.matcher(key).matches()) {
            throw new InvalidRequestException("Idempotency-Key", "The header Idempotency-Key is missing, or is not 1 to 200 visible"
                    + " characters: it tells a repeated call from a new one, so that nothing is bought twice.");
        }
        return key;
    }

    /** Leaves in {@code decided} whether the supplier has answered, or a person is asked, for every purchase of the call. */
    public void look(Exchange exchange) {
        String open = switch (exchange.getVariable("operation", String.class)) {
            case "create" -> "p.state IN " + ON_ITS_WAY;
            case "pay" -> "p.state IN ('placed', 'paying', 'unknown')";
            default -> "p.cancelling AND p.next_attempt_at IS NOT NULL";
        };
        exchange.setVariable("looks", exchange.getVariable("looks", 0, Integer.class) + 1);
        boolean undecided = jdbc.sql("SELECT EXISTS (SELECT 1 FROM purchase AS p WHERE " + OF_THE_CALL + " AND " + open + ")")
                .param("ids", ids(exchange)).param("create", isCreate(exchange)).query(Boolean.class).single();
        exchange.setVariable("decided", !undecided);
    }

    /** Makes the answer by the guide's names of what the purchases are now, with status 200, 202 while it is open, or 422. */
    public void answer(Exchange exchange) throws JsonProcessingException {
        List<Map<String, Object>> rows = jdbc.sql("""
                SELECT p.id, p.state, p.held_from, p.reference, p.reason_code, p.reason, p.hint, p.pay_url, p.paid_at IS NOT NULL AS paid,
                    (SELECT min(t.trade_id) FROM trade AS t WHERE t.purchase_id = p.id AND t.role = 'kept') AS trade_id
                FROM purchase AS p WHERE\s""" + OF_THE_CALL + " ORDER BY p.created_at, p.id")
                .param("ids", ids(exchange)).param("create", isCreate(exchange)).query().listOfRows();
        List<ObjectNode> answers = rows.stream().map(row -> answer(exchange.getVariable("operation", String.class), row)).toList();
        boolean held = rows.stream().anyMatch(row -> "held".equals(row.get("state")));
        boolean decided = Boolean.TRUE.equals(exchange.getVariable("decided", Boolean.class));
        JsonNode body = answers.size() == 1 ? answers.get(0) : json.createObjectNode().set("orders", json.valueToTree(answers));
        boolean refused = held && answers.stream().noneMatch(answer -> answer.has("trade_id"));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, !decided ? 202 : refused ? 422 : 200);
        exchange.getMessage().setBody(json.writeValueAsString(body));
    }

    private ObjectNode answer(String operation, Map<String, Object> row) {
        ObjectNode answer = json.createObjectNode();
        put(answer, "trade_id", row.get("trade_id"));
        if (operation.equals("pay")) {
            boolean paid = Boolean.TRUE.equals(row.get("paid"));
            boolean held = "held".equals(row.get("state"));
            answer.put("status", paid ? "PAY_SUCCESS" : held ? "PAY_FAILED" : "PAYING");
            put(answer, "reason_code", row.get("reason_code"));
            put(answer, "reason_message", row.get("reason"));
        }
        put(answer, "pay_url", row.get("pay_url"));
        put(answer, "purchase_id", row.get("id"));
        put(answer, "reference", row.get("reference"));
        put(answer, "state", row.get("state"));
        if (!operation.equals("pay")) {
            put(answer, "reason_code", row.get("reason_code"));
            put(answer, "reason", row.get("reason"));
        }
        put(answer, "hint", row.get("hint"));
        return answer;
    }

    private static void put(ObjectNode answer, String field, Object value) {
        if (value != null) {
            answer.put(field, value.toString());
        }
    }

    private static boolean isCreate(Exchange exchange) {
        return "create".equals(exchange.getVariable("operation", String.class));
    }

    private static String ids(Exchange exchange) {
        List<?> ids = exchange.getVariable("purchaseIds", List.class);
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
