package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;

/** A running walk that pushes can be sent to; each is its own message unless it says the same time. */
abstract class PushTestCase extends StageTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private int pushes;

    /** Sends a signed push, which must be taken in. */
    final void push(String json) {
        try {
            SignedPush push = SignedPush.valid(SandboxOptions.APP_KEY, SandboxOptions.APP_SECRET).with(json);
            assertThat(HTTP.send(push.to(walk.url()), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Pushes an order's status by a message type of one's choice. */
    final void pushOrder(int type, String tradeId, String status) {
        pushOrder(type, tradeId, status, "{}");
    }

    /** @param account JSON members of the envelope that name the account, as an object */
    final void pushOrder(int type, String tradeId, String status, String account) {
        String members = account.substring(1, account.length() - 1);
        push("{" + members + (members.isBlank() ? "" : ",") + "\"message_type\":" + type + ",\"data\":{\"trade_id_str\":\"" + tradeId
                + "\",\"status\":\"" + status + "\",\"status_update_time\":\"2026-11-22 10:00:" + pushes++ + "\"}}");
    }

    /** @return true once no message waits any more */
    final boolean allRead() {
        return ask("SELECT NOT EXISTS (SELECT FROM inbox WHERE state = 'new')", Boolean.class);
    }

    /** @return the trade of the purchase whose create call was answered to nobody */
    final String createdTrade() {
        return ledger().created().get(0).tradeId();
    }
}
