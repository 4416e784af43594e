package io.github.dropshiproutes.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * An import job.
 *
 * @param state    {@code searching}, {@code running}, {@code done}, {@code cancelled} or {@code failed} (the search was)
 * @param keywords what is searched for; null where products were named
 * @param done     products that succeeded, failed or were left out
 * @param total    products in all; 0 while they are searched for
 * @param imported products that stand in the shop
 * @param reason   why the search failed, or is made again; else null
 * @param results  in the guide's shape, as named or found; only in the single view, as what follows
 * @param waiting  products that are tried again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record ImportView(String id, String state, String shop, String supplier, String keywords, boolean publish, int done, int total, int imported,
                  String reasonCode, String reason, String hint, Instant createdAt, List<Result> results, List<Waiting> waiting) {

    /**
     * What became of a product.
     *
     * @param status {@code success} or {@code failed}
     * @param error  what went wrong, for a person; null after success
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Result(String productId, String shopifyId, String status, String error, String reasonCode, String hint) {
    }

    /** A product that waits, and for what. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Waiting(String productId, String reasonCode, String reason, String hint, Instant nextAttemptAt) {
    }
}
