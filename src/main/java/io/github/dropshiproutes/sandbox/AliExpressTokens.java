package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What is AliExpress's own about tokens: codes of three minutes, a refresh that does not prolong the refresh token, and how
 * the answers look. The lifetimes are those of an application that is online.
 */
final class AliExpressTokens {

    private static final Duration CODE_LIFE = Duration.ofMinutes(3);

    private AliExpressTokens() {
    }

    static Tokens of(SandboxOptions options, Ledger ledger) {
        return new Tokens(new Tokens.Rules(SandboxServer.ALIEXPRESS, options.aliExpress(), Buyer.ALIEXPRESS, CODE_LIFE,
                Duration.ofDays(30), Duration.ofDays(60), true, AliExpressTokens::answer), options.clock(), ledger);
    }

    /** A code that comes with a {@code uuid} is refused, as was seen. */
    static ObjectNode create(Tokens tokens, GatewayCall call) {
        if (call.parameters().has("uuid")) {
            throw Refusal.gateway("InvalidCode", "Invalid authorization code");
        }
        return tokens.exchange(call.parameters().text("code"));
    }

    private static ObjectNode answer(Tokens.Issued issued, boolean consented) {
        Buyer buyer = issued.buyer();
        ObjectNode answer = Json.object().put("access_token", issued.accessToken()).put("user_id", buyer.userId())
                .put("seller_id", buyer.userId()).put("havana_id", buyer.havanaId()).put("user_nick", buyer.name())
                .put("account", buyer.name() + "@example.com").put("account_platform", "buyerApp").put("sp", "ae")
                .put("locale", "zh_CN");
        if (issued.refreshToken() != null) {
            answer.put("refresh_token", issued.refreshToken());
        }
        if (consented) {
            answer.put("account_id", buyer.userId());
        }
        number(answer, "expires_in", issued.accessLife().toSeconds(), buyer);
        number(answer, "expire_time", issued.now().plus(issued.accessLife()).toEpochMilli(), buyer);
        number(answer, "refresh_expires_in", issued.refreshLife().toSeconds(), buyer);
        number(answer, "refresh_token_valid_time", issued.now().plus(issued.refreshLife()).toEpochMilli(), buyer);
        return answer;
    }

    private static void number(ObjectNode answer, String field, long value, Buyer buyer) {
        if (buyer.tokens() == Buyer.TokenAnswers.TEXT) {
            answer.put(field, String.valueOf(value));
        } else {
            answer.put(field, value);
        }
    }
}
