package io.github.dropshiproutes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The inbox: what came in, what is parked and why. */
@RestController
@RequestMapping("/api/messages")
class MessageController {

    private static final Logger LOG = LoggerFactory.getLogger(MessageController.class);
    private static final List<String> STATES = List.of("new", "done", "parked");
    private static final List<String> SOURCES = List.of("shopify", "alibaba", "aliexpress");
    private static final String SELECT = """
            SELECT m.id, m.message_key, m.source, m.topic, m.shop, m.state, m.reason_code, m.reason, m.attempts, length(m.body) AS size,
                m.triggered_at, m.received_at, m.next_attempt_at, m.handled_at, m.emptied_at
            FROM inbox AS m""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Callers callers;

    MessageController(JdbcClient jdbc, ObjectMapper json, Callers callers) {
        this.jdbc = jdbc;
        this.json = json;
        this.callers = callers;
    }

    @GetMapping
    Items<MessageView> list(HttpServletRequest request) {
        return new Listing(request).filter("state", "m.state", STATES).filter("source", "m.source", SOURCES).filter("topic", "m.topic")
                .filter("shop", "m.shop").filter("reason_code", "m.reason_code")
                .search("concat_ws(' ', m.message_key, m.topic, m.reason_code)")
                .behind("m.id < :after", 1, cursor -> Map.of("after", cursor.number(0)))
                .query(jdbc, SELECT, "m.id DESC", MessageController::view, message -> Cursor.of(message.id()));
    }

    @GetMapping("/{id}")
    MessageView one(@PathVariable String id, Authentication caller) {
        MessageView message = find(Ids.number(id, "message"));
        return callers.mayAct(caller) && message.emptiedAt() == null ? message.with(body(message.id())) : message;
    }

    /**
     * Has the message handled once more. What it says is an order's state and never "buy", and planning never exceeds
     * what is to be bought, so nothing is bought twice.
     */
    @PostMapping("/{id}/replay")
    MessageView replay(@PathVariable String id, Principal caller, HttpServletRequest request) {
        JsonBody.read(request);
        long number = Ids.number(id, "message");
        int changed = jdbc.sql("""
                UPDATE inbox AS m SET state = 'new', reason_code = NULL, reason = NULL, attempts = 0, next_attempt_at = dropship_now(),
                    claim_id = NULL, claimed_until = NULL, handled_at = NULL
                WHERE m.id = :id AND m.emptied_at IS NULL AND (m.reason_code IS DISTINCT FROM 'UNKNOWN_SHOP' OR m.shop IN (SELECT domain FROM shop))""")
                .param("id", number).update();
        MessageView message = find(number);
        if (changed == 0 && message.emptiedAt() != null) {
            throw Refusal.conflict("Its body was removed at " + message.emptiedAt()
                    + "; the order is read again when Shopify says something new about it.");
        }
        if (changed == 0) {
            throw Refusal.conflict("The shop " + message.shop() + " is not connected; connect it, then replay the message.");
        }
        LOG.info("message {} replayed by {}", number, caller.getName());
        return message;
    }

    private MessageView find(long id) {
        return jdbc.sql(SELECT + " WHERE m.id = :id").param("id", id).query(MessageController::view).optional()
                .orElseThrow(() -> Refusal.notFound("There is no message with this id."));
    }

    private JsonNode body(String id) {
        byte[] body = jdbc.sql("SELECT body FROM inbox WHERE id = :id").param("id", Long.parseLong(id)).query(byte[].class).single();
        try {
            JsonNode parsed = json.readTree(body);
            return parsed.isMissingNode() ? TextNode.valueOf("") : parsed;
        } catch (IOException notJson) {
            return TextNode.valueOf(new String(body, UTF_8));
        }
    }

    private static MessageView view(ResultSet row, int number) throws SQLException {
        return new MessageView(row.getString("id"), row.getString("message_key"), row.getString("source"), row.getString("topic"),
                row.getString("shop"), row.getString("state"), row.getString("reason_code"), row.getString("reason"),
                row.getInt("attempts"), row.getInt("size"), Rows.instant(row, "triggered_at"), Rows.instant(row, "received_at"),
                Rows.instant(row, "next_attempt_at"), Rows.instant(row, "handled_at"), Rows.instant(row, "emptied_at"), null);
    }
}
