package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.dropshiproutes.alibaba.ProductChanged;
import io.github.dropshiproutes.suppliers.SupplierCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Answers of suppliers that the facade remembers for a while, by kind: the variable {@code cacheOf} names it, its supplier in
 * front. The key is the account and the whole call. Only the routes of this room look here: what is bought is quoted afresh.
 */
@Component("supplierCache")
public class SupplierCache {

    /** Longer than a call with all its repetitions takes: an answer asked for before its product changed is not kept. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);
    private static final long MOST_CHANGES = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private record Key(String account, String api, Map<String, String> parameters) {
    }

    private record Entry(Set<String> products, byte[] answer) {
    }

    private final Map<String, Cache<Key, Entry>> caches = new HashMap<>();
    private final Cache<String, Long> changes;
    private final AtomicLong sequence = new AtomicLong();

    public SupplierCache(FacadeSettings settings, MeterRegistry meters, Clock clock) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        changes = Caffeine.newBuilder().expireAfterWrite(LONGEST_CALL).maximumSize(MOST_CHANGES).ticker(ticker).build();
        settings.cache().forEach((kind, life) -> {
            Cache<Key, Entry> cache = Caffeine.newBuilder().expireAfterWrite(life.life()).ticker(ticker)
                    .maximumWeight(life.mostBytes().toBytes()).weigher((Key key, Entry entry) -> entry.answer().length)
                    .recordStats().build();
            caches.put(kind, CaffeineCacheMetrics.monitor(meters, cache, kind));
        });
    }

    /** Makes a remembered answer into the body; the variable {@code remembered} says whether there is one. */
    public void find(Exchange exchange) {
        Entry entry = cache(exchange).getIfPresent(key(exchange));
        exchange.setVariable("remembered", entry != null);
        exchange.setVariable("askedAt", sequence.get());
        if (entry != null) {
            try {
                exchange.getMessage().setBody(JSON.readTree(entry.answer()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Remembers the answer in the body, unless one of its products has changed since it was asked for. */
    public void keep(Exchange exchange) {
        @SuppressWarnings("unchecked")
        Set<String> products = exchange.getVariable("products", Set.class);
        long askedAt = exchange.getVariable("askedAt", Long.class);
        Key key = key(exchange);
        cache(exchange).put(key, new Entry(Set.copyOf(products), bytes(exchange.getMessage().getBody(JsonNode.class))));
        String supplier = supplier(exchange.getVariable("cacheOf", String.class));
        if (products.stream().map(product -> changes.getIfPresent(supplier + product))
                .anyMatch(changedAt -> changedAt != null && changedAt > askedAt)) {
            cache(exchange).invalidate(key);
        }
    }

    /** Forgets what is known of a product that changed. */
    @EventListener
    public void forget(ProductChanged changed) {
        String supplier = changed.supplier() + "-";
        changes.put(supplier + changed.productId(), sequence.incrementAndGet());
        caches.forEach((kind, cache) -> {
            if (supplier(kind).equals(supplier)) {
                cache.asMap().values().removeIf(entry -> entry.products().contains(changed.productId()));
            }
        });
    }

    /** @return the supplier a kind begins with, and the hyphen behind it */
    private static String supplier(String kind) {
        return kind.substring(0, kind.indexOf('-') + 1);
    }

    private Cache<Key, Entry> cache(Exchange exchange) {
        return caches.get(exchange.getVariable("cacheOf", String.class));
    }

    private static Key key(Exchange exchange) {
        SupplierCall call = exchange.getVariable("call", SupplierCall.class);
        return new Key(exchange.getVariable("account", String.class), call.getApi(),
                Collections.unmodifiableMap(new TreeMap<>(call.getParameters())));
    }

    private static byte[] bytes(JsonNode answer) {
        try {
            return JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
