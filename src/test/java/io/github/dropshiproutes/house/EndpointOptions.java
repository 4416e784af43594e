package io.github.dropshiproutes.house;

import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

import io.github.dropshiproutes.house.RouteFile.Endpoint;

/** Checks the options of endpoints against Camel's catalogue: the schema of the YAML DSL does not know them. */
final class EndpointOptions {

    private static final DefaultCamelCatalog CATALOG = new DefaultCamelCatalog(true);

    private EndpointOptions() {
    }

    static Stream<String> mistakes(Endpoint endpoint) {
        String scheme = endpoint.scheme();
        if (scheme.isEmpty() || endpoint.uri().contains("${")) {
            return Stream.empty();
        }
        if (!CATALOG.findComponentNames().contains(scheme)) {
            return Stream.of(endpoint.uri() + " names no component of Camel");
        }
        EndpointValidationResult result = CATALOG.validateEndpointProperties(whole(endpoint, scheme), false,
                endpoint.isConsumer(), !endpoint.isConsumer());
        return result.isSuccess() ? Stream.empty()
                : Stream.of(endpoint.uri() + ": " + result.summaryErrorMessage(false).strip().replaceAll("\\s+", " "));
    }

    /** The address and its parameters as the one URI that Camel makes of them. */
    private static String whole(Endpoint endpoint, String scheme) {
        try {
            Map<String, String> options = new LinkedHashMap<>();
            if (endpoint.uri().startsWith("{{")) {
                options.put("httpUri", "host");
            } else if (!endpoint.uri().equals(scheme)) {
                options.putAll(CATALOG.endpointProperties(endpoint.uri()));
            }
            endpoint.parameters().properties().forEach(option -> options.put(option.getKey(), option.getValue().asText()));
            return CATALOG.asEndpointUri(scheme, options, false);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException(endpoint.uri() + " is no address", broken);
        }
    }
}
