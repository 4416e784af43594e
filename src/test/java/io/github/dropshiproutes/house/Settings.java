package io.github.dropshiproutes.house;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The keys of {@code application.yaml}, dotted, each with whether a comment explains it. */
final class Settings {

    private final Map<String, Boolean> keys = new LinkedHashMap<>();
    private final Set<Integer> linesWithCommentBeside = new TreeSet<>();
    private final Set<Integer> linesOfComment = new TreeSet<>();

    Settings(String text) {
        comments(text).forEach(comment -> (comment.getCommentType() == CommentType.BLOCK ? linesOfComment : linesWithCommentBeside)
                .add(comment.getStartMark().getLine()));
        if (new Yaml().compose(new StringReader(text)) instanceof MappingNode root) {
            collect("", root, false);
        }
    }

    Set<String> keys() {
        return keys.keySet();
    }

    /** @return the keys with a comment neither beside nor above them, nor beside a key they stand under */
    List<String> unexplained() {
        return keys.entrySet().stream().filter(key -> !key.getValue()).map(Map.Entry::getKey).toList();
    }

    private void collect(String prefix, MappingNode mapping, boolean explainedAbove) {
        for (NodeTuple entry : mapping.getValue()) {
            String key = prefix + ((ScalarNode) entry.getKeyNode()).getValue();
            int line = entry.getKeyNode().getStartMark().getLine();
            boolean explained = explainedAbove || linesWithCommentBeside.contains(line);
            if (entry.getValueNode() instanceof MappingNode below) {
                collect(key + ".", below, explained);
            } else {
                keys.put(key, explained || linesOfComment.contains(line - 1));
            }
        }
    }

    static Stream<CommentEvent> comments(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        return StreamSupport.stream(new Yaml(options).parse(new StringReader(text)).spliterator(), false)
                .filter(CommentEvent.class::isInstance).map(CommentEvent.class::cast)
                .filter(comment -> comment.getCommentType() != CommentType.BLANK_LINE);
    }
}
