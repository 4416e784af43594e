package io.github.dropshiproutes.errors;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads the error table strictly: what is misspelt, missing or contradictory is a mistake, for a row that is silently
 * ignored would let an order wait, or be bought, in a way nobody wrote down.
 */
final class ErrorTableReader {

    private static final int LARGEST_FILE = 1024 * 1024;
    /** Brackets within brackets cost the parser more and more time; a table has five levels. */
    private static final int DEEPEST = 20;
    private static final String SUPPLIERS = "alibaba, aliexpress, shopify, any, own";
    /** A longer wait is a slip of the unit: no purchase is worth repeating after a month. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})([smh])");
    private static final Pattern ATTEMPTS = Pattern.compile("\\d{1,6}");
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    /** Our own words for answers that never say whether the supplier acted; calling one a refusal could buy twice. */
    private static final Set<String> NEVER_REFUSALS = Set.of("TIMEOUT", "CONNECTION_LOST", "HTTP_5XX", "UNREADABLE_ANSWER",
            "HTML_ANSWER", "NO_ANSWER_VALUE", ErrorCatalogue.UNKNOWN);

    /** Rows of supplier {@code any} that the catalogue itself falls back on. */
    private static final Map<String, ErrorClass> DEMANDED = Map.of(ErrorCatalogue.UNKNOWN, ErrorClass.UNKNOWN,
            ErrorCatalogue.THROTTLED, ErrorClass.THROTTLED);

    private final Path file;
    private final Mistakes mistakes;
    private final Map<String, Optional<BackOff>> backOffs = new LinkedHashMap<>();
    private final Set<String> common = new HashSet<>();

    ErrorTableReader(Path file) {
        this.file = file;
        this.mistakes = new Mistakes(file);
    }

    /** @throws ErrorTableException naming every mistake */
    List<ErrorCode> read() {
        Node root = compose(text());
        Section table = new Section(root, "the table", mistakes).allowing("backOffs", "codes");
        table.value("backOffs").map(node -> new Section(node, "backOffs", mistakes)).ifPresent(named ->
                named.values().forEach((name, node) -> backOffs.put(name, backOff(node, "back-off " + name))));
        List<ErrorCode> rows = new ArrayList<>();
        table.value("codes").map(node -> new Section(node, "codes", mistakes).allowing(SUPPLIERS.split(", "))).ifPresent(suppliers ->
                suppliers.values().forEach((supplier, node) -> addRows(rows, supplier, new Section(node, supplier, mistakes))));
        DEMANDED.keySet().stream().filter(code -> !common.contains(code)).sorted().forEach(code ->
                mistakes.at(root, "codes: any: the row %s is missing; it must be there".formatted(code)));
        mistakes.throwIfAny();
        return rows;
    }

    private void addRows(List<ErrorCode> rows, String supplier, Section codes) {
        if (supplier.equals(ErrorCatalogue.ANY)) {
            common.addAll(codes.values().keySet());
        }
        codes.values().forEach((code, node) -> {
            if (!code.strip().equals(code) || code.length() > ErrorCatalogue.LONGEST_CODE) {
                mistakes.at(codes.key(code), "a code of %s must be at most %d characters without blanks around it"
                        .formatted(supplier, ErrorCatalogue.LONGEST_CODE));
            }
            row(supplier, code, new Section(node, supplier + " " + code, mistakes)).ifPresent(rows::add);
        });
    }

    private Optional<ErrorCode> row(String supplier, String code, Section row) {
        row.allowing("meaning", "class", "action", "dispatch", "backOff", "hint", "refusal");
        Optional<String> meaning = row.text("meaning");
        Optional<ErrorClass> kind = row.word("class", ErrorClass.class);
        Optional<Action> action = row.word("action", Action.class);
        Optional<String> hint = row.text("hint");
        Optional<Boolean> refusal = row.read("refusal", "true, false", ErrorTableReader::bool);
        checkFit(row, kind, action);
        checkDemanded(row, code, kind);
        checkRefusal(row, code, refusal);
        Optional<String> dispatch = dispatch(row, action);
        Optional<BackOff> backOff = action.flatMap(doing -> backOffOf(row, doing));
        if (meaning.isEmpty() || kind.isEmpty() || action.isEmpty() || hint.isEmpty() || refusal.isEmpty() || backOff.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ErrorCode(supplier, code, kind.get(), action.get(), dispatch.orElse(null), backOff.get(),
                meaning.get(), hint.get(), refusal.get()));
    }

    private void checkFit(Section row, Optional<ErrorClass> kind, Optional<Action> action) {
        if (kind.isPresent() && action.isPresent() && !kind.get().actions().contains(action.get())) {
            String fitting = kind.get().actions().stream().sorted().map(Section::spelled).collect(Collectors.joining(", "));
            mistakes.at(row.key("action"), "%s: action '%s' does not fit class '%s'; allowed: %s".formatted(row.name(),
                    Section.spelled(action.get()), Section.spelled(kind.get()), fitting));
        }
    }

    private void checkDemanded(Section row, String code, Optional<ErrorClass> kind) {
        ErrorClass demanded = DEMANDED.get(code);
        if (demanded != null && kind.isPresent() && kind.get() != demanded) {
            mistakes.at(row.key("class"), "%s: 'class' must be '%s'".formatted(row.name(), Section.spelled(demanded)));
        }
    }

