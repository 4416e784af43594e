package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Sends signed webhooks and pushes to the product, one delivery or many of the same at the same instant. */
final class WebhookSender {

    static final int MOST_COPIES = 200;

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    private final SandboxOptions options;
    private volatile String webhookUrl;

    WebhookSender(SandboxOptions options) {
        this.options = options;
        this.webhookUrl = options.webhookUrl();
    }

    void webhookUrl(String url) {
        webhookUrl = url;
    }

    /**
     * @param webhookId null = a new one
     * @return the webhook id and what each copy was answered
     */
    ObjectNode shopify(String topic, String webhookId, byte[] body, int copies) {
        Map<String, String> headers = ShopifySamples.headers(topic, options.shop(), options.shopifyWebhookSecret(), body);
        if (webhookId != null) {
            headers.put("X-Shopify-Webhook-Id", webhookId);
        }
        ObjectNode result = Json.object().put("webhook_id", headers.get("X-Shopify-Webhook-Id"));
        result.set("answers", send("/webhook/shopify", headers, body, copies));
        return result;
    }

    /**
     * @param supplier  whose push it is, the last part of the path it is sent to
     * @param signature {@code right}; {@code wrong}, made with another secret; or {@code none}
     */
    ObjectNode push(String supplier, SandboxOptions.Application application, byte[] body, String signature, int copies) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        switch (signature) {
            case "right" -> headers.put("Authorization", GatewaySigner.push(application.key(), body, application.secret()));
            case "wrong" -> headers.put("Authorization", GatewaySigner.push(application.key(), body, application.secret() + "x"));
            case "none" -> { }
            default -> throw new IllegalArgumentException("signature: expected right, wrong or none");
        }
        ObjectNode result = Json.object();
        result.set("answers", send("/webhook/" + supplier, headers, body, copies));
        return result;
    }

    private ArrayNode send(String path, Map<String, String> headers, byte[] body, int copies) {
        if (webhookUrl == null) {
            throw new IllegalStateException("Where to send is not known; set it with --webhook-url or PUT /sandbox/webhook-url");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(webhookUrl.replaceAll("/+$", "") + path))
                .timeout(Duration.ofSeconds(10)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        List<CompletableFuture<ObjectNode>> deliveries = Stream.generate(() -> deliver(request.build())).limit(copies).toList();
        ArrayNode answers = Json.array();
        deliveries.forEach(delivery -> answers.add(delivery.join()));
        return answers;
    }

    private CompletableFuture<ObjectNode> deliver(HttpRequest request) {
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).handle((answer, failure) -> failure == null
                ? Json.object().put("status", answer.statusCode()).put("body", answer.body())
                : Json.object().put("error", failure.toString()));
    }
}
