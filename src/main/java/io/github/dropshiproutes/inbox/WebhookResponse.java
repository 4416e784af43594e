package io.github.dropshiproutes.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers errors as RFC 9457 problems, where the server would dispatch the request again to an error page. */
final class WebhookResponse extends HttpServletResponseWrapper {

    private static final ObjectMapper JSON = new ObjectMapper();

    WebhookResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
        HttpStatus known = HttpStatus.resolve(status);
        sendProblem(known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known, null);
    }

    /** @param message not shown: it may say more than a stranger should know */
    @Override
    public void sendError(int status, String message) throws IOException {
        sendError(status);
    }

    /** @param detail what the sender can do, or null */
    void sendProblem(HttpStatus status, String detail) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        if (detail != null) {
            problem.put("detail", detail);
        }
        byte[] body = JSON.writeValueAsBytes(problem);
        setStatus(status.value());
        setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        setContentLength(body.length);
        getOutputStream().write(body);
    }
}
