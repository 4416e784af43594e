package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What is Alibaba's own about tokens: their lifetimes, and how the answers that bring them look. */
final class AlibabaTokens {

    private static final Duration CODE_LIFE = Duration.ofMinutes(30);

    private AlibabaTokens() {
    }

    static Tokens of(SandboxOptions options, Ledger ledger) {
        return new Tokens(new Tokens.Rules(SandboxServer.ALIBABA, options.alibaba(), Buyer.ALIBABA, CODE_LIFE, Duration.ofDays(10),
                Duration.ofDays(60), false, AlibabaTokens::answer), options.clock(), ledger);
    }

    private static ObjectNode answer(Tokens.Issued issued, boolean consented) {
        Buyer buyer = issued.buyer();
        ObjectNode answer = Json.object().put("access_token", issued.accessToken()).put("refresh_token", issued.refreshToken());
        lifetime(answer, "expires_in", issued.accessLife(), buyer);
        lifetime(answer, "refresh_expires_in", issued.refreshLife(), buyer);
        if (consented) {
            answer.put("account_id", buyer.userId()).put("account", buyer.name() + "@example.com").put("account_platform", "buyApp")
                    .put("country", buyer.country()).put("havana_id", buyer.havanaId());
            answer.putObject("user_info").put("country", "GLOBAL").put("loginId", buyer.name())
                    .put("user_id", buyer.userId()).put("seller_id", "1001");
        }
        return answer;
    }

    private static void lifetime(ObjectNode answer, String field, Duration life, Buyer buyer) {
        if (buyer.tokens() == Buyer.TokenAnswers.TEXT) {
            answer.put(field, String.valueOf(life.toSeconds()));
        } else {
            answer.put(field, life.toSeconds());
        }
    }
}
