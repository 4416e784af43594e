package io.github.dropshiproutes.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/checklist.md} has a row for every line of the guide's checklist, and every test it names is there and runs. */
class ChecklistTest {

    private static final Path CHECKLIST = Path.of("docs/checklist.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)(?:#(\\w+))?`");
    private static final Pattern OFF = Pattern.compile("(?m)^ *@(Disabled|EnabledIf)");
    private static final Pattern PAGE = Pattern.compile("\\[[^\\]]+]\\(([^)#]+)(#[^)]+)?\\)");
    private static final List<String> LINES = List.of("Register application", "Obtain `APP_KEY`", "Configure OAuth callback URL",
            "Implement OAuth flow", "Store user tokens", "Implement request signing", "Implement token refresh",
            "Handle dispatch location fallback", "Normalize country codes", "Set up webhook endpoint", "Implement error handling",
            "Cache product and shipping data", "Test with sandbox environment");

    @Test
    void everyLineOfTheGuideHasARowWithATestOrAPage() {
        List<String> rows = rows();
        assertThat(rows).hasSameSizeAs(LINES);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).startsWith("| " + LINES.get(i));
            assertThat(NAMED.matcher(rows.get(i)).find() || PAGE.matcher(rows.get(i)).find()).as(rows.get(i)).isTrue();
        }
    }

    @Test
    void everyTestThatIsNamedIsThereAndRuns() {
        List<String> problems = new ArrayList<>();
        rows().forEach(row -> NAMED.matcher(row).results().map(ChecklistTest::problem).filter(problem -> problem != null)
                .forEach(problems::add));
        assertThat(problems).isEmpty();
    }

    @Test
    void everyPageThatIsNamedIsThere() {
        rows().forEach(row -> PAGE.matcher(row).results().forEach(page -> assertThat(CHECKLIST.resolveSibling(page.group(1))).exists()));
    }

    @Test
    void aTestThatIsMissingOrDisabledIsAProblem() {
        Matcher none = NAMED.matcher("`NoSuchTest`");
        Matcher otherMethod = NAMED.matcher("`ChecklistTest#noSuchMethod`");

        assertThat(none.results().map(ChecklistTest::problem)).containsExactly("there is no test class NoSuchTest");
        assertThat(otherMethod.results().map(ChecklistTest::problem)).containsExactly("ChecklistTest has no test noSuchMethod");
        assertThat(problem("T", null, "@Disabled\nclass T {}")).isEqualTo("T is disabled");
        assertThat(problem("T", "a", "class T { @Test void a() {} }")).isNull();
    }

    private static List<String> rows() {
        try {
            return Files.readAllLines(CHECKLIST).stream().filter(line -> line.startsWith("| ")).skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String problem(MatchResult named) {
        try (Stream<Path> files = Files.walk(TESTS)) {
            Path file = files.filter(path -> path.endsWith(named.group(1) + ".java")).findFirst().orElse(null);
            return file == null ? "there is no test class " + named.group(1) : problem(named.group(1), named.group(2), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String problem(String name, String method, String source) {
        if (OFF.matcher(source).find()) {
            return name + " is disabled";
        }
        boolean there = method == null || Pattern.compile("void " + method + "\\(").matcher(source).find();
        return there ? null : name + " has no test " + method;
    }
}
