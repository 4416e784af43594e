package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the create call says, and what comes of its answers. */
class AliexpressPlaceTest extends AliExpressTestCase {

    private JsonNode sent(String parameter) throws Exception {
        return new ObjectMapper().readTree(ledger().calls(CREATE_ORDER).get(0).parameter(parameter));
    }

    @Test
    void severalOrdersOfOneCallAreOnePurchase() {
        walk.send("orders/paid", order().line(MAT, 1, "39.90").line(SWEATER, 1, "39.90"));

        Map<String, Object> held = awaitHeld("PAY_BY_HAND");
        List<String> trades = tradeIds(held.get("id"));
        assertThat(trades).hasSize(2).doesNotHaveDuplicates();
        assertThat(made()).hasSize(2);
        assertThat((BigDecimal) held.get("actual_total")).isEqualByComparingTo((BigDecimal) held.get("quoted_total"));

        payByHand(trades.get(0));
        walk.move(Duration.ofSeconds(31));
        walk.awaitQuiet();
        assertThat(walk.purchase()).containsEntry("state", "held");
        payByHand(trades.get(1));
        walk.move(Duration.ofSeconds(31));
        walk.awaitPurchase("paid");
        walk.move(Duration.ofMinutes(65));
        assertThat(String.valueOf(walk.awaitPurchase("shipped").get("tracking")).split("CNUSA")).hasSize(3);
    }

    @Test
    void theCallCarriesReferenceVariantCarrierNoteAndAddress() throws Exception {
        Object id = walkedTo("placed", mats(2)).get("id");

        JsonNode order = sent("param_place_order_request4_open_api_d_t_o");
        assertThat(order.path("out_order_id").asText()).isEqualTo(purchase(id).get("reference"));
        JsonNode item = order.path("product_items").get(0);
        assertThat(item.path("product_id").isNumber()).isTrue();
        assertThat(item.path("product_count").asInt()).isEqualTo(2);
        assertThat(item.path("sku_attr").asText()).isEqualTo(AliExpressCatalogue.GUIDE_BLUE);
        assertThat(item.path("logistics_service_name").asText()).isEqualTo("CAINIAO_STANDARD");
        assertThat(order.path("logistics_address").path("mobile_no").asText()).matches("\\d+");
        assertThat(order.path("logistics_address").path("phone_country").asText()).isEqualTo("+1");
    }

    @Test
    void aProductSoldUnderAnotherNumberIsOrderedByThatOne() throws Exception {
        walk.send("orders/paid", order().line(sku(AliExpressCatalogue.US_NUMBER, AliExpressCatalogue.US_NUMBER_ATTR), 1, "39.90"));

        awaitHeld("PAY_BY_HAND");
        assertThat(sent("param_place_order_request4_open_api_d_t_o").path("product_items").get(0).path("product_id").asText())
                .isEqualTo(AliExpressCatalogue.US_NUMBER_US);
    }

    @Test
    void dearerThanQuotedIsHeldBeforeAnyonePays() {
        walk.send("orders/paid", order().line(sku(AliExpressCatalogue.HIDDEN_TAX, AliExpressCatalogue.HIDDEN_TAX_ATTR), 1, "39.90"));

        Map<String, Object> held = awaitHeld("PRICE_CHANGED");
        assertThat((BigDecimal) held.get("quoted_total")).isEqualByComparingTo("10.00");
        assertThat((BigDecimal) held.get("actual_total")).isEqualByComparingTo("11.50");
        act("approve", held.get("id"));
        assertThat(awaitHeld("PAY_BY_HAND").get("pay_url")).isNotNull();
    }

    @Test
    void aRefusalThatADocumentNamesHoldsAndMakesNothing() {
        walk.sandbox().faults().add(Fault.code(CREATE_ORDER, "BLACKLIST_BUYER_IN_LIST", "no"));
        walk.send("orders/paid", mats(1));

        assertThat(awaitHeld("BLACKLIST_BUYER_IN_LIST")).containsEntry("held_from", "quoted");
        assertThat(made()).isEmpty();
    }
}
