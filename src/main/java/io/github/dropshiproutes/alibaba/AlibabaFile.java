package io.github.dropshiproutes.alibaba;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A file that is sent to Alibaba as one part of {@code multipart/form-data}; the parameters are its other parts.
 *
 * @param parameter the part's name, {@code data} in the platform's documents
 * @param name      the file's own name, without quotes, backslashes and control characters
 * @param bytes     as they came
 * @param boundary  between the parts, in no file by chance
 */
public record AlibabaFile(String parameter, String name, byte[] bytes, String boundary) {

    public AlibabaFile(String parameter, String name, byte[] bytes) {
        this(parameter, name.replaceAll("[\\p{Cntrl}\"\\\\]", "_"), bytes, "part-" + UUID.randomUUID());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** @return the body: every parameter as a text part, the file at the end */
    byte[] multipart(Map<String, String> parameters) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parameters.forEach((key, value) -> body.writeBytes(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + key
                + "\"\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n" + value + "\r\n")));
        body.writeBytes(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + parameter + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        body.writeBytes(bytes);
        body.writeBytes(text("\r\n--" + boundary + "--\r\n"));
        return body.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
