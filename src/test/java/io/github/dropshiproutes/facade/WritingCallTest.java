package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What the tests of the writing calls share: an order for the try-out product, and calls with a key. */
abstract class WritingCallTest {

    static final String CREATE = "/api/alibaba/buynow/order/create";
    static final String PAY = "/api/alibaba/alibaba/dropshipping/order/pay";
    static final String CANCEL = "/api/alibaba/alibaba/order/cancel";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Walk walk = Walk.shared();

    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asText(null);
        }
    }

    Answer call(String path, String key, String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(walk.url().resolve(path)).header("Authorization", "Bearer " + Walk.API_KEY)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return the address under which the supplier knows the file now */
    String upload(String name, String content) {
        String body = "--part\r\nContent-Disposition: form-data; name=\"data\"; filename=\"" + name + "\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n" + content + "\r\n--part--\r\n";
        try {
            HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(walk.url().resolve("/api/alibaba/alibaba/order/attachment/upload"))
                    .header("Authorization", "Bearer " + Walk.API_KEY).header("Content-Type", "multipart/form-data; boundary=part")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body()).path("url").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param more fields in front of the others, with a comma behind each */
    static String order(int pieces, String more) {
        return "{" + more + "\"channel_refer_id\":\"ORDER-2026-001\",\"product_list\":[{\"product_id\":\"" + Catalogue.TRY_OUT
                + "\",\"sku_id\":\"" + Catalogue.TRY_OUT_BLACK + "\",\"quantity\":\"" + pieces + "\"}],\"logistics_detail\":{"
                + "\"shipment_address\":{\"zip\":\"90210\",\"country\":\"United States of America\",\"country_code\":\"US\","
                + "\"province\":\"California\",\"province_code\":\"CA\",\"city\":\"Beverly Hills\",\"address\":\"1012 Beverly Drive\","
                + "\"contact_person\":\"Jane Roe\",\"telephone\":{\"country\":\"+1\",\"area\":\"\",\"number\":\"3105550142\"}}}}";
    }

    String placed(String key) {
        Answer answer = call(CREATE, key, order(1, ""));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.text("trade_id");
    }
}
