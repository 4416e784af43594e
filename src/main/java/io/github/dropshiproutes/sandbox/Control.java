package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hand on the sandbox: {@code /sandbox/…}, for demonstrations and for tests in another process. */
final class Control implements HttpHandler {

    static final String CONTEXT = "/sandbox";

    private static final Pattern OF_SUPPLIER = Pattern.compile("([A-Z]+ )/(" + SandboxServer.ALIBABA + "|" + SandboxServer.ALIEXPRESS
            + ")/(webhook-url|pushes|code|tokens|pay|close|status)");

    private final SandboxServer server;
    private final WebhookSender sender;

    Control(SandboxServer server, WebhookSender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        byte[] body = Http.body(exchange);
        if (body == null) {
            Http.json(exchange, 413, problem("The body is larger than " + Http.LARGEST_BODY + " bytes"));
            return;
        }
        String path = exchange.getRequestURI().getPath().substring(CONTEXT.length());
        try {
            Object answer = act(exchange.getRequestMethod() + " " + path, Http.query(exchange), body);
            if (answer instanceof byte[] raw) {
                Http.send(exchange, 200, "application/json;charset=utf-8", raw);
            } else {
                Http.json(exchange, 200, answer);
            }
        } catch (IllegalArgumentException | JsonProcessingException | DateTimeException | Refusal e) {
            Http.json(exchange, 400, problem(e.getMessage()));
        } catch (IllegalStateException e) {
            Http.json(exchange, 409, problem(e.getMessage()));
        }
    }

    private Object act(String request, Map<String, String> query, byte[] body) throws IOException {
        Matcher ofSupplier = OF_SUPPLIER.matcher(request);
        if (ofSupplier.matches()) {
            return act(server.supplier(ofSupplier.group(2)), ofSupplier.group(1) + ofSupplier.group(3), query, body);
        }
        return switch (request) {
            case "GET ", "GET /" -> about();
            case "GET /ledger" -> ledger(query);
            case "GET /faults" -> server.faults().describe();
            case "POST /faults" -> addFaults(Json.read(body));
            case "DELETE /faults" -> {
                server.faults().clear();
                yield Json.object();
            }
            case "POST /reset" -> {
                server.reset();
                yield Json.object();
            }
            case "PUT /webhook-url" -> {
                server.webhookUrl(new String(body, StandardCharsets.UTF_8).trim());
                yield Json.object();
            }
            case "POST /stock" -> stock(query);
            case "POST /price" -> price(query);
            case "GET /shopify/variant" -> shopVariant(query);
            case "POST /shopify/variant" -> changeShopVariant(query);
            case "POST /shopify/product" -> {
                server.shops().shelf().put(shop(query), Json.read(body));
                yield Json.object();
            }
            case "GET /aliexpress/rules" -> server.aliExpress().describe();
            case "POST /aliexpress/rules" -> rules(query);
            case "GET /shopify/order" -> shopOrder(query);
            case "POST /shopify/order" -> {
                changeShopOrder(query);
                yield shopOrder(query);
            }
            case "POST /shopify/tokens" -> shopTokens(query);
            case "POST /shopify/plan" -> {
                server.shopify().plan(integer(query, "points", "2000", 100_000), integer(query, "per_second", "100", 100_000));
                yield Json.object();
            }
            case "POST /send/shopify" -> sendShopify(query, body);
            case "POST /send/alibaba" -> sendPush(server.supplier(SandboxServer.ALIBABA), query, body);
            case "POST /send/aliexpress" -> sendPush(server.supplier(SandboxServer.ALIEXPRESS), query, body);
            case "POST /send/alibaba-product" -> sendAlibabaProduct(query);
            default -> throw unknown(request);
        };
    }

