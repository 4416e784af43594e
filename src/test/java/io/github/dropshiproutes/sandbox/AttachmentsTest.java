package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files for orders: bytes that are not signed, in a multipart body, usable by the account that uploaded them. */
class AttachmentsTest extends RunningSandbox {

    private static final String UPLOAD = "/alibaba/order/attachment/upload";
    private static final String BOUNDARY = "--b0undary--";

    @Test
    void takesAFileOfAnyBytesAndAnswersItsAddressAsTheValue() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        byte[] tricky = ("\r\n--" + BOUNDARY + "x\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(tricky, 0, bytes, 1000, 4);

        JsonNode answer = upload("waybill né 1.pdf", bytes);

        assertThat(code(answer)).isEqualTo("0");
        assertThat(answer.path("value").asText()).startsWith("https://").endsWith(".pdf");
        assertThat(sandbox.ledger().ofKind("uploaded").get(0).text("bytes")).isEqualTo("300000");
        assertThat(sandbox.ledger().ofKind("uploaded").get(0).text("file_name")).isEqualTo("waybill né 1.pdf");
    }

    @Test
    void signsTheTextPartsAndNotTheFile() throws Exception {
        Map<String, String> signed = alibaba.signed(UPLOAD, SandboxClient.parameters("file_name", "a.jpg"));
        signed.put("file_name", "b.jpg");

        assertThat(code(send(signed, new byte[] {1}))).isEqualTo("IncompleteSignature");
    }

    @Test
    void holdsTheFileToItsSizeAndItsTypes() throws Exception {
        assertThat(code(upload("a.png", new byte[AlibabaAttachments.LARGEST]))).isEqualTo("0");
        assertThat(message(upload("a.png", new byte[AlibabaAttachments.LARGEST + 1]))).contains("\"data\"");
        assertThat(message(upload("a.png", new byte[AlibabaAttachments.LARGEST + 200_000]))).contains("\"data\"");
        assertThat(message(upload("a.png", new byte[0]))).contains("\"data\"");
        assertThat(message(upload("a.exe", new byte[] {1}))).contains("\"file_name\"");
        assertThat(message(upload("pdf", new byte[] {1}))).contains("\"file_name\"");
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        assertThat(message(alibaba.post(UPLOAD, "file_name", "a.jpg"))).contains("\"data\"");
        assertThat(message(alibaba.post(UPLOAD, "file_name", "a.jpg", "data", "AQID"))).contains("\"data\"");
        assertThat(message(send(alibaba.signed(UPLOAD, Map.of()), new byte[] {1}))).contains("\"file_name\"");
        assertThat(message(post("multipart/form-data; boundary=" + BOUNDARY, "no parts at all".getBytes(StandardCharsets.UTF_8))))
                .contains("boundary");
        assertThat(message(post("application/json", "{}".getBytes(StandardCharsets.UTF_8)))).contains("multipart/form-data");
    }

    @Test
    void hangsAWaybillToTheOrder() throws Exception {
        String file = upload("waybill.pdf", new byte[] {1, 2, 3}).path("value").asText();
        String trade = create(file).at("/value/trade_id").asText();

        JsonNode attachment = alibaba.post(SandboxClient.GET, "e_trade_id", trade).at("/value/attachments/0");
        assertThat(attachment.path("url").asText()).isEqualTo(file);
        assertThat(attachment.path("file_usage").asText()).isEqualTo("DISTRIBUTION_WAY_BILL");
        assertThat(attachment.path("waybill_number").asText()).isEqualTo("SF11234321");
    }

    @Test
    void refusesAFileThatTheAccountHasNotUploaded() throws Exception {
        String file = upload("waybill.pdf", new byte[] {1, 2, 3}).path("value").asText();

        assertThat(message(create(file + "x"))).contains("attachments.file_path");
        alibaba.connect(sandbox.alibabaAuthorizeUrl(), "buyer2");
        assertThat(message(create(file))).contains("attachments.file_path");
        assertThat(sandbox.ledger().created()).isEmpty();
    }

    @Test
    void knowsItsFilesAfterARestart(@TempDir Path dataDir) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withDataDir(dataDir);
        String file;
        sandbox.close();
        sandbox = SandboxServer.start(options);
        alibaba = new SandboxClient(sandbox.alibabaBaseUrl(), clock);
        file = upload("waybill.pdf", new byte[] {1}).path("value").asText();
        sandbox.close();
        sandbox = SandboxServer.start(options);
        alibaba = new SandboxClient(sandbox.alibabaBaseUrl(), clock);

        assertThat(code(create(file))).isEqualTo("0");
    }

    private JsonNode create(String file) throws Exception {
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        return alibaba.post(SandboxClient.CREATE, "channel_refer_id", "R-1",
                "product_list", SandboxClient.goods(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1),
                "logistics_detail", SandboxClient.logistics(SandboxClient.address(), "CN", "EX_ASP_JYC_ECONOMY"),
                "attachments", "[{\"file_path\":\"" + file + "\",\"file_name\":\"waybill.pdf\",\"file_usage\":\"DISTRIBUTION_WAY_BILL\","
                        + "\"waybill_number\":\"SF11234321\",\"service_provider_name\":\"SF\"}]");
    }

    private JsonNode upload(String name, byte[] bytes) throws Exception {
        return send(alibaba.signed(UPLOAD, SandboxClient.parameters("file_name", name)), bytes);
    }

    private JsonNode send(Map<String, String> parameters, byte[] bytes) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            part(body, "form-data; name=\"" + parameter.getKey() + "\"", parameter.getValue().getBytes(StandardCharsets.UTF_8));
        }
        part(body, "form-data; name=\"data\"; filename=\"upload.bin\"", bytes);
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return post("multipart/form-data; boundary=\"" + BOUNDARY + "\"", body.toByteArray());
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode post(String type, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.alibabaBaseUrl() + UPLOAD)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        return Json.read(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
