package io.github.dropshiproutes.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** An answer that refuses, as RFC 9457 puts it; on {@code /api/aliexpress/**} with the guide's {@code success} beside. */
public final class Problem {

    private static final ObjectMapper json = new ObjectMapper();

    private Problem() {
    }

    /**
     * @param path   of the request, without the query
     * @param status 400 to 599
     * @param detail what the caller can do about it; never anything of the inside
     * @return the members in the order they are read
     */
    public static Map<String, Object> of(String path, HttpStatus status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        if (tellsSuccess(path)) {
            problem.put("success", false);
        }
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        return problem;
    }

    /** @return true where the guide's callers look for {@code success} */
    static boolean tellsSuccess(String path) {
        return path.startsWith("/api/aliexpress/");
    }

    /** Answers with a problem and nothing else. */
    public static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(of(request.getRequestURI(), status, detail)));
    }
}