    private Object act(Supplier supplier, String request, Map<String, String> query, byte[] body) {
        return switch (request) {
            case "PUT webhook-url" -> {
                supplier.pushes().url(new String(body, StandardCharsets.UTF_8));
                yield supplier.pushes().describe();
            }
            case "GET pushes" -> supplier.pushes().describe();
            case "POST pushes" -> pushes(supplier.pushes(), query);
            case "POST code" -> Json.object().put("code", supplier.tokens().authorize(
                    query.getOrDefault("account", Tokens.DEFAULT_ACCOUNT), query.getOrDefault("country", "us"),
                    query.getOrDefault("app_key", supplier.application().key())));
            case "POST tokens" -> tokens(supplier.tokens(), query);
            case "POST pay" -> {
                supplier.trades().payByHand(require(query, "trade_id"));
                yield status(supplier, query);
            }
            case "POST close" -> {
                supplier.trades().close(require(query, "trade_id"));
                yield status(supplier, query);
            }
            case "POST status" -> {
                supplier.trades().force(require(query, "trade_id"), require(query, "status"));
                yield status(supplier, query);
            }
            case "GET status" -> status(supplier, query);
            default -> throw unknown(request);
        };
    }

    private static IllegalArgumentException unknown(String request) {
        return new IllegalArgumentException("There is no " + request + " here; see docs/sandbox.md");
    }

    private ObjectNode about() {
        return Json.object().put("alibaba", server.alibabaBaseUrl()).put("alibaba_authorize", server.alibabaAuthorizeUrl())
                .put("aliexpress", server.aliExpressBaseUrl()).put("aliexpress_authorize", server.aliExpressAuthorizeUrl())
                .put("shopify", server.shopifyBaseUrl()).put("control", server.controlUrl());
    }

