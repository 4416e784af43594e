package io.github.dropshiproutes.house;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.dropshiproutes.house.RouteFile.Scalar;

/**
 * All routes, and what they lean on.
 *
 * @param files    every {@code *.camel.yaml}
 * @param settings the text of {@code application.yaml}
 * @param errors   the text of the error table
 * @param java     the text of all product sources, which may call routes too
 * @param tests    the test classes by room, such as {@code orders/PlacePurchaseTest}, one a line
 */
record RouteSet(List<RouteFile> files, String settings, String errors, String java, String tests) {

    static RouteSet of(Map<String, String> texts, String settings, String errors, String java, String tests) {
        List<RouteFile> files = texts.entrySet().stream().map(entry -> RouteFile.of(entry.getKey(), entry.getValue())).toList();
        return new RouteSet(files, settings, errors, java, tests);
    }

    Stream<String> routeIds() {
        return files.stream().flatMap(file -> file.routes().stream()).map(route -> route.path("id").asText());
    }

    Set<String> configurationIds() {
        return files.stream().flatMap(file -> file.configurations().stream()).map(configuration -> configuration.path("id").asText())
                .collect(Collectors.toSet());
    }

    /** A finding for every file of which the check says something. */
    Stream<String> eachFile(Function<RouteFile, Stream<String>> check) {
        return files.stream().flatMap(file -> check.apply(file).map(finding -> file.path() + ": " + finding));
    }

    Stream<String> eachRoute(BiFunction<RouteFile, JsonNode, Stream<String>> check) {
        return eachFile(file -> file.routes().stream().flatMap(route -> check.apply(file, route)));
    }

    Stream<String> eachStep(Function<Step, Stream<String>> check) {
        return eachFile(file -> file.steps().flatMap(check));
    }

    Stream<String> eachScalar(Function<Scalar, Stream<String>> check) {
        return eachFile(file -> file.scalars().flatMap(check));
    }
}
