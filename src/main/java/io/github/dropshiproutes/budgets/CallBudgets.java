package io.github.dropshiproutes.budgets;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.suppliers.Platform;
import io.github.dropshiproutes.suppliers.Platforms;
import io.github.dropshiproutes.suppliers.SupplierCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Admits calls to suppliers. {@link #ask} is asked, with the pauses it says in between, until the call is admitted; then it is
 * made at once. Whoever would have to wait longer than a thread should is told to come back: a {@link ThrottledException} with
 * one of our own codes, {@code CALL_BUDGET} or {@code CALL_BAN}, and the wait, which ends up in the purchase's row, or as
 * {@code Retry-After} at a caller of the facade. Nothing was sent then.
 */
@Component("callBudgets")
@EnableConfigurationProperties(BudgetSettings.class)
public class CallBudgets {

    private static final Logger LOG = LoggerFactory.getLogger("dropship.budgets");
    /** Whose routes take what orders leave over, by their group: callers of the facade, imports and the catalogue. Everybody else buys. */
    private static final Set<String> AFTER_ORDERS = Set.of("facade", "catalog", "imports");
    /** These are about one method; any other throttling code is about the whole application. */
    private static final String OF_METHOD = "ApiCallLimit";
    /** Everybody waits for a token that is just being renewed, orders too, whoever it was that found it refused. */
    private static final String TOKENS = "/auth/token/";
    /** Says that the work has a place among those who wait. */
    private static final String PLACE = "placeInLine";
    private static final Duration BETWEEN_ALARMS = Duration.ofMinutes(1);

    private final Buckets buckets;
    private final CallBans bans;
    private final BudgetSettings settings;
    private final OwnErrors ownErrors;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Platform> platforms;
    private final Map<String, CallClasses> classes;
    private final Map<String, CallBudget> budgets = new ConcurrentHashMap<>();
    private final Map<String, Instant> alarms = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    CallBudgets(Buckets buckets, CallBans bans, BudgetSettings settings, Platforms suppliers, Environment environment,
                OwnErrors ownErrors, MeterRegistry meters, Clock clock) {
        this.buckets = buckets;
        this.bans = bans;
        this.settings = settings;
        this.ownErrors = ownErrors;
        this.meters = meters;
        this.clock = clock;
        this.platforms = suppliers.all().stream().collect(Collectors.toMap(Platform::supplier, Function.identity()));
        this.classes = suppliers.all().stream().collect(Collectors.toMap(Platform::supplier,
                supplier -> Binder.get(environment).bindOrCreate(supplier.supplier() + ".budgets", CallClasses.class)));
        classes.forEach((supplier, all) -> List.of("standard", "search", "orders").forEach(name -> meters.gauge("dropship.budget.limit",
                Tags.of("supplier", supplier, "class", name), all, limits -> limits.limit(name))));
    }

    /**
     * Asks for the call in the variable {@code call}. One that was admitted ahead by {@link #askAhead} is not asked for twice.
     *
     * @throws SupplierException {@code CALL_BUDGET} or {@code CALL_BAN} when the wait is too long for a thread;
     *                           {@code BUDGET_UNREADABLE} when the database does not answer
     */
    public void ask(Exchange exchange) {
        SupplierCall call = exchange.getVariable("call", SupplierCall.class);
        Admission ahead = exchange.getVariable("admission", Admission.class);
        if (ahead == null || !ahead.covers(call)) {
            begin(exchange, call.getSupplier(), call.getApi());
        }
        exchange.getVariable("admission", Admission.class).use();
    }

    /**
     * Asks for the call that creates the order of the variable {@code purchase}, before its intent is committed: no purchase waits
     * for a call while its row says that the call is under way.
     */
    public void askToCreate(Exchange exchange) {
        askAhead(exchange, Platform::createApi);
    }

    /** The same for the call that pays it. */
    public void askToPay(Exchange exchange) {
        askAhead(exchange, Platform::payApi);
    }

    private void askAhead(Exchange exchange, Function<Platform, String> api) {
        String name = exchange.getVariable("purchase", Purchase.class).supplier();
        String asked = platforms.containsKey(name) ? api.apply(platforms.get(name)) : null;
        if (asked != null) {
            begin(exchange, name, asked);
        } else {
            // Nothing is sent: the supplier has no such call, or no room.
            Admission none = new Admission(name, "", false, null);
            none.grant();
            exchange.setVariable("admission", none);
        }
    }

    private void begin(Exchange exchange, String supplier, String api) {
        exchange.setVariable("admission", new Admission(supplier, api, isFacade(exchange) && !api.startsWith(TOKENS),
                exchange.getVariable("admission", Admission.class)));
        askAgain(exchange);
    }

    /** Asks again, after the pause that the variable {@code admission} says. */
    public void askAgain(Exchange exchange) {
        Admission admission = exchange.getVariable("admission", Admission.class);
        try {
            decide(exchange, admission);
        } catch (DataAccessException | BucketExecutionException away) {
            LOG.warn("no call to {} is made while its budget cannot be read: {}", admission.supplier(), away.getClass().getSimpleName());
            throw ownErrors.exception("BUDGET_UNREADABLE", null);
        }
    }

    private void decide(Exchange exchange, Admission admission) {
        Platform supplier = platforms.get(admission.supplier());
        Duration ban = bans.left(supplier.supplier(), supplier.appKey(), admission.api());
        if (!ban.isZero()) {
            awaitBan(exchange, admission, ban);
            return;
        }
        Optional<CallBudget> budget = admission.reserved() ? Optional.empty() : budget(supplier, admission.api());
        if (budget.isEmpty()) {
            grant(admission);
        } else if (admission.isFacade()) {
            takeLeftOver(exchange, admission, budget.get());
        } else {
            reserve(admission, budget.get());
        }
    }

    /** A call that was reserved is not there any more once the ban is over. */
    private void awaitBan(Exchange exchange, Admission admission, Duration ban) {
        // Everybody hears of the same ban; they must not all come back at its end.
        Duration wait = ban.plusMillis(ThreadLocalRandom.current().nextLong(250, 1000 + ban.toMillis() / 5));
        if (wait.compareTo(patience(admission)) > 0) {
            count(admission, "refused");
            throw comeBack("CALL_BAN", "for another " + seconds(ban), wait);
        }
        takePlace(exchange, admission, wait);
        admission.rest(wait, false);
    }

    private void reserve(Admission admission, CallBudget budget) {
        Optional<Duration> wait = budget.reserve(patience(admission));
        if (wait.isEmpty()) {
            Duration away = budget.queue();
            count(admission, "refused");
            alarm(admission, away);
            throw comeBack("CALL_BUDGET", "the calls of this minute are used up", away);
        } else if (wait.get().isZero()) {
            grant(admission);
        } else {
            admission.rest(wait.get(), true);
        }
    }

    private void takeLeftOver(Exchange exchange, Admission admission, CallBudget budget) {
        Duration wait = budget.takeLeftOver();
        if (wait.isZero()) {
            grant(admission);
        } else if (wait.compareTo(patience(admission)) > 0) {
            count(admission, "refused");
            throw comeBack("CALL_BUDGET", "the calls of this minute are used up or kept for orders", wait);
        } else {
            takePlace(exchange, admission, wait);
            // Meanwhile orders may take what was left over, or leave more.
            admission.rest(wait.compareTo(settings.facadeLook()) < 0 ? wait : settings.facadeLook(), false);
        }
    }

    /** Whoever waits here keeps a thread from those who send webhooks, so that only so many may; the work keeps its place to its end. */
    private void takePlace(Exchange exchange, Admission admission, Duration wait) {
        if (!admission.isFacade() || exchange.getProperty(PLACE) != null) {
            return;
        }
        if (waiting.incrementAndGet() > settings.facadeWaiting()) {
            waiting.decrementAndGet();
            count(admission, "refused");
            throw comeBack("CALL_BUDGET", "as many callers as may wait are waiting already", wait);
        }
        exchange.setProperty(PLACE, true);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                waiting.decrementAndGet();
            }
        });
    }

    private Duration patience(Admission admission) {
        Duration all = admission.isFacade() ? settings.facadeWait() : admission.later() ? settings.laterWait() : settings.firstWait();
        Duration left = all.minus(admission.waited());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void grant(Admission admission) {
        admission.grant();
        count(admission, "made");
        meters.timer("dropship.budget.wait", tags(admission)).record(admission.waited());
    }

    /** Keeps what a throttled answer says, for all replicas, and goes on failing with it. */
    public void learn(Exchange exchange) {
        SupplierException refused = SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        SupplierCall call = exchange.getVariable("call", SupplierCall.class);
        Platform supplier = platforms.get(call.getSupplier());
        Duration ban = refused.getSaidWait() == null ? settings.ban() : refused.getSaidWait();
        String api = refused.getCode().equals(OF_METHOD) ? call.getApi() : CallBans.EVERY;
        meters.counter("dropship.budget.bans", "supplier", supplier.supplier()).increment();
        LOG.warn("{} refuses {} for {} ({})", supplier.supplier(), api.equals(CallBans.EVERY) ? "every call" : api, seconds(ban),
                refused.getCode());
        try {
            bans.keep(supplier.supplier(), supplier.appKey(), api, ban);
        } catch (DataAccessException away) {
            LOG.warn("the ban could not be kept: {}", away.getClass().getSimpleName());
        }
        throw refused;
    }

    private Optional<CallBudget> budget(Platform supplier, String api) {
        String name = classes.get(supplier.supplier()).classOf(api);
        int limit = classes.get(supplier.supplier()).limit(name);
        String id = supplier.supplier() + "/" + supplier.appKey() + "/" + name;
        return limit == 0 ? Optional.empty() : Optional.of(budgets.computeIfAbsent(id,
                first -> new CallBudget(buckets::of, id, limit, settings.minute(), settings.facadeShare())));
    }

    private static boolean isFacade(Exchange exchange) {
        Route route = exchange.getFromRouteId() == null ? null : exchange.getContext().getRoute(exchange.getFromRouteId());
        return route != null && AFTER_ORDERS.contains(route.getGroup());
    }

    private ThrottledException comeBack(String code, String words, Duration wait) {
        return new ThrottledException(ownErrors.find(code), words, null, wait);
    }

    private void alarm(Admission admission, Duration wait) {
        if (wait.compareTo(settings.alarm()) < 0) {
            return;
        }
        Instant now = clock.instant();
        Instant latest = alarms.merge(admission.supplier() + "/" + classOf(admission), now,
                (before, next) -> next.isAfter(before.plus(BETWEEN_ALARMS)) ? next : before);
        if (latest.equals(now)) {
            LOG.error("orders wait longer than {} for their calls to {} ({}): ask for a higher limit, or look at what uses it up",
                    seconds(settings.alarm()), admission.supplier(), classOf(admission));
        }
    }

    private void count(Admission admission, String result) {
        meters.counter("dropship.budget.calls", tags(admission).and("result", result)).increment();
    }

    private Tags tags(Admission admission) {
        return Tags.of("supplier", admission.supplier(), "class", classOf(admission), "caller", admission.isFacade() ? "facade" : "walk");
    }

    private String classOf(Admission admission) {
        return classes.get(admission.supplier()).classOf(admission.api());
    }

    private static String seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds() + " s";
    }
}
