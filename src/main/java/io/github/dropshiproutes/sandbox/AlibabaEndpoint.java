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
 * @param action     what it does once the gateway has let the call in; may throw a {@link Refusal}
 */
record AlibabaEndpoint(Set<String> verbs, boolean authorized, Map<String, Boolean> parameters,
                       Function<AlibabaCall, ObjectNode> action) {

    /**
     * @param verbs      separated by a blank
     * @param parameters separated by blanks, the required ones followed by a star
     */
    static AlibabaEndpoint of(String verbs, boolean authorized, String parameters, Function<AlibabaCall, ObjectNode> action) {
        Map<String, Boolean> known = Arrays.stream(parameters.split(" ")).collect(Collectors.toMap(
                name -> name.replace("*", ""), name -> name.endsWith("*"), (one, other) -> one, LinkedHashMap::new));
        return new AlibabaEndpoint(Set.of(verbs.split(" ")), authorized, known, action);
    }
}
