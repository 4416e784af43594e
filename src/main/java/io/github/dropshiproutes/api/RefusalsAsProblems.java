package io.github.dropshiproutes.api;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dropshiproutes.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers refusals in the API's own words; what Spring refuses by itself is a problem already. */
@RestControllerAdvice
@Order(0)
class RefusalsAsProblems {

    private static final String SECONDS_TO_WAIT = "5";

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Refusal refusal, HttpServletRequest request) {
        Map<String, Object> problem = new LinkedHashMap<>(Problem.of(request.getRequestURI(), refusal.status(), refusal.getMessage()));
        problem.putAll(refusal.members());
        return ResponseEntity.status(refusal.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> databaseAway(DataAccessResourceFailureException away, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(request.getRequestURI(), HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer; try again soon."));
    }
}
