package io.github.dropshiproutes.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data}: text parts are parameters, which are signed; the one file is not. */
final class Multipart {

    static final String TYPE = "multipart/form-data";

    private static final int MOST_PARTS = 50;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("[;\\s]filename=\"([^\"]*)\"");

    private Multipart() {
    }

    /** A part that came as a file, under the parameter {@code name}. */
    record File(String name, byte[] bytes) {
    }

    /**
     * @param contentType of the request
     * @param parameters  to which the text parts are added
     * @return the file, or null when there is none
     * @throws IllegalArgumentException for a body that is none of that type, a repeated name or a second file
     */
    static File read(String contentType, byte[] body, Map<String, String> parameters) {
        // One character for each byte, so that what is found in the text lies at the same place in the bytes.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        File file = null;
        for (String part : parts(text, "--" + boundary(contentType))) {
            int end = part.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IllegalArgumentException("a part without an empty line after its headers");
            }
            String headers = part.substring(0, end);
            String name = find(NAME, headers);
            if (name == null) {
                throw new IllegalArgumentException("a part without a name");
            }
            byte[] content = part.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
            if (find(FILE, headers) == null) {
                add(parameters, name, new String(content, StandardCharsets.UTF_8));
            } else if (file == null) {
                file = new File(name, content);
            } else {
                throw new IllegalArgumentException("two files");
            }
        }
        return file;
    }

    private static void add(Map<String, String> parameters, String name, String value) {
        if (parameters.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("the parameter \"" + name + "\" is given twice");
        }
    }

    /** @return headers and content of each part; what stands before the first and after the last is nobody's */
    private static List<String> parts(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        int start = text.startsWith(delimiter) ? 0 : text.indexOf("\r\n" + delimiter) + 2;
        if (start == 1) {
            throw new IllegalArgumentException("the boundary does not occur");
        }
        while (!text.startsWith("--", start + delimiter.length())) {
            int next = text.indexOf("\r\n" + delimiter, start + delimiter.length());
            if (next < 0 || parts.size() == MOST_PARTS || !text.startsWith("\r\n", start + delimiter.length())) {
                throw new IllegalArgumentException("the last boundary is missing, or there are more than " + MOST_PARTS + " parts");
            }
            // Past the delimiter and its line break; a part without headers begins with the empty line.
            parts.add(text.substring(Math.min(start + delimiter.length() + 2, next), next));
            start = next + 2;
        }
        return parts;
    }

    private static String boundary(String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new IllegalArgumentException("the content type names no boundary");
        }
        return boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    }

    private static String find(Pattern pattern, String headers) {
        for (String header : headers.split("\r\n")) {
            if (header.regionMatches(true, 0, "Content-Disposition:", 0, 20)) {
                Matcher value = pattern.matcher(header);
                return value.find() ? value.group(1) : null;
            }
        }
        return null;
    }
}
