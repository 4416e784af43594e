package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class UninstallShopTest extends StageTest {

    private static final String SHOP = SandboxOptions.SHOP;

    private void uninstall() {
        walk.sandbox().shopify().tokens().uninstall(SHOP);
        walk.send("app/uninstalled", ("{\"id\":1,\"domain\":null,\"myshopify_domain\":\"" + SHOP + "\"}").getBytes(StandardCharsets.UTF_8));
        Awaitility.await().until(() -> ask("SELECT uninstalled_at IS NOT NULL FROM shop", Boolean.class));
    }

    @Test
    void nothingIsBoughtAnyMoreAndEverythingGoesOnAfterTheNextInstallation() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        uninstall();

        resume("place-purchases");
        Map<String, Object> held = awaitState(id, "held");
        assertThat(held).containsEntry("reason_code", "SHOP_UNINSTALLED").containsEntry("held_from", "quoted");
        assertThat((String) held.get("hint")).contains("Install the app");
        assertThat(ledger().calls(CREATE)).isEmpty();

        walk.sandbox().shopify().tokens().install(SHOP);
        sql("UPDATE shop SET next_poll_at = dropship_now()");

        walk.awaitPurchase("paid");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void whatIsPlacedIsNotPaid() {
        Object id = walkedTo("placed", cups(1)).get("id");
        uninstall();

        resume("pay-purchases");

        assertThat(awaitState(id, "held")).containsEntry("reason_code", "SHOP_UNINSTALLED").containsEntry("held_from", "placed");
        assertThat(ledger().calls(PAY)).isEmpty();
    }

    @Test
    void newsOlderThanTheLastInstallationChangeNothing() {
        sql("UPDATE shop SET installed_at = dropship_now() + interval '1 hour'");

        walk.send("app/uninstalled", "{\"id\":1}".getBytes(StandardCharsets.UTF_8));
        Awaitility.await().until(() -> ask("SELECT string_agg(state, ',') FROM inbox", String.class).equals("done"));

        assertThat(ask("SELECT uninstalled_at IS NULL FROM shop", Boolean.class)).isTrue();
    }

    @Test
    void aBodyOfAnotherShopStopsNobody() {
        walk.send("app/uninstalled", "{\"id\":1,\"myshopify_domain\":\"other.myshopify.com\"}".getBytes(StandardCharsets.UTF_8));

        Awaitility.await().until(() -> ask("SELECT string_agg(state, ',') FROM inbox", String.class).equals("parked"));
        assertThat(ask("SELECT uninstalled_at IS NULL FROM shop", Boolean.class)).isTrue();
    }
}
