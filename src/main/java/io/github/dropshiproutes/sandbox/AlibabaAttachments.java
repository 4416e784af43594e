package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Files for orders, such as a waybill. What was uploaded is known by its address; the bytes themselves are not kept. */
final class AlibabaAttachments {

    static final int LARGEST = 5 * 1024 * 1024;

    private static final Set<String> TYPES = Set.of("jpg", "png", "pdf", "doc");
    private static final Set<String> USAGES = Set.of("DISTRIBUTION_WAY_BILL", "COMMON");

    private final Ledger ledger;
    private final Map<String, String> owners = new HashMap<>();

    AlibabaAttachments(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Answers the address of the file as the value itself. */
    synchronized ObjectNode upload(GatewayCall call) {
        String name = call.parameters().text("file_name");
        String type = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (name.length() > 200 || !name.contains(".") || !TYPES.contains(type)) {
            throw Refusal.invalid("file_name", "expected up to 200 characters that end in .jpg, .png, .pdf or .doc");
        }
        if (call.file().length == 0 || call.file().length > LARGEST) {
            throw Refusal.invalid("data", "expected 1 to " + LARGEST + " bytes");
        }
        String path = "https://sc04.alicdn.com/kf/A" + UUID.randomUUID().toString().replace("-", "") + "." + type;
        owners.put(path, call.account().name());
        ledger.write("uploaded", Json.object().put("account", call.account().name()).put("file_path", path).put("file_name", name)
                .put("bytes", call.file().length)
                .put("hash", HexFormat.of().formatHex(GatewaySigner.hmac("attachment", call.file()))));
        return Json.object().put("value", path);
    }

    /** @return the attachments of an order, each of a file that its account has uploaded */
    synchronized List<Map<String, Object>> check(Parameters parameters, Buyer account) {
        if (!parameters.has("attachments")) {
            return List.of();
        }
        return parameters.objects("attachments").stream().map(given -> {
            given.only("file_path", "file_name", "file_usage", "waybill_number", "service_provider_name");
            if (!account.name().equals(owners.get(given.text("file_path")))) {
                throw Refusal.invalid("attachments.file_path", "this account has uploaded no such file");
            }
            if (!USAGES.contains(given.text("file_usage"))) {
                throw Refusal.invalid("attachments.file_usage", "expected DISTRIBUTION_WAY_BILL or COMMON");
            }
            Map<String, Object> attachment = new LinkedHashMap<>();
            attachment.put("url", given.text("file_path"));
            for (String part : List.of("file_name", "file_usage", "waybill_number", "service_provider_name")) {
                attachment.put(part, given.text(part, "null"));
            }
            return attachment;
        }).toList();
    }

    synchronized void clear() {
        owners.clear();
    }

    synchronized void replay(JsonNode entry) {
        owners.put(entry.get("file_path").asText(), entry.get("account").asText());
    }
}
