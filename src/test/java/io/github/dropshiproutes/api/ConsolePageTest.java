package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsolePageTest extends ApiTestCase {

    private static final Path FOLDER = Path.of("src/main/resources/static/console");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSignedInViewerIsServedEveryFileAndAStrangerNone(String file) {
        HttpClient viewer = signedIn("vera", "viewing");

        assertThat(send(viewer, HttpRequest.newBuilder(uri("/console/" + file))).status()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(uri("/console/" + file))).status()).isEqualTo(401);
    }

    @Test
    void theConsoleIsOnePageBehindTheSignIn() {
        Answer stranger = send(HttpRequest.newBuilder(uri("/console")).header("Accept", "text/html"));
        Answer viewer = send(signedIn("vera", "viewing"), HttpRequest.newBuilder(uri("/console")).header("Accept", "text/html"));

        assertThat(stranger.status()).isEqualTo(302);
        assertThat(stranger.response().headers().firstValue("Location").orElse("")).endsWith("/login");
        assertThat(viewer.response().body()).contains("<title>Dropship Routes</title>");
        assertThat(viewer.response().headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothingIsLoadedFromElsewhereAndNothingRunsInline(String file) throws IOException {
        String text = Files.readString(FOLDER.resolve(file)).replace("http://www.w3.org/2000/svg", "");

        assertThat(text).doesNotContain("http://").doesNotContainPattern("https://[a-z]").doesNotContainPattern("(?i)<script(?![^>]* src=)")
                .doesNotContainPattern("(?i)<[a-z]+[^>]* (on[a-z]+|style)=").doesNotContain("<style");
    }

    @ParameterizedTest
    @MethodSource("files")
    void valuesBecomeTextAndNeverMarkup(String file) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(file))).doesNotContainPattern(
                "innerHTML|outerHTML\\s*=|insertAdjacentHTML|document\\.write|eval\\(|new Function|createContextualFragment");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyPlaceTheScriptsNameIsOnThePage(String file) throws IOException {
        String page = Files.readString(FOLDER.resolve("index.html"));

        List<String> named = Pattern.compile("byId\\('([^']+)'\\)").matcher(Files.readString(FOLDER.resolve(file))).results()
                .map((MatchResult found) -> found.group(1)).toList();

        assertThat(named).allMatch(id -> page.contains("id=\"" + id + "\""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatTheScriptsAskIsDescribed(String file) throws IOException {
        List<String> described = Files.readAllLines(Path.of("src/main/resources/openapi.yaml")).stream()
                .filter(line -> line.startsWith("  /api/")).map(line -> line.strip().replaceAll("[{][^}]*[}]|:$", "")).toList();

        List<String> asked = Pattern.compile("['`](/api/[^'`?]*)").matcher(Files.readString(FOLDER.resolve(file))).results()
                .map(found -> found.group(1).replaceAll("[$][{][^}]*[}].*", "")).toList();

        assertThat(asked).allSatisfy(path -> assertThat(described).anyMatch(known -> known.startsWith(path)));
    }

    @Test
    void everyTabHasAListAndEveryListATab() throws IOException {
        String page = Files.readString(FOLDER.resolve("index.html"));
        String lists = Files.readString(FOLDER.resolve("lists.js"));

        List<String> tabs = found("data-tab=\"([a-z]+)\"", page);

        assertThat(tabs).containsExactlyInAnyOrderElementsOf(found("(?m)^  ([a-z]+): [{]$", lists));
        assertThat(found("data-groups=\"([a-z]+)\"", page))
                .containsExactlyElementsOf(found("data-group=\"([a-z]+)\"", page).stream().distinct().toList());
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
    }
}
