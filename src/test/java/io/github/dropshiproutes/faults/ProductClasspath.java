package io.github.dropshiproutes.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * What a process of the product is started with. A start is most of what a crash costs the test, so the classes are put
 * into jars, which lets the virtual machine keep what it has loaded in an archive of its own for the next start.
 */
final class ProductClasspath {

    private static ProductClasspath shared;

    private final Path archive;
    private final String classpath;
    private boolean archived;

    private ProductClasspath(Path directory) throws IOException {
        archive = Files.createTempDirectory(directory, "classes-").resolve("product.jsa");
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry), archive.getParent()) : entry);
        }
        classpath = String.join(File.pathSeparator, entries);
    }

    static synchronized ProductClasspath of(Path directory) {
        if (shared == null) {
            try {
                shared = new ProductClasspath(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /** @return options of the virtual machine, of which the first process that ends in peace writes the archive */
    synchronized List<String> options() {
        if (Files.exists(archive)) {
            return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-cp", classpath);
        }
        List<String> options = archived ? List.of("-cp", classpath)
                : List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-XX:ArchiveClassesAtExit=" + archive, "-cp", classpath);
        archived = true;
        return options;
    }

    private static String jar(Path classes, Path into) {
        String jar = into.resolve(classes.getFileName() + ".jar").toString();
        int status = ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--no-compress", "--file", jar,
                "-C", classes.toString(), ".");
        if (status != 0) {
            throw new IllegalStateException("jar ended with " + status + " for " + classes);
        }
        return jar;
    }
}