    private byte[] ledger(Map<String, String> query) {
        Instant since = query.containsKey("since") ? Instant.parse(query.get("since")) : Instant.MIN;
        String kind = query.get("kind");
        String api = query.get("api");
        String supplier = query.get("supplier");
        return server.ledger().select(entry -> !entry.at().isBefore(since) && (kind == null || kind.equals(entry.kind()))
                        && (api == null || api.equals(entry.api()))
                        && (supplier == null || supplier.equals(entry.supplier()))).stream()
                .map(LedgerEntry::json).collect(Collectors.joining(",\n", "[", "]")).getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode addFaults(JsonNode given) {
        if (given.isArray()) {
            given.forEach(rule -> server.faults().add(Json.MAPPER.convertValue(rule, Fault.class)));
        } else {
            server.faults().add(Json.MAPPER.convertValue(given, Fault.class));
        }
        return server.faults().describe();
    }

    private ObjectNode stock(Map<String, String> query) {
        String productId = require(query, "product_id");
        String supplier = AliExpressCatalogue.product(productId) == null ? SandboxServer.ALIBABA : SandboxServer.ALIEXPRESS;
        server.supplier(supplier).trades().stock(productId, query.get("sku_id"), require(query, "country"),
                integer(query, "pieces", "", 1_000_000));
        return Json.object();
    }

    private ObjectNode price(Map<String, String> query) {
        String productId = require(query, "product_id");
        String supplier = AliExpressCatalogue.product(productId) == null ? SandboxServer.ALIBABA : SandboxServer.ALIEXPRESS;
        server.supplier(supplier).trades().price(productId, query.get("sku_id"), amount("price", require(query, "price")));
        return Json.object();
    }

    private static BigDecimal amount(String name, String value) {
        if (!value.matches("\\d{1,9}(\\.\\d{1,4})?")) {
            throw new IllegalArgumentException(name + ": expected an amount such as 9.90");
        }
        return new BigDecimal(value);
    }

    private ObjectNode shopVariant(Map<String, String> query) {
        ObjectNode variant = server.shops().shelf().variant(shop(query), require(query, "variant_id"));
        if (variant == null) {
            throw new IllegalArgumentException("variant_id: there is no such variant in " + shop(query));
        }
        return variant;
    }

    private ObjectNode changeShopVariant(Map<String, String> query) {
        shopVariant(query);
        ObjectNode fields = Json.object();
        query.forEach((name, value) -> {
            switch (name) {
                case "shop", "variant_id" -> { }
                case "quantity" -> fields.put(name, integer(query, name, "", 1_000_000));
                case "price", "compareAtPrice", "cost" -> fields.put(name, amount(name, value).toPlainString());
                default -> throw new IllegalArgumentException("Unknown: " + name);
            }
        });
        server.shops().shelf().changeByHand(shop(query), query.get("variant_id"), fields);
        return shopVariant(query);
    }

    private ObjectNode tokens(Tokens tokens, Map<String, String> query) {
        String account = query.getOrDefault("account", Tokens.DEFAULT_ACCOUNT);
        query.forEach((name, value) -> {
            switch (name) {
                case "access_seconds" -> tokens.accessLife(seconds(query, name));
                case "refresh_seconds" -> tokens.refreshLife(seconds(query, name));
                case "grace_seconds" -> tokens.grace(seconds(query, name));
                case "account" -> tokens.buyer(value);
                case "expire" -> expire(tokens, account, value);
                case "restore" -> tokens.restore();
                default -> throw new IllegalArgumentException("Unknown: " + name);
            }
        });
        return Json.object();
    }

    private static void expire(Tokens tokens, String account, String what) {
        switch (what) {
            case "now", "access" -> tokens.expireAccessToken(account);
            case "refresh" -> tokens.expireRefreshToken(account);
            default -> throw new IllegalArgumentException("expire: expected access (or now) or refresh");
        }
    }

    private static ObjectNode status(Supplier supplier, Map<String, String> query) {
        String tradeId = require(query, "trade_id");
        return Json.object().put("trade_id", tradeId).put("status", supplier.trades().status(tradeId));
    }

    private ObjectNode rules(Map<String, String> query) {
        AliExpress aliExpress = server.aliExpress();
        query.forEach((name, value) -> {
            switch (name) {
                case "auto_pay" -> aliExpress.autoPay(flag(name, value));
                case "affiliate" -> aliExpress.affiliate(flag(name, value));
                case "refuse_repeats" -> aliExpress.refuseRepeats(flag(name, value));
                case "pay_timeout_seconds" -> aliExpress.payTimeout(seconds(query, name));
                case "standard_per_minute", "search_per_minute", "orders_per_minute" -> aliExpress.limit(
                        AliExpress.CallClass.valueOf(name.substring(0, name.indexOf('_')).toUpperCase(Locale.ROOT)),
                        integer(query, name, "", 1_000_000));
                default -> throw new IllegalArgumentException("Unknown: " + name);
            }
        });
        return aliExpress.describe();
    }

    private ObjectNode shopOrder(Map<String, String> query) {
        String id = require(query, "order_id");
        ObjectNode order = id.matches("\\d{1,18}") ? server.shops().order(shop(query), Long.parseLong(id)) : null;
        if (order == null) {
            throw new IllegalArgumentException("order_id: there is no such order in " + shop(query));
        }
        return order;
    }

    private String shop(Map<String, String> query) {
        return query.getOrDefault("shop", server.shop());
    }

    /** What a merchant may do in the shop's own admin. */
    private void changeShopOrder(Map<String, String> query) {
        shopOrder(query);
        String shop = shop(query);
        String order = query.get("order_id");
        switch (require(query, "do")) {
            case "hold" -> server.shops().hold(shop, order, query.getOrDefault("reason", "Other"));
            case "release" -> server.shops().release(shop, order);
            case "move" -> server.shops().move(shop, order);
            case "hand-over" -> server.shops().handOver(shop, order);
            case "split" -> server.shops().split(shop, order, require(query, "line_item_id"), integer(query, "quantity", "1", 1_000_000));
            case "fulfil" -> server.shops().fulfilByHand(shop, order, require(query, "line_item_id"),
                    integer(query, "quantity", "1", 1_000_000), query.get("number"));
            case "cancel-fulfilment" -> server.shops().cancelFulfilment(shop, order, require(query, "fulfillment_id"));
            default -> throw new IllegalArgumentException("do: expected hold, release, move, hand-over, split, fulfil or cancel-fulfilment");
        }
    }

    private ObjectNode shopTokens(Map<String, String> query) {
        query.forEach((name, value) -> {
            switch (name) {
                case "life_seconds" -> server.shopify().tokens().life(seconds(query, name));
                case "expire" -> server.shopify().tokens().expire();
                case "revoke" -> server.shopify().tokens().revokeStatic();
                default -> throw new IllegalArgumentException("Unknown: " + name);
            }
        });
        return Json.object();
    }

    private ObjectNode sendShopify(Map<String, String> query, byte[] body) throws IOException {
        byte[] payload;
        ObjectNode result = Json.object();
        if (query.containsKey("raw")) {
            payload = body;
        } else {
            ShopifySamples sample = ShopifySamples.paidOrder(server.clock().instant());
            if (query.containsKey("sku")) {
                sample.line(query.get("sku"), integer(query, "quantity", "1", 1_000_000), query.getOrDefault("price", "39.90"));
            }
            if (body.length > 0) {
                sample.with(Json.MAPPER.readValue(body, ObjectNode.class));
            }
            payload = sample.body();
            result.put("order_id", String.valueOf(sample.id()));
        }
        return result.setAll(sender.shopify(query.getOrDefault("topic", "orders/paid"), query.get("webhook_id"), payload, copies(query)));
    }

    private ObjectNode sendPush(Supplier supplier, Map<String, String> query, byte[] body) {
        byte[] payload = body;
        if (body.length == 0) {
            Instant now = server.clock().instant();
            Trade<?> trade = supplier.trades().trade(require(query, "trade_id"));
            Trade.Step step = query.containsKey("status") ? new Trade.Step(now, query.get("status")) : trade.last(now);
            payload = supplier.messages().body(integer(query, "type", supplier.messages().usualType(), 1000),
                    trade.placement().tradeId(), step, supplier.tokens().buyer(trade.placement().account()), now);
        }
        return sender.push(supplier.name(), supplier.application(), payload, query.getOrDefault("signature", "right"), copies(query));
    }

    private ObjectNode sendAlibabaProduct(Map<String, String> query) {
        Buyer buyer = query.containsKey("account") ? server.tokens().buyer(query.get("account")) : null;
        byte[] payload = AlibabaPushMessages.product(require(query, "product_id"), require(query, "option"), query.get("sku_id"),
                query.get("value"), buyer, server.clock().instant());
        Supplier supplier = server.supplier(SandboxServer.ALIBABA);
        return sender.push(supplier.name(), supplier.application(), payload, query.getOrDefault("signature", "right"), copies(query));
    }

    private static ObjectNode pushes(Pushes pushes, Map<String, String> query) {
        query.forEach((name, value) -> {
            switch (name) {
                case "enabled" -> pushes.enabled(flag(name, value));
                case "retry_seconds" -> pushes.retryAfter(seconds(query, name));
                case "copies" -> pushes.copies(integer(query, name, "", 10));
                case "disorder" -> pushes.disorder(flag(name, value));
                default -> throw new IllegalArgumentException("Unknown: " + name);
            }
        });
        return pushes.describe();
    }

    private static boolean flag(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + ": expected true or false");
        }
        return value.equals("true");
    }

    private static Duration seconds(Map<String, String> query, String name) {
        return Duration.ofSeconds(integer(query, name, "", 100_000_000));
    }

    private static int copies(Map<String, String> query) {
        return integer(query, "copies", "1", WebhookSender.MOST_COPIES);
    }

    private static int integer(Map<String, String> query, String name, String otherwise, int most) {
        String value = query.getOrDefault(name, otherwise);
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + ": expected a whole number up to " + most);
        }
        return Integer.parseInt(value);
    }

    private static String require(Map<String, String> query, String name) {
        String value = query.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The query parameter " + name + " is missing");
        }
        return value;
    }

    private static ObjectNode problem(String detail) {
        return Json.object().put("detail", detail);
    }
}
