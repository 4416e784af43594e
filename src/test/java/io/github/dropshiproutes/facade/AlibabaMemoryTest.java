package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.alibaba.ProductChanged;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions, stock and freight are remembered for a while, until their product changes, and never for the walk. */
class AlibabaMemoryTest extends FacadeTestCase {

    @BeforeEach
    void nothingIsRemembered() {
        walk.move(Duration.ofHours(1));
        gateway.answerBy(request -> GatewayRecorder.json(request.path().contains("freight") ? "{\"code\":\"0\",\"value\":[]}"
                : "{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_data\":" + (request.path().contains("inventory") ? "[]"
                        : "{\"product_id\":\"1\",\"title\":\"" + gateway.requests().size() + "\"}") + "}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/eco/buyer/product/description?product_id=9001 | PT9M | PT2M", "/eco/buyer/product/inventory?product_id=9001 | PT50S | PT20S",
        "/shipping/freight/calculate?product_id=9001&quantity=1&destination_country=US | PT4M | PT2M"})
    void anAnswerIsRememberedForItsLife(String path, Duration within, Duration beyond) {
        get(path).ok();
        walk.move(within);
        get(path).ok();
        assertThat(gateway.requests()).hasSize(1);

        walk.move(beyond);
        get(path).ok();
        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void whateverMattersIsPartOfTheQuestion() {
        get("/eco/buyer/product/description?product_id=9002").ok();
        get("/eco/buyer/product/description?product_id=9002&country=US").ok();
        get("/eco/buyer/product/description?product_id=9002&country=DE").ok();
        get("/eco/buyer/product/description?product_id=9003").ok();
        assertThat(gateway.requests()).hasSize(3);

        walk.jdbc().sql("""
                INSERT INTO account (id, supplier, environment, access_token, refresh_token, access_expires_at, is_default)
                SELECT 'other', supplier, environment, access_token, refresh_token, access_expires_at, false FROM account WHERE is_default AND supplier = 'alibaba'
                ON CONFLICT DO NOTHING""").update();
        Exchange exchange = question("other", "9002");
        walk.application().getBean(SupplierCache.class).find(exchange);
        assertThat(exchange.getVariable("remembered", Boolean.class)).isFalse();
    }

    @Test
    void aChangedProductIsForgottenAndNoOther() {
        get("/eco/buyer/product/description?product_id=9004").ok();
        get("/eco/buyer/product/description?product_id=9005").ok();
        get("/shipping/freight/calculate?product_id=9004&quantity=1&destination_country=US").ok();

        walk.application().publishEvent(new ProductChanged("alibaba", "9004"));
        walk.application().publishEvent(new ProductChanged("aliexpress", "9005"));

        get("/eco/buyer/product/description?product_id=9004").ok();
        get("/shipping/freight/calculate?product_id=9004&quantity=1&destination_country=US").ok();
        get("/eco/buyer/product/description?product_id=9005").ok();
        assertThat(gateway.requests()).hasSize(5);
    }

    @Test
    void anAnswerThatWasOnItsWayWhenTheProductChangedIsNotKept() {
        SupplierCache cache = walk.application().getBean(SupplierCache.class);
        Exchange exchange = question(null, "9006");
        cache.find(exchange);
        walk.application().publishEvent(new ProductChanged("alibaba", "9006"));
        exchange.getMessage().setBody(json("{\"old\":true}"));

        cache.keep(exchange);

        cache.find(exchange);
        assertThat(exchange.getVariable("remembered", Boolean.class)).isFalse();
    }

    @Test
    void aRefusalIsNotRemembered() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"4016\",\"message\":\"m\"}"), GatewayRecorder.json("{\"code\":\"0\",\"value\":[]}"));

        get("/shipping/freight/calculate?product_id=9007&quantity=1&destination_country=US").problemOf(422);
        get("/shipping/freight/calculate?product_id=9007&quantity=1&destination_country=US").ok();
    }

    @Test
    void theWalkAsksForItself() {
        String query = "{\"product_id\":\"9008\",\"country\":\"US\"}";
        get("/eco/buyer/product/description?product_id=9008&country=US").ok();

        walk.camel().createProducerTemplate().send("direct:call-alibaba", exchange -> exchange.setVariable("call",
                AlibabaCall.get(AlibabaQuestions.DESCRIPTION, Map.of("query_req", query))));

        assertThat(gateway.requests()).hasSize(2);
        assertThat(gateway.requests()).allSatisfy(request -> assertThat(request.parameters()).containsEntry("query_req", query));
    }

    @Test
    void hitsAndMissesAreCounted() {
        MeterRegistry meters = walk.application().getBean(MeterRegistry.class);
        double before = meters.get("cache.gets").tags("cache", "alibaba-descriptions", "result", "hit").functionCounter().count();

        get("/eco/buyer/product/description?product_id=9009").ok();
        get("/eco/buyer/product/description?product_id=9009").ok();

        assertThat(meters.get("cache.gets").tags("cache", "alibaba-descriptions", "result", "hit").functionCounter().count())
                .isEqualTo(before + 1);
    }

    private static Exchange question(String account, String product) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("account", account);
        exchange.setVariable("cacheOf", "alibaba-descriptions");
        exchange.setVariable("products", Set.of(product));
        exchange.setVariable("call", AlibabaCall.get(AlibabaQuestions.DESCRIPTION,
                Map.of("query_req", "{\"product_id\":\"" + product + "\",\"country\":\"US\"}")));
        return exchange;
    }
}
