package io.github.dropshiproutes.suppliers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a token endpoint gave.
 *
 * @param access           null when it gave none
 * @param refresh          null when it gave none: then the one that was used goes on being good
 * @param expires          when the access token ends
 * @param refreshExpires   when the refresh token ends; null when nobody said
 * @param refreshEndIsSaid whether that is a moment the supplier named, and not counted from now
 * @param refreshable      false when the supplier says that nothing can be refreshed: a person must connect it again when it ends
 */
record TokenPair(String access, String refresh, Instant expires, Instant refreshExpires, boolean refreshEndIsSaid, boolean refreshable,
                 String userId, String havanaId, String platform, String country) {

    /** A moment further away is a mistake, and one before now no end that could be shown. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /**
     * The user stands in {@code user_info}, in a list of {@code country_user_info}, or beside the tokens; lives are seconds and
     * ends milliseconds since 1970, number or text.
     *
     * @param otherwise the life of an access token that does not say how long it lives
     */
    static TokenPair read(JsonNode answer, Instant now, Duration otherwise) {
        Instant expires = now.plusSeconds(Json.count(answer, "expires_in", (int) otherwise.toSeconds()));
        int refreshLife = Json.count(answer, "refresh_expires_in", -1);
        Instant saidEnd = refreshLife == 0 ? null : moment(answer, now);
        Instant refreshExpires = saidEnd != null ? saidEnd : refreshLife <= 0 ? null : now.plusSeconds(refreshLife);
        JsonNode user = answer.path("user_info");
        for (String list : List.of("country_user_info", "country_user_info_list")) {
            user = user.isObject() ? user : answer.path(list).path(0);
        }
        String userId = first(Json.text(user, "user_id"), Json.text(answer, "user_id"), Json.text(answer, "account_id"));
        return new TokenPair(Json.text(answer, "access_token"), Json.text(answer, "refresh_token"), expires, refreshExpires,
                saidEnd != null, refreshLife != 0, userId, first(Json.text(answer, "havana_id"), Json.text(user, "havana_id")),
                Json.text(answer, "account_platform"), Json.text(answer, "country"));
    }

    private static Instant moment(JsonNode answer, Instant now) {
        BigDecimal millis = Json.decimal(answer, "refresh_token_valid_time");
        if (millis == null) {
            return null;
        }
        Instant end = Instant.ofEpochMilli(millis.longValue());
        return end.isAfter(now) && end.isBefore(now.plus(LONGEST)) ? end : null;
    }

    private static String first(String... texts) {
        return Arrays.stream(texts).filter(Objects::nonNull).findFirst().orElse(null);
    }

    @Override
    public String toString() {
        return "TokenPair[until " + expires + "]";
    }
}
