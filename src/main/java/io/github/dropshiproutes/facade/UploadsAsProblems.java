package io.github.dropshiproutes.facade;

import io.github.dropshiproutes.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** A file that is too large is refused before any route sees it. */
@RestControllerAdvice
@Order(0)
class UploadsAsProblems {

    private final DataSize mostBytes;

    UploadsAsProblems(@Value("${spring.servlet.multipart.max-file-size}") DataSize mostBytes) {
        this.mostBytes = mostBytes;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooLarge(MaxUploadSizeExceededException tooLarge) {
        Map<String, Object> problem = new LinkedHashMap<>(Problem.of("", HttpStatus.PAYLOAD_TOO_LARGE,
                "data must be at most " + mostBytes.toBytes() + " bytes (" + mostBytes.toMegabytes() + " MB)."));
        problem.put("field", "data");
        return ResponseEntity.status(HttpStatus.PAYLOAD_TOO_LARGE).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
