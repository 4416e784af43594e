package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

class ReadAlibabaProductMessageTest extends PushTestCase {

    private static final long NOW = 1_700_000_000;

    @BeforeEach
    void linkProducts() {
        for (String[] link : new String[][] {{"both", "12", null}, {"red", "12", "121"}, {"blue", "12", "122"}, {"other", "13", null}}) {
            sql("INSERT INTO product_link (shop, sku, supplier, product_id, sku_id) VALUES ('s', ?, 'alibaba', ?, ?)",
                    link[0], link[1], link[2]);
        }
        sql("INSERT INTO product_link (shop, sku, supplier, product_id) VALUES ('s', 'elsewhere', 'aliexpress', '12')");
    }

    private void tell(int type, String members, long at) {
        push("{\"seller_id\":\"BROADCAST\",\"message_type\":" + type
                + ",\"data\":{\"productId\":\"12\"," + members + "},\"timestamp\":" + at + "}");
    }

    private void allEvents(int count) {
        await().until(() -> allRead() && ask("SELECT count(*) FROM product_event", Integer.class) == count);
    }

    private String gone() {
        return ask("SELECT coalesce(string_agg(sku, ',' ORDER BY sku), '') FROM product_link WHERE supplier_state = 'gone'", String.class);
    }

    private String dearer() {
        return ask("SELECT coalesce(string_agg(sku, ',' ORDER BY sku), '') FROM product_link WHERE price_changed_at IS NOT NULL",
                String.class);
    }

    @Test
    void aProductThatWentIsMarkedOnItsLinksAndComesBack() {
        tell(1, "\"option\":\"DELETE\"", NOW);
        allEvents(1);
        assertThat(gone()).isEqualTo("blue,both,red");

        tell(1, "\"option\":\"ADD\"", NOW + 10);
        allEvents(2);
        assertThat(gone()).isEmpty();
    }

    @Test
    void olderNewsThatComeLateChangeNothing() {
        tell(1, "\"option\":\"ADD\"", NOW + 10);
        allEvents(1);
        tell(1, "\"option\":\"DELETE\"", NOW);
        allEvents(2);

        assertThat(gone()).isEmpty();
    }

    @Test
    void bothUnitsOfTimeAreTheSameTime() {
        tell(1, "\"option\":\"DELETE\"", NOW * 1000);
        allEvents(1);

        assertThat(ask("SELECT at FROM product_event", Timestamp.class).toInstant()).isEqualTo(Instant.ofEpochSecond(NOW));
    }

    @Test
    void aPriceThatChangedIsMarkedOnTheLinksOfThatVariant() {
        tell(1, "\"skuId\":\"121\",\"option\":\"PRICE_CHANGE\",\"value\":\"11.00\",\"timestamp\":\"" + NOW + "\"", NOW + 5);
        allEvents(1);

        assertThat(dearer()).isEqualTo("both,red");
        assertThat(gone()).isEmpty();
        assertThat(walk.jdbc().sql("SELECT * FROM product_event").query().singleRow()).containsEntry("supplier", "alibaba")
                .containsEntry("product_id", "12").containsEntry("sku_id", "121").containsEntry("kind", "PRICE_CHANGE")
                .containsEntry("value", "11.00");
    }

    @Test
    void aPriceOfTheWholeProductIsMarkedOnAllItsLinks() {
        tell(1, "\"option\":\"PRICE_CHANGE\",\"value\":\"11.00\"", NOW);
        allEvents(1);

        assertThat(dearer()).isEqualTo("blue,both,red");
    }

    @ParameterizedTest
    @CsvSource({"PRODUCT_OFFLINE, DELETE, 'blue,both,red'", "PRODUCT_DELETE, DELETE, 'blue,both,red'", "PRODUCT_ONLINE, ADD, ''",
        "SOMETHING_ELSE, OTHER, ''"})
    void theStatusOfAProductIsUnderstoodAndAnUnknownWordIsKept(String word, String kind, String marked) {
        tell(15, "\"status\":\"" + word + "\"", NOW);
        allEvents(1);

        assertThat(gone()).isEqualTo(marked);
        assertThat(ask("SELECT kind || ' ' || word FROM product_event", String.class)).isEqualTo(kind + " " + word);
    }

    @Test
    void whatIsRememberedOfTheProductIsForgotten() {
        List<ProductChanged> told = new CopyOnWriteArrayList<>();
        ApplicationListener<PayloadApplicationEvent<?>> listener = event -> {
            if (event.getPayload() instanceof ProductChanged changed) {
                told.add(changed);
            }
        };
        walk.application().addApplicationListener(listener);
        try {
            tell(1, "\"option\":\"PRICE_CHANGE\",\"value\":\"11.00\"", NOW);

            await().until(() -> told.contains(new ProductChanged("alibaba", "12")));
        } finally {
            walk.application().removeApplicationListener(listener);
        }
    }
}
