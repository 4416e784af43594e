package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The walk as an integration team may have changed it: dispatch countries in another order, another wait in the error table, the
 * fastest freight instead of the cheapest, and payment off. One for all test classes of a JVM.
 */
final class ChangedWalk {

    private static Walk shared;

    private ChangedWalk() {
    }

    /** @return the walk, emptied */
    static synchronized Walk shared() {
        if (shared == null) {
            Path routes = changedRoutes();
            shared = Walk.started(Map.of("dropship.routes-dir", routes.toString(),
                    "camel.main.routes-include-pattern", "file:" + routes + "/**/*.camel.yaml",
                    "alibaba.payment", "off", "alibaba.choice.policy", "fastest", "alibaba.choice.max-price", "20",
                    // Shared by few tests, alive beside all others.
                    "walk.look-interval", "200", "walk.slow-look-interval", "2000"));
        }
        shared.reset();
        return shared;
    }

    private static Path changedRoutes() {
        try {
            Path copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "changed-routes-").toAbsolutePath();
            try (Stream<Path> files = Files.walk(Path.of("routes"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = copy.resolve(Path.of("routes").relativize(file));
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
            Path dispatch = copy.resolve("alibaba/find-alibaba-dispatch.camel.yaml");
            Files.writeString(dispatch, mexicoFirst(Files.readString(dispatch)));
            Path codes = copy.resolve("errors/error-codes.yaml");
            Files.writeString(codes, Files.readString(codes).replaceFirst("restock: \\{.*}",
                    "restock: {first: 3h, factor: 1, ceiling: 3h, attempts: 2, jitter: 0}"));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the blocks of a route file, as a person does in an editor. */
    private static String mexicoFirst(String route) {
        String[] parts = route.split("(?m)(?=^ {8}- choice:$)");
        Map<String, String> blocks = Stream.of(parts).skip(1)
                .collect(Collectors.toMap(block -> block.replaceAll("(?s).*?id: from-(\\w+).*", "$1"), block -> block));
        return parts[0] + List.of("preferred", "mx", "us", "cn").stream().map(blocks::get).collect(Collectors.joining());
    }
}
