package io.github.dropshiproutes.errors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.yaml.snakeyaml.nodes.Node;

/** The mistakes found in one file so far, so that an operator sees all of them at once. */
final class Mistakes {

    private final Path file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(Path file) {
        this.file = file;
    }

    void at(Node node, String what) {
        atLine(lineOf(node), what);
    }

    void atLine(int line, String what) {
        found.add(new Mistake(line, what));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ErrorTableException(found.stream().sorted(Comparator.comparingInt(Mistake::line))
                    .map(mistake -> file + ":" + mistake.line() + ": " + mistake.what()).toList());
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private record Mistake(int line, String what) {
    }
}
