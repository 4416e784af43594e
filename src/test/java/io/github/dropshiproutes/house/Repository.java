package io.github.dropshiproutes.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the working directory, which is the repository's top folder while tests run. */
final class Repository {

    private static final Pattern NOT_COMMITTED = Pattern.compile("\\.git|target|data|node_modules|\\.idea|\\.vscode|\\.env|\\.env\\.local");

    private Repository() {
    }

    static RouteSet routes() {
        Map<String, String> routes = texts(Path.of("routes"), path -> path.endsWith(RouteFile.SUFFIX));
        return RouteSet.of(routes, text(Path.of("application.yaml")),
                text(Path.of("routes", "errors", "error-codes.yaml")), String.join("\n", productSources().values()),
                testClasses());
    }

    static JavaSources java() {
        return new JavaSources(productSources(), JavaSources.classesIn(Path.of("target", "classes")),
                JavaSources.classesIn(Path.of("target", "test-classes")));
    }

    /** @return every file that may be part of a commit */
    static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        for (String top : Path.of("").toAbsolutePath().toFile().list()) {
            if (!NOT_COMMITTED.matcher(top).matches()) {
                texts(Path.of(top), path -> true).forEach((path, text) -> files.put(top + "/" + path, text));
            }
        }
        return files;
    }

    private static Map<String, String> productSources() {
        return texts(Path.of("src", "main", "java"), path -> path.endsWith(".java"));
    }

    private static String testClasses() {
        return texts(Path.of("src", "test", "java", "io", "github", "dropshiproutes"), path -> path.endsWith("Test.java")).keySet().stream()
                .map(path -> path.substring(0, path.length() - ".java".length())).collect(Collectors.joining("\n"));
    }

    /** @return the texts below a folder by their path in it, with slashes */
    private static Map<String, String> texts(Path folder, Predicate<String> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> wanted.test(file.toString())).collect(Collectors.toMap(
                    file -> folder.relativize(file).toString().replace('\\', '/'), Repository::text, (one, other) -> one, TreeMap::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
