package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several buyers, each with a peculiarity, and none of them sees another's orders. */
class AccountsTest extends RunningSandbox {

    @Test
    void givesEveryAccountIdsAndLifetimesOfItsOwn() throws Exception {
        JsonNode first = connect("buyer");
        JsonNode second = connect("buyer2");

        assertThat(first.path("expires_in").isNumber()).isTrue();
        assertThat(second.path("expires_in").isTextual()).isTrue();
        assertThat(second.path("refresh_expires_in").asText()).isEqualTo("5184000");
        assertThat(second.path("country").asText()).isEqualTo("sg");
        for (String id : List.of("/user_info/user_id", "/havana_id", "/account_id")) {
            assertThat(first.at(id).asText()).matches("\\d{9,11}").isNotEqualTo(second.at(id).asText());
        }
        assertThat(List.of(first, second)).allMatch(answer -> answer.path("account_platform").asText().equals("buyApp"));
    }

    @Test
    void neverRefreshesTheTokenOfTheOneThatSaysSo() throws Exception {
        JsonNode answer = connect("buyer-once");
        assertThat(code(alibaba.post(SandboxClient.LIST, "role", "buyer"))).isEqualTo("0");
        alibaba.accessToken = null;

        assertThat(answer.path("refresh_expires_in").asText()).isEqualTo("0");
        assertThat(code(alibaba.post("/auth/token/refresh", "refresh_token", answer.path("refresh_token").asText())))
                .isEqualTo("IllegalRefreshToken");
    }

    @Test
    void letsTheChineseOneDoEverythingButOrder() throws Exception {
        connect("buyer-cn");
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");

        assertThat(code(alibaba.create("R-1", Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN", "EX_ASP_JYC_ECONOMY")))
                .isEqualTo("110001");
        assertThat(sandbox.ledger().created()).isEmpty();
    }

    @Test
    void keepsEveryCallAwayFromTheTradesOfAnother() throws Exception {
        String trade = alibaba.order("R-1");
        alibaba.pay(trade);
        connect("buyer2");

        assertThat(alibaba.post(SandboxClient.LIST, "role", "buyer").at("/value/total_count").asInt()).isZero();
        assertThat(code(alibaba.pay(trade))).isEqualTo("InvalidParameter");
        for (String api : List.of(SandboxClient.GET, "/alibaba/order/fund/query")) {
            assertThat(code(alibaba.post(api, "e_trade_id", trade, "data_select",
                    api.equals(SandboxClient.GET) ? "draft_role" : "fund_transaction_fee"))).as(api).isEqualTo("InvalidParameter");
        }
        for (String api : List.of(SandboxClient.CANCEL, SandboxClient.RESULT, "/order/logistics/query", "/order/logistics/tracking/get")) {
            assertThat(code(alibaba.post(api, "trade_id", trade))).as(api).isEqualTo("InvalidParameter");
        }
    }

    @Test
    void keepsAQuoteToTheAccountThatAskedForIt() throws Exception {
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        connect("buyer2");

        assertThat(code(alibaba.create("R-1", Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN", "EX_ASP_JYC_ECONOMY")))
                .isEqualTo("4028");
    }

    @Test
    void tellsTheBuyersOfTwoOrdersApart() throws Exception {
        String one = alibaba.order("R-1");
        String first = alibaba.post(SandboxClient.GET, "e_trade_id", one).at("/value/buyer/immutable_eid").asText();
        connect("buyer2");
        String other = alibaba.order("R-2");

        assertThat(alibaba.post(SandboxClient.GET, "e_trade_id", other).at("/value/buyer/immutable_eid").asText())
                .matches("[\\w+/]{22}==").isNotEqualTo(first);
    }

    private JsonNode connect(String account) throws Exception {
        return alibaba.connect(sandbox.alibabaAuthorizeUrl(), account);
    }
}
