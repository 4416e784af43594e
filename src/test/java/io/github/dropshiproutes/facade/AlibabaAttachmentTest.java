package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.CallSignature;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.support.Walk;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A file on its way to Alibaba: its bytes as they came and unsigned, everything else signed. */
class AlibabaAttachmentTest extends FacadeTestCase {

    private static final String PATH = "/api/alibaba/alibaba/order/attachment/upload";
    private static final String URL = "https://sc04.alicdn.com/file/label.pdf";

    @BeforeEach
    void theGatewayTakesIt() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":\"" + URL + "\",\"request_id\":\"r\"}"));
    }

    private static Answer upload(byte[] file, String fileName, String... fields) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data;"
                    + " name=\"" + fields[i] + "\"\r\n\r\n" + fields[i + 1] + "\r\n").getBytes());
        }
        if (file != null) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"data\"; filename=\"" + fileName + "\"\r\n"
                    + "Content-Type: application/pdf\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file);
            body.writeBytes("\r\n".getBytes());
        }
        body.writeBytes("--b--\r\n".getBytes());
        return answer(HttpClient.newHttpClient().send(HttpRequest.newBuilder(walk.url().resolve(PATH))
                .header("Authorization", "Bearer " + Walk.API_KEY).header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build(), BodyHandlers.ofString()));
    }

    @Test
    void theBytesArriveAsTheyAreAndTheRestIsSigned() throws Exception {
        byte[] file = new byte[256 * 20];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) i;
        }

        assertThat(upload(file, "etikett ü.pdf", "file_name", "label.pdf").ok()).isEqualTo(json("{\"url\":\"" + URL + "\"}"));

        GatewayRecorder.Request sent = sent();
        assertThat(sent.verb()).isEqualTo("POST");
        assertThat(sent.target()).isEqualTo("/rest/alibaba/order/attachment/upload");
        assertThat(sent.headers().get("content-type")).startsWith("multipart/form-data; boundary=");
        String text = new String(sent.body(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(new String(file, StandardCharsets.ISO_8859_1))
                .contains("name=\"data\"; filename=\"label.pdf\"");
        Map<String, String> parts = parts(text);
        assertThat(parts).containsEntry("file_name", "label.pdf").containsKeys("app_key", "timestamp", "access_token", "sign_method");
        String signature = parts.remove("sign");
        assertThat(signature).isEqualTo(CallSignature.sign("/alibaba/order/attachment/upload", parts, SandboxOptions.APP_SECRET));
    }

    @Test
    void theFilesOwnNameDoesWhereNoneIsSaidAndCannotBreakOut() throws Exception {
        upload(new byte[] {1}, "a%22b.pdf").ok();

        assertThat(parts(new String(sent().body(), StandardCharsets.ISO_8859_1)).get("file_name")).matches("a(_|%22)b\\.pdf");
    }

    @Test
    void fiveMegabytesFitAndOneByteMoreDoesNot() throws Exception {
        upload(new byte[5 * 1024 * 1024], "a.pdf").ok();
        assertThat(sent().body().length).isGreaterThan(5 * 1024 * 1024);

        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":\"" + URL + "\"}"));
        assertThat(upload(new byte[5 * 1024 * 1024 + 1], "a.pdf").problemOf(413)).contains("data", "5");
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void withoutAFileNothingIsSent() throws Exception {
        assertThat(upload(null, null, "file_name", "a.pdf").problemOf(400)).startsWith("data");
        assertThat(upload(new byte[0], "a.pdf").problemOf(400)).startsWith("data is an empty file");
        assertThat(upload(new byte[] {1}, "a.pdf", "color", "red").problemOf(400)).startsWith("color");
        assertThat(post("/alibaba/order/attachment/upload", "{\"file_name\":\"a.pdf\"}").problemOf(400)).startsWith("data");
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void nothingOfAFileStaysBehind() throws Exception {
        File temporary = (File) ((ServletWebServerApplicationContext) walk.application()).getServletContext()
                .getAttribute(jakarta.servlet.ServletContext.TEMPDIR);
        int before = files(temporary);

        upload(new byte[100_000], "a.pdf").ok();
        upload(new byte[100_000], "a.pdf", "color", "red").problemOf(400);
        upload(new byte[0], "a.pdf").problemOf(400);

        assertThat(files(temporary)).isEqualTo(before);
    }

    private static int files(File folder) {
        String[] names = folder.list();
        return names == null ? 0 : names.length;
    }

    private static Map<String, String> parts(String body) {
        Map<String, String> parts = new TreeMap<>();
        Matcher part = Pattern.compile("name=\"(\\w+)\"\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n([^\r]*)\r\n").matcher(body);
        while (part.find()) {
            parts.put(part.group(1), part.group(2));
        }
        return parts;
    }
}
