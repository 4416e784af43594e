package io.github.dropshiproutes.api;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The walk in figures.
 *
 * @param purchases         how many by state, also those of which there is none
 * @param held              how many are held by reason code
 * @param messages          how many wait ({@code new}) or are {@code parked}
 * @param waiting           what else waits for a person: {@code price_changes} and {@code privacy_requests}
 * @param backlogAgeSeconds how long the oldest due row has waited, by {@code messages}, {@code orders} and {@code purchases};
 *                          0 = none is due
 * @param spendTodayUsd     what is reserved for paying on this UTC day
 */
@JsonNaming(SnakeCaseStrategy.class)
record Figures(Map<String, Long> purchases, Map<String, Long> held, Map<String, Long> messages, Map<String, Long> waiting,
               Map<String, Long> backlogAgeSeconds,
               @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal spendTodayUsd) {
}
