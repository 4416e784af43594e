package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.suppliers.Json;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The steps of asking an account for what has changed, and of looking through what pushes and polls told of. */
@Component("alibabaPolls")
@EnableConfigurationProperties(PollingSettings.class)
public class AlibabaPolls {

    private static final Pattern TRADE_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,60}");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");

    /**
     * A claimed poll.
     *
     * @param startedAt the database's time of the claim: what changes later is the next poll's
     */
    public record Poll(String accountId, UUID claimId, Timestamp startedAt) {
    }

    private final AlibabaSettings settings;
    private final PollingSettings polling;
    private final ErrorCatalogue catalogue;
    private final ObjectMapper json;

    public AlibabaPolls(AlibabaSettings settings, PollingSettings polling, ErrorCatalogue catalogue, ObjectMapper json) {
        this.settings = settings;
        this.polling = polling;
        this.catalogue = catalogue;
        this.json = json;
    }

    /** @return whose accounts are polled */
    public String environment() {
        return settings.environment();
    }

    /** Makes the claimed account in the body into the variables {@code poll}, {@code account} and {@code changedSince}. */
    public void start(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.getMessage().setBody(null);
        MDC.remove("purchase");
        MDC.remove("order");
        Timestamp now = (Timestamp) row.get("read_at");
        Timestamp cursor = (Timestamp) row.get("poll_cursor");
        Instant since = cursor == null ? back(now, polling.firstLook()) : back(cursor, polling.overlap());
        exchange.setVariable("poll", new Poll((String) row.get("id"), (UUID) row.get("poll_claim_id"), now));
        exchange.setVariable("account", row.get("id"));
        exchange.setVariable("changedSince", since);
        exchange.setVariable("page", 0);
        exchange.setVariable("known", new HashSet<String>());
        exchange.setVariable("polled", new LinkedHashSet<Map<String, String>>());
    }

    /** @throws IllegalStateException when the claim of the body's rows was not renewed: another worker polls the account by now */
    public void requireClaim(Exchange exchange) {
        if (exchange.getMessage().getBody(List.class).isEmpty()) {
            throw new IllegalStateException("the claim of this poll is over");
        }
    }

    /** Adds one page of changed orders to {@code polled}; {@code page} becomes the next page, or -1. */
    public void page(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        try {
            OrderListPage page = OrderListPage.read(answer.path("value"), known(exchange));
            for (JsonNode order : page.fresh()) {
                polled(exchange).add(row(order));
            }
            exchange.setVariable("page", page.more() ? exchange.getVariable("page", Integer.class) + 1 : -1);
        } catch (OrderListPage.Incomplete e) {
            throw catalogue.exception(catalogue.find("alibaba", "NO_ANSWER_VALUE"), e.getMessage(), Json.text(answer, "request_id"));
        }
    }

    /** Leaves what was polled as JSON in {@code polledJson}. */
    public void write(Exchange exchange) throws JsonProcessingException {
        exchange.setVariable("polledJson", json.writeValueAsString(polled(exchange)));
    }

    private static Map<String, String> row(JsonNode order) throws OrderListPage.Incomplete {
        String id = Json.text(order, "trade_id");
        if (!TRADE_ID.matcher(id).matches()) {
            throw new OrderListPage.Incomplete("an order of the list has a trade_id that is none");
        }
        Map<String, String> row = new LinkedHashMap<>();
        row.put("trade_id", id);
        String status = Json.text(order, "trade_status");
        row.put("status", status == null || !WORD.matcher(status).matches() ? "" : status);
        row.put("created_at", time(order.path("create_date")));
        row.put("modified_at", time(order.path("modify_date")));
        return row;
    }

    /** The milliseconds; the text beside them is for people. */
    private static String time(JsonNode date) {
        String millis = Json.text(date, "timestamp");
        return millis == null || !MILLISECONDS.matcher(millis).matches() ? null : Instant.ofEpochMilli(Long.parseLong(millis)).toString();
    }

    private static Instant back(Timestamp from, Duration by) {
        return from.toInstant().minus(by);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> known(Exchange exchange) {
        return exchange.getVariable("known", Set.class);
    }

    @SuppressWarnings("unchecked")
    private static Set<Map<String, String>> polled(Exchange exchange) {
        return exchange.getVariable("polled", Set.class);
    }
}
