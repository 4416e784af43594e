package io.github.dropshiproutes.errors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One mapping of the file: each key once, with the place it stands at. Values are read as written, so {@code 0130} stays a text. */
final class Section {

    private final Node node;
    private final String name;
    private final Mistakes mistakes;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    Section(Node node, String name, Mistakes mistakes) {
        this.node = node;
        this.name = name;
        this.mistakes = mistakes;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::take);
        } else {
            mistakes.at(node, name + " must be a mapping of keys to values");
        }
    }

    private void take(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key) || key.getValue().isBlank()) {
            mistakes.at(entry.getKeyNode(), "a key of " + name + " must be a word");
            return;
        }
        Node earlier = keys.putIfAbsent(key.getValue(), key);
        if (earlier != null) {
            mistakes.at(key, "%s has '%s' twice, first in line %d; keep one".formatted(name, key.getValue(), Mistakes.lineOf(earlier)));
            return;
        }
        values.put(key.getValue(), entry.getValueNode());
    }

    String name() {
        return name;
    }

    Map<String, Node> values() {
        return values;
    }

    Node key(String key) {
        return keys.get(key);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Reports every key that is not one of these. */
    Section allowing(String... allowed) {
        keys.forEach((key, place) -> {
            if (!Set.of(allowed).contains(key)) {
                mistakes.at(place, "%s has the unknown key '%s'; allowed: %s".formatted(name, key, String.join(", ", allowed)));
            }
        });
        return this;
    }

    /** The value of a key that must be there. */
    Optional<Node> value(String key) {
        if (node instanceof MappingNode && !values.containsKey(key)) {
            mistakes.at(node, "%s lacks '%s'".formatted(name, key));
        }
        return Optional.ofNullable(values.get(key));
    }

    /** The text of a key that must be there and not blank. */
    Optional<String> text(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return Optional.of(scalar.getValue().strip());
            }
            mistakes.at(value, "%s: '%s' must be a text that is not blank".formatted(name, key));
            return Optional.empty();
        });
    }

    /** The text of a key that must be there, read by {@code reader}, which answers null for what is not allowed. */
    <T> Optional<T> read(String key, String allowed, Function<String, T> reader) {
        return text(key).flatMap(text -> {
            Optional<T> read = Optional.ofNullable(reader.apply(text));
            if (read.isEmpty()) {
                mistakes.at(values.get(key), "%s: '%s' cannot be '%s'; allowed: %s".formatted(name, key, text, allowed));
            }
            return read;
        });
    }

    /** A number without sign or exponent, in a range. */
    Optional<Double> number(String key, double least, double most) {
        Pattern unsigned = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
        return read(key, "a number from %s to %s".formatted(plain(least), plain(most)), text -> {
            Double number = unsigned.matcher(text).matches() ? Double.valueOf(text) : null;
            return number != null && number >= least && number <= most ? number : null;
        });
    }

    <E extends Enum<E>> Optional<E> word(String key, Class<E> type) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            words.add(spelled(constant));
        }
        return read(key, String.join(", ", words), text -> words.contains(text) ? type.getEnumConstants()[words.indexOf(text)] : null);
    }

    /** How a constant is written in the file. */
    static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