    private void checkRefusal(Section row, String code, Optional<Boolean> refusal) {
        if (refusal.orElse(false) && NEVER_REFUSALS.contains(code)) {
            mistakes.at(row.key("refusal"), row.name() + ": 'refusal' must be false, for this never says whether the supplier acted,"
                    + " and what counts as refused is bought again");
        }
    }

    private Optional<String> dispatch(Section row, Optional<Action> action) {
        if (!row.has("dispatch")) {
            return Optional.empty();
        }
        if (action.isPresent() && action.get() != Action.REQUOTE) {
            mistakes.at(row.key("dispatch"), row.name() + ": 'dispatch' is for action 'requote' only");
        }
        return row.read("dispatch", "an ISO 3166 country of two capitals, such as CN, US, MX",
                text -> COUNTRIES.contains(text) ? text : null);
    }

    private Optional<BackOff> backOffOf(Section row, Action action) {
        if (!action.repeats()) {
            if (row.has("backOff")) {
                mistakes.at(row.key("backOff"), "%s: action '%s' repeats nothing, so 'backOff' must not be there; allowed with it: wait, "
                        .formatted(row.name(), Section.spelled(action)) + "requote, next-dispatch");
            }
            return Optional.of(BackOff.NONE);
        }
        Optional<BackOff> backOff = row.value("backOff").flatMap(node -> node instanceof ScalarNode ? named(row)
                : backOff(node, row.name() + " backOff"));
        if (backOff.isPresent() && backOff.get().attempts() == 0 && action != Action.NEXT_DISPATCH) {
            mistakes.at(row.key("backOff"), "%s: action '%s' needs a back-off with at least 1 attempt; without any, write action 'hold'"
                    .formatted(row.name(), Section.spelled(action)));
        }
        return backOff;
    }

    private Optional<BackOff> named(Section row) {
        return row.read("backOff", "%s, or a mapping of its own".formatted(String.join(", ", new TreeSet<>(backOffs.keySet()))),
                backOffs::get).flatMap(found -> found);
    }

    private Optional<BackOff> backOff(Node node, String name) {
        Section section = new Section(node, name, mistakes).allowing("first", "factor", "ceiling", "attempts", "jitter");
        Optional<Duration> first = duration(section, "first");
        Optional<Double> factor = section.number("factor", 1, 100);
        Optional<Duration> ceiling = duration(section, "ceiling");
        Optional<Integer> attempts = section.read("attempts", "a whole number from 0 to 999999, or unlimited", ErrorTableReader::attempts);
        Optional<Double> jitter = section.number("jitter", 0, 1);
        if (first.isPresent() && ceiling.isPresent() && ceiling.get().compareTo(first.get()) < 0) {
            mistakes.at(section.key("ceiling"), name + ": 'ceiling' must not be shorter than 'first'");
            return Optional.empty();
        }
        if (first.isEmpty() || factor.isEmpty() || ceiling.isEmpty() || attempts.isEmpty() || jitter.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BackOff(first.get(), factor.get(), ceiling.get(), attempts.get(), jitter.get()));
    }

    private Optional<Duration> duration(Section section, String key) {
        return section.read(key, "a whole number and s, m or h, such as 0s, 30s, 5m, 2h; at most 720h", text -> {
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            Duration duration = Duration.parse("PT" + matcher.group(1) + matcher.group(2));
            return duration.compareTo(LONGEST_WAIT) > 0 ? null : duration;
        });
    }

    private String text() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw mistake(1, "the file is larger than 1 MiB; remove what is no error row");
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notText) {
            throw mistake(1, "the file is not UTF-8 text; save it as UTF-8");
        } catch (IOException unreadable) {
            throw mistake(1, "the file cannot be read (%s); it must be there and readable".formatted(unreadable));
        }
    }

    private Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true); // reported by Section, with both lines
        Yaml yaml = new Yaml(options);
        try {
            int depth = 0;
            for (Event event : yaml.parse(new StringReader(text))) {
                int line = event.getStartMark().getLine() + 1;
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > DEEPEST) {
                    throw mistake(line, "nested more than %d levels deep; a row needs 5".formatted(DEEPEST));
                }
                if (event instanceof AliasEvent) {
                    mistakes.atLine(line, "aliases (*name) are not allowed; name a back-off under backOffs instead");
                }
            }
            mistakes.throwIfAny();
            Node root = yaml.compose(new StringReader(text));
            if (root == null) {
                throw mistake(1, "the file is empty; it must hold backOffs and codes");
            }
            return root;
        } catch (MarkedYAMLException syntax) {
            throw mistake(syntax.getProblemMark().getLine() + 1, "no valid YAML: " + syntax.getProblem());
        } catch (ReaderException binary) {
            int line = (int) text.codePoints().limit(binary.getPosition()).filter(point -> point == '\n').count() + 1;
            throw mistake(line, "no valid YAML: the character U+%04X is not allowed".formatted(binary.getCodePoint()));
        } catch (YAMLException other) {
            throw mistake(1, "no valid YAML: " + other.getMessage());
        }
    }

    private ErrorTableException mistake(int line, String what) {
        return new ErrorTableException(List.of(file + ":" + line + ": " + what));
    }

    private static Integer attempts(String text) {
        if (text.equals("unlimited")) {
            return Integer.MAX_VALUE;
        }
        return ATTEMPTS.matcher(text).matches() ? Integer.valueOf(text) : null;
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }
}
