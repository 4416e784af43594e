package io.github.dropshiproutes.suppliers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All suppliers this service knows, whether they are used or not. */
@Component("platforms")
public class Platforms {

    private final Map<String, Platform> bySupplier;

    public Platforms(List<Platform> platforms) {
        this.bySupplier = platforms.stream().collect(Collectors.toMap(Platform::supplier, platform -> platform, (one, other) -> {
            throw new IllegalStateException("two platforms call themselves " + one.supplier());
        }, TreeMap::new));
    }

    /** @throws IllegalArgumentException when there is no such supplier */
    public Platform of(String supplier) {
        Platform platform = bySupplier.get(supplier);
        if (platform == null) {
            throw new IllegalArgumentException("there is no supplier " + supplier);
        }
        return platform;
    }

    /** @return in the order of their names */
    public Collection<Platform> all() {
        return bySupplier.values();
    }

    /** @return those that are used, as pairs {@code supplier/environment} with commas between them: whose tokens are kept alive */
    public String inUse() {
        return bySupplier.values().stream().filter(Platform::configured).map(used -> used.supplier() + "/" + used.environment())
                .collect(Collectors.joining(","));
    }
}
