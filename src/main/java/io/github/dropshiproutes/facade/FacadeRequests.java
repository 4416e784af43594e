package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.orders.SupplierSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Reads what came over HTTP into the variables {@code request}, {@code path} and {@code account}: what the path names, parameters
 * of the query and, by POST, of a JSON object or a form, each once. The account may be named by {@code account};
 * otherwise it is the one that bought the order in question, else the default one.
 */
@Component("facadeRequests")
public class FacadeRequests {

    private static final Logger LOG = LoggerFactory.getLogger(FacadeRequests.class);
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_ACCOUNT = 100;

    private final JdbcClient jdbc;
    private final SupplierSettings suppliers;

    /** A file as it came, with the name its sender gave it. */
    public record Upload(String name, byte[] bytes) {
    }

    public FacadeRequests(JdbcClient jdbc, SupplierSettings suppliers) {
        this.jdbc = jdbc;
        this.suppliers = suppliers;
    }

    /** Reads a request without files. */
    public void read(Exchange exchange) {
        HttpServletRequest http = http(exchange);
        exchange.setVariable("path", http.getRequestURI());
        if (http instanceof MultipartHttpServletRequest) {
            // Camel has stored the files by now, wherever they were sent to.
            discard(exchange);
            throw new InvalidRequestException("body", "This path takes no files; send application/json.");
        }
        Map<String, JsonNode> values = parameters(http);
        if (values.isEmpty() || isJson(http)) {
            body(exchange.getMessage().getBody(InputStream.class)).forEach((name, value) -> add(values, name, value));
        }
        placeholders(http).forEach((name, value) -> add(values, name, FacadeRequest.text(value)));
        keep(exchange, new FacadeRequest(values));
    }

    /** Reads a request of {@code multipart/form-data} with one file, into the variable {@code upload} too. */
    public void readUpload(Exchange exchange) {
        HttpServletRequest http = http(exchange);
        if (!(http instanceof MultipartHttpServletRequest parts)) {
            throw new InvalidRequestException("data", "data is missing; send multipart/form-data with the file as its part data.");
        }
        try {
            MultipartFile file = parts.getMultiFileMap().size() == 1 ? parts.getFile("data") : null;
            if (file == null || parts.getFiles("data").size() != 1) {
                throw new InvalidRequestException("data", "data must be the one file of the request.");
            }
            exchange.setVariable("upload", new Upload(file.getOriginalFilename(), stored(exchange, file)));
            keep(exchange, new FacadeRequest(parameters(http)));
        } finally {
            discard(exchange);
        }
    }

    private void keep(Exchange exchange, FacadeRequest request) {
        String supplier = exchange.getVariable("path", "", String.class).startsWith("/api/aliexpress/") ? "aliexpress" : "alibaba";
        String environment = suppliers.environment(supplier);
        String wanted = request.text("account", LONGEST_ACCOUNT);
        String id = jdbc.sql("""
                SELECT a.id FROM account AS a LEFT JOIN (
                    SELECT p.account_id FROM trade AS t JOIN purchase AS p ON p.id = t.purchase_id
                    WHERE t.supplier = :supplier AND t.environment = :environment AND t.trade_id = :order) AS bought ON bought.account_id = a.id
                WHERE a.supplier = :supplier AND a.environment = :environment
                  AND CASE WHEN CAST(:wanted AS text) IS NULL THEN a.is_default OR bought.account_id IS NOT NULL ELSE a.id = :wanted END
                ORDER BY bought.account_id IS NULL LIMIT 1""")
                .param("supplier", supplier).param("environment", environment).param("wanted", wanted).param("order", request.order())
                .query(String.class).optional().orElse(null);
        if (wanted != null && id == null) {
            throw request.mistake("account", "must be the id of an account of " + supplier + ", environment " + environment
                    + ", as GET /api/accounts lists them");
        }
        exchange.setVariable("account", id);
        exchange.setVariable("request", request);
    }

    private static HttpServletRequest http(Exchange exchange) {
        return exchange.getMessage().getHeader("CamelHttpServletRequest", HttpServletRequest.class);
    }

    private static Map<String, JsonNode> parameters(HttpServletRequest http) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        http.getParameterMap().forEach((name, texts) -> {
            for (String text : texts) {
                add(values, name, FacadeRequest.text(text));
            }
        });
        return values;
    }

    /** What the path names, such as {@code product_id} of {@code /products/{product_id}}. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> placeholders(HttpServletRequest http) {
        Object found = http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return found == null ? Map.of() : (Map<String, String>) found;
    }

    private static void add(Map<String, JsonNode> values, String name, JsonNode value) {
        if (values.put(name, value) != null) {
            throw new FacadeRequest(values).mistake(name, "is given twice");
        }
    }

    private static boolean isJson(HttpServletRequest http) {
        return http.getContentType() != null && http.getContentType().toLowerCase(Locale.ROOT).contains("json");
    }

    private static Map<String, JsonNode> body(InputStream body) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidRequestException("body", "The body is larger than " + MOST_BYTES + " bytes.");
            }
            JsonNode object = bytes.length == 0 ? FacadeRequest.STRICT.createObjectNode() : FacadeRequest.STRICT.readTree(bytes);
            if (!(object instanceof ObjectNode fields)) {
                throw new InvalidRequestException("body", "The body must be a JSON object.");
            }
            return FacadeRequest.fields(fields);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException("body", "The body is not valid JSON, or names a key twice.");
        } catch (IOException e) {
            throw new InvalidRequestException("body", "The body ended early.");
        }
    }

    /** Camel moves a request's files to temporary ones before the route starts; the only one is the message's body. */
    private static byte[] stored(Exchange exchange, MultipartFile file) {
        try {
            String path = exchange.getMessage().getHeader(Exchange.FILE_PATH, String.class);
            return path == null ? file.getBytes() : Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new InvalidRequestException("data", "data could not be read to its end.");
        }
    }

    private static void discard(Exchange exchange) {
        exchange.getMessage(AttachmentMessage.class).getAttachments().values().forEach(part -> {
            if (part.getDataSource() instanceof org.apache.camel.attachment.CamelFileDataSource stored) {
                File file = stored.getFile();
                if (!file.delete()) {
                    LOG.warn("The temporary file of an upload could not be removed: {}", file);
                }
            }
        });
    }
}
