package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One API path.
 *
 * @param verbs      the guide's
 * @param authorized whether it needs an access token
 * @param parameters business parameter to whether it is required
 * @param file       the one parameter that is a file, sent as a multipart part and not signed; null = there is none
 * @param action     what it does once the gateway has let the call in; may throw a {@link Refusal}
 */
record Endpoint(Set<String> verbs, boolean authorized, Map<String, Boolean> parameters, String file,
                       Function<GatewayCall, ObjectNode> action) {

    /**
     * @param verbs      separated by a blank
     * @param parameters separated by blanks, the required ones followed by a star, the file by an at sign
     */
    static Endpoint of(String verbs, boolean authorized, String parameters, Function<GatewayCall, ObjectNode> action) {
        String[] names = parameters.split(" ");
        Map<String, Boolean> known = Arrays.stream(names).filter(name -> !name.endsWith("@")).collect(Collectors.toMap(
                name -> name.replace("*", ""), name -> name.endsWith("*"), (one, other) -> one, LinkedHashMap::new));
        String file = Arrays.stream(names).filter(name -> name.endsWith("@")).map(name -> name.replace("@", "")).findFirst().orElse(null);
        return new Endpoint(Set.of(verbs.split(" ")), authorized, known, file, action);
    }
}
