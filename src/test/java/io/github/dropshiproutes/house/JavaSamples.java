package io.github.dropshiproutes.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.ToolProvider;

/** Compiles a few classes that keep to every rule, and one that may not. */
final class JavaSamples {

    private static final List<Source> GOOD = List.of(
            new Source("io/github/dropshiproutes/orders/package-info.java", "/** Orders. */\npackage io.github.dropshiproutes.orders;\n"),
            new Source("io/github/dropshiproutes/sandbox/package-info.java",
                    "/** Sandbox. */\npackage io.github.dropshiproutes.sandbox;\n"),
            new Source("io/github/dropshiproutes/sandbox/Other.java",
                    "package io.github.dropshiproutes.sandbox;\n\n/** Other. */\npublic class Other { }\n"),
            new Source("io/github/dropshiproutes/orders/Other.java", """
                    package io.github.dropshiproutes.orders;

                    import java.math.BigDecimal;
                    import java.time.Clock;
                    import java.time.Instant;

                    /** Other. */
                    @SuppressWarnings("unused")
                    public class Other {
                        private BigDecimal total;

                        Instant now(Clock clock) {
                            return Instant.now(clock);
                        }
                    }
                    """));

    private JavaSamples() {
    }

    static JavaSources good(Path folder) throws IOException {
        return compiled(folder, GOOD);
    }

    static JavaSources with(Source bad, Path folder) throws IOException {
        List<Source> sources = new ArrayList<>(GOOD);
        sources.add(bad);
        return compiled(folder, sources);
    }

    private static JavaSources compiled(Path folder, List<Source> sources) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder.resolve("classes").toString()));
        for (Source source : sources) {
            Path file = folder.resolve("java").resolve(source.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.text());
            texts.put(source.path(), source.text());
            arguments.add(file.toString());
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).as("the samples compile").isZero();
        return new JavaSources(texts, JavaSources.classesIn(folder.resolve("classes")), JavaSources.classesIn(folder.resolve("none")));
    }

    /** A source by its path below the source folder. */
    record Source(String path, String text) {
    }
}
