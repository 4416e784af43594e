package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape in which a token endpoint was seen or documented to answer. */
class TokenPairTest {

    private static final Instant NOW = Instant.ofEpochMilli(1711600160000L);
    /** As captured, secrets replaced. */
    private static final String ALIEXPRESS = "{\"refresh_token_valid_time\":1716784148000,\"havana_id\":\"3000021180000\","
            + "\"expire_time\":1714192160000,\"locale\":\"zh_CN\",\"user_nick\":\"kr1000005815\",\"access_token\":\"a\",\"refresh_token\":\"r\","
            + "\"user_id\":\"2637900000\",\"account_platform\":\"buyerApp\",\"refresh_expires_in\":5183988,\"expires_in\":2592000,\"sp\":\"ae\","
            + "\"seller_id\":\"2637900000\",\"account\":\"x@y\",\"code\":\"0\",\"request_id\":\"r-1\"}";

    private static TokenPair read(String answer) {
        try {
            return TokenPair.read(new ObjectMapper().readTree(answer), NOW, Duration.ofDays(1));
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer, e);
        }
    }

    @Test
    void theCapturedAnswerOfAliExpressIsRead() {
        TokenPair pair = read(ALIEXPRESS);

        assertThat(pair.access()).isEqualTo("a");
        assertThat(pair.refresh()).isEqualTo("r");
        assertThat(pair.userId()).isEqualTo("2637900000");
        assertThat(pair.platform()).isEqualTo("buyerApp");
        assertThat(pair.expires()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(pair.refreshExpires()).isEqualTo(Instant.ofEpochMilli(1716784148000L));
        assertThat(pair.refreshEndIsSaid()).isTrue();
        assertThat(pair.refreshable()).isTrue();
    }

    @Test
    void numbersMayBeTextsAndTheUserMayStandElsewhere() {
        TokenPair pair = read("{\"access_token\":\"a\",\"expires_in\":\"86400\",\"refresh_expires_in\":\"172800\","
                + "\"country_user_info_list\":[{\"user_id\":42}]}");

        assertThat(pair.expires()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(pair.refreshExpires()).isEqualTo(NOW.plus(Duration.ofDays(2)));
        assertThat(pair.refreshEndIsSaid()).isFalse();
        assertThat(pair.userId()).isEqualTo("42");
        assertThat(pair.refresh()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\""})
    void aRefreshTokenWithoutALifeCannotBeUsed(String life) {
        TokenPair pair = read(ALIEXPRESS.replace("5183988", life));

        assertThat(pair.refreshable()).isFalse();
        assertThat(pair.refreshExpires()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1711600159999", "99999999999999", "\"soon\"", "null"})
    void anEndThatCannotBeIsCountedFromNowInstead(String end) {
        TokenPair pair = read(ALIEXPRESS.replace("1716784148000", end));

        assertThat(pair.refreshEndIsSaid()).isFalse();
        assertThat(pair.refreshExpires()).isEqualTo(NOW.plusSeconds(5183988));
    }

    @Test
    void aTokenThatSaysNoLifeIsTakenToLiveAsLongAsAnImportedOne() {
        assertThat(read("{\"access_token\":\"a\"}").expires()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void noTokenIsInItsText() {
        assertThat(read(ALIEXPRESS.replace("\"a\"", "\"hush\"").replace("\"r\"", "\"hush\"")).toString()).doesNotContain("hush");
        assertThat(new SupplierAccounts.Token("aliexpress", "id", 1, "hush").toString()).doesNotContain("hush");
        assertThat(new SupplierAccounts.Refresh("aliexpress", "id", null, "hush", "hush").toString()).doesNotContain("hush");
    }
}
