package io.github.dropshiproutes.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The documents of {@code src/main/resources/graphql}, each one operation, which the build checks against the real schema. */
@Component
public class ShopifyDocuments {

    private static final Pattern OPERATION = Pattern.compile("(?m)^(query|mutation) (\\w+)");

    private final Map<String, ShopifyDocument> documents = new HashMap<>();

    public ShopifyDocuments() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:graphql/*.graphql")) {
                String text = file.getContentAsString(StandardCharsets.UTF_8);
                Matcher operation = OPERATION.matcher(text);
                if (!operation.find()) {
                    throw new IllegalStateException(file.getFilename() + " holds no named operation");
                }
                documents.put(file.getFilename().replace(".graphql", ""),
                        new ShopifyDocument(operation.group(2), text, operation.group(1).equals("mutation")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param name of the file without its ending
     * @throws IllegalArgumentException when there is no such document
     */
    public ShopifyDocument find(String name) {
        ShopifyDocument document = documents.get(name);
        if (document == null) {
            throw new IllegalArgumentException("there is no document graphql/" + name + ".graphql");
        }
        return document;
    }
}
