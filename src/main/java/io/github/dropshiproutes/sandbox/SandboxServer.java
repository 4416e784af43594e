package io.github.dropshiproutes.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.dropshiproutes.sandbox.SandboxOptions.Application;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The upstreams on one loopback port, inside another process or as a process of its own. */
public final class SandboxServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SandboxServer.class.getName());

    static {
        // The JDK's server writes head and body apart; without this, every answer waits 40 ms for an acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    /** The suppliers' names in paths and in the ledger. */
    static final String ALIBABA = "alibaba";
    static final String ALIEXPRESS = "aliexpress";

    private static final String ALIBABA_AUTHORIZE = "/alibaba/oauth/authorize";
    private static final String ALIEXPRESS_AUTHORIZE = "/aliexpress/oauth/authorize";
    private static final String ALIEXPRESS_FORMER_AUTHORIZE = "/aliexpress/authorize";

    private final SandboxOptions options;
    private final HttpServer http;
    private final ExecutorService workers;
    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final AlibabaFreight freight;
    private final AlibabaAttachments attachments;
    private final Map<String, Supplier> suppliers;
    private final AliExpress aliExpress;
    private final List<Gateway> gateways;
    private final WebhookSender sender;

    private SandboxServer(SandboxOptions options, Ledger ledger) throws IOException {
        this.options = options;
        this.ledger = ledger;
        Tokens alibabaTokens = AlibabaTokens.of(options, ledger);
        Trades<AlibabaPlacement> alibabaTrades = AlibabaOrders.trades(options, ledger);
        Tokens aliExpressTokens = AliExpressTokens.of(options, ledger);
        Trades<AliExpressPlacement> aliExpressTrades = AliExpressOrders.trades(options, ledger);
        suppliers = Map.of(
                ALIBABA, Supplier.of(ALIBABA, options.alibaba(), options, alibabaTokens, alibabaTrades, new AlibabaPushMessages()),
                ALIEXPRESS, Supplier.of(ALIEXPRESS, options.aliExpress(), options, aliExpressTokens, aliExpressTrades,
                        new AliExpressPushMessages()));
        freight = new AlibabaFreight(ledger);
        attachments = new AlibabaAttachments(ledger);
        ledger.entries().forEach(this::replay);
        suppliers.values().forEach(supplier -> supplier.pushes().start());
        aliExpress = new AliExpress(supplier(ALIEXPRESS));
        AlibabaGateway alibabaGateway = new AlibabaGateway(options, ledger, faults, alibabaTokens, alibabaTrades, freight, attachments);
        AliExpressGateway aliExpressGateway =
                new AliExpressGateway(options, ledger, faults, aliExpressTokens, aliExpressTrades, aliExpress);
        gateways = List.of(alibabaGateway, aliExpressGateway);
        sender = new WebhookSender(options);
        AtomicInteger number = new AtomicInteger();
        workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 256);
        http.setExecutor(workers);
        http.createContext(AlibabaGateway.CONTEXT + "/", guarded(alibabaGateway));
        http.createContext(ALIBABA_AUTHORIZE, guarded(new AuthorizePage("Alibaba.com", options.alibaba().key(), alibabaTokens)));
        http.createContext(AliExpressGateway.CONTEXT + "/", guarded(aliExpressGateway));
        AuthorizePage consent = new AuthorizePage("AliExpress", options.aliExpress().key(), aliExpressTokens);
        http.createContext(ALIEXPRESS_AUTHORIZE, guarded(consent));
        http.createContext(ALIEXPRESS_FORMER_AUTHORIZE, guarded(consent));
        http.createContext(Control.CONTEXT, guarded(new Control(this, sender)));
        http.start();
    }

    /**
     * Starts a sandbox on loopback, with what its ledger remembers.
     *
     * @throws IOException when the port or the data directory cannot be used
     */
    public static SandboxServer start(SandboxOptions options) throws IOException {
        Ledger ledger = Ledger.open(options.dataDir(), options.clock());
        try {
            return new SandboxServer(options, ledger);
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /**
     * Runs the sandbox as a process of its own, until it is ended.
     *
     * @param args pairs of {@code --port}, {@code --data-dir}, {@code --webhook-url}, {@code --shopify-secret}, {@code --shop},
     *             {@code --app-key}, {@code --app-secret}, {@code --access-token}, {@code --refresh-token},
     *             {@code --ship-after}, {@code --deliver-after} and {@code --push-retry} (ISO 8601 durations such as {@code PT3S}),
     *             {@code --aliexpress-app-key} and so on for AliExpress's application,
     *             {@code --alibaba-webhook-url}, {@code --aliexpress-webhook-url} (default: {@code /webhook/alibaba} and
     *             {@code /webhook/aliexpress} at the {@code --webhook-url})
     */
    public static void main(String[] args) throws IOException {
        SandboxServer server;
        try {
            server = start(options(args));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("The sandbox cannot start: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.out.println("Alibaba: " + server.alibabaBaseUrl());
        System.out.println("AliExpress: " + server.aliExpressBaseUrl());
        System.out.println("Control: " + server.controlUrl());
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** @return the base URL under which the guide's paths stand, ending in {@code /rest} */
    public String alibabaBaseUrl() {
        return origin() + AlibabaGateway.CONTEXT;
    }

    /** @return where a buyer's browser is sent to consent */
    public String alibabaAuthorizeUrl() {
        return origin() + ALIBABA_AUTHORIZE;
    }

    public String controlUrl() {
        return origin() + Control.CONTEXT;
    }

    /** @return the base URL of AliExpress's two gateways, to which {@code /sync} or {@code /rest/…} is appended */
    public String aliExpressBaseUrl() {
        return origin() + AliExpressGateway.CONTEXT;
    }

    /** @return where an AliExpress buyer's browser is sent to consent */
    public String aliExpressAuthorizeUrl() {
        return origin() + ALIEXPRESS_AUTHORIZE;
    }

    /** @return the same page at the address that older descriptions name */
    public String aliExpressFormerAuthorizeUrl() {
        return origin() + ALIEXPRESS_FORMER_AUTHORIZE;
    }

    public Clock clock() {
        return options.clock();
    }

    public Ledger ledger() {
        return ledger;
    }

    public Faults faults() {
        return faults;
    }

    /** @return Alibaba.com's orders */
    public Trades<?> trades() {
        return supplier(ALIBABA).trades();
    }

    /** @return Alibaba.com's tokens */
    public Tokens tokens() {
        return supplier(ALIBABA).tokens();
    }

    /** @return what Alibaba.com pushes by itself once {@link #alibabaWebhookUrl} is set */
    public Pushes pushes() {
        return supplier(ALIBABA).pushes();
    }

    /** @return AliExpress's orders, tokens, pushes and moods */
    public AliExpress aliExpress() {
        return aliExpress;
    }

    Supplier supplier(String name) {
        return suppliers.get(name);
    }

    /** @param url base URL of the product, which learns its own port only after it has started */
    public void webhookUrl(String url) {
        sender.webhookUrl(url);
    }

    /** @param url whole address to which every change of an order is pushed; null = pushes are off, as at the start */
    public void alibabaWebhookUrl(String url) {
        pushes().url(url);
    }

    /** @param url the same for the orders of AliExpress */
    public void aliExpressWebhookUrl(String url) {
        supplier(ALIEXPRESS).pushes().url(url);
    }

    /** Takes ledger, faults, stock, quotes and trades back to the beginning. The tokens in use go on working. */
    public void reset() {
        faults.clear();
        freight.clear();
        attachments.clear();
        suppliers.values().forEach(supplier -> {
            supplier.trades().clear();
            supplier.pushes().clear();
        });
        gateways.forEach(Gateway::clear);
        aliExpress.clear();
        ledger.clear();
        suppliers.values().forEach(supplier -> supplier.tokens().rememberAll());
        ledger.sync();
    }

    @Override
    public void close() {
        http.stop(0);
        suppliers.values().forEach(supplier -> supplier.pushes().close());
        gateways.forEach(Gateway::close);
        workers.shutdownNow();
        try {
            workers.awaitTermination(5, TimeUnit.SECONDS);
            ledger.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The ledger was not closed cleanly", e);
        }
    }

    private String origin() {
        return "http://127.0.0.1:" + port();
    }

    private void replay(LedgerEntry entry) {
        if (entry.kind().equals("call") || entry.kind().equals("limit_exceeded")) {
            return;
        }
        Supplier supplier = supplier(entry.supplier());
        switch (entry.kind()) {
            case "quoted" -> freight.replay(entry.data());
            case "uploaded" -> attachments.replay(entry.data());
            case "token" -> supplier.tokens().replay(entry.data());
            default -> supplier.trades().replay(entry);
        }
    }

    private static HttpHandler guarded(HttpHandler handler) {
        return (HttpExchange exchange) -> {
            try {
                handler.handle(exchange);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The caller is gone", e);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "The sandbox itself failed", e);
            } finally {
                exchange.close();
            }
        };
    }

    /** @return what the arguments of {@link #main} ask for */
    static SandboxOptions options(String... args) {
        SandboxOptions options = SandboxOptions.defaults();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            try {
                options = option(options, args[i], args[i + 1]);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(args[i] + " " + args[i + 1] + ": " + e.getMessage(), e);
            }
        }
        if (options.webhookUrl() == null) {
            return options;
        }
        String base = options.webhookUrl().replaceAll("/+$", "") + "/webhook/";
        return options.withAlibaba(pushing(options.alibaba(), base + ALIBABA))
                .withAliExpress(pushing(options.aliExpress(), base + ALIEXPRESS));
    }

    private static Application pushing(Application application, String otherwise) {
        return application.pushUrl() == null ? application.withPushUrl(otherwise) : application;
    }

    private static SandboxOptions option(SandboxOptions options, String name, String value) {
        if (!name.startsWith("--")) {
            throw new IllegalArgumentException("unknown option");
        }
        return switch (name) {
            case "--port" -> options.withPort(Integer.parseInt(value));
            case "--data-dir" -> options.withDataDir(Path.of(value));
            case "--webhook-url" -> options.withWebhookUrl(value);
            case "--shopify-secret" -> options.withShop(options.shop(), value);
            case "--shop" -> options.withShop(value, options.shopifyWebhookSecret());
            case "--push-retry" -> options.withPushRetry(Duration.parse(value));
            case "--ship-after" -> options.withDelivery(Duration.parse(value), max(Duration.parse(value), options.deliverAfter()));
            case "--deliver-after" -> options.withDelivery(options.shipAfter(), Duration.parse(value));
            default -> name.startsWith("--aliexpress-")
                    ? options.withAliExpress(option(options.aliExpress(), name.substring("--aliexpress-".length()), value))
                    : options.withAlibaba(option(options.alibaba(), name.replaceFirst("--(alibaba-(?=webhook-url))?", ""), value));
        };
    }

    private static Application option(Application application, String name, String value) {
        return switch (name) {
            case "app-key" -> application.withKey(value);
            case "app-secret" -> application.withSecret(value);
            case "access-token" -> application.withAccessToken(value);
            case "refresh-token" -> application.withRefreshToken(value);
            case "webhook-url" -> application.withPushUrl(value);
            default -> throw new IllegalArgumentException("unknown option");
        };
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
