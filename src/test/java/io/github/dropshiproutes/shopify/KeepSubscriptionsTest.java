package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepSubscriptionsTest extends SubscriptionTestCase {

    private static final String SHOP = SandboxOptions.SHOP;
    @BeforeEach
    void due() {
        walk.jdbc().sql("UPDATE shop SET subscriptions = 'due', subscriptions_attempts = 0, subscriptions_code = NULL").update();
    }

    private Map<String, Object> look(String state) {
        walk.jdbc().sql("UPDATE shop SET subscriptions = 'due', next_subscriptions_at = dropship_now()").update();
        await().atMost(Duration.ofSeconds(30)).until(() -> row().get("subscriptions"), state::equals);
        return row();
    }

    private Map<String, Object> row() {
        return walk.jdbc().sql("SELECT * FROM shop").query().singleRow();
    }

    private List<String> topics() {
        return walk.sandbox().shops().subscriptions(SHOP).stream().filter(one -> one.get("uri").asText().equals(ADDRESS))
                .map(one -> one.get("topic").asText()).toList();
    }

    @Test
    void everyTopicThatIsHandledIsSubscribedTo() {
        look("kept");

        assertThat(topics()).containsExactlyInAnyOrder("ORDERS_PAID", "ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_EDITED", "ORDERS_CANCELLED",
                "REFUNDS_CREATE", "ORDERS_RISK_ASSESSMENT_CHANGED", "APP_UNINSTALLED");
    }

    @Test
    void whatShopifyRemovedIsMadeAgainAndNothingElse() {
        look("kept");
        walk.sandbox().shops().unsubscribe(SHOP, "ORDERS_PAID");
        int before = walk.sandbox().ledger().calls(CREATE).size();

        look("kept");

        assertThat(topics()).contains("ORDERS_PAID").doesNotHaveDuplicates();
        assertThat(walk.sandbox().ledger().calls(CREATE)).hasSize(before + 1);
    }

    @Test
    void aLookThatFailsSaysWhyAndIsMadeAgain() {
        walk.sandbox().faults().add(Fault.code(CREATE, "ACCESS_DENIED", "Access denied for webhookSubscriptionCreate field."));

        Map<String, Object> failed = look("failed");
        assertThat(failed).containsEntry("subscriptions_code", "ACCESS_DENIED");
        assertThat((String) failed.get("subscriptions_hint")).isNotBlank();

        assertThat(look("kept")).containsEntry("subscriptions_code", null);
    }

    @Test
    void aTopicThatIsRefusedKeepsTheShopFromNoOther() {
        walk.sandbox().faults().add(Fault.code(CREATE, "ACCESS_DENIED", "Access denied for ORDERS_RISK_ASSESSMENT_CHANGED.")
                .when("topic", "ORDERS_CREATE"));

        assertThat(look("failed")).containsEntry("subscriptions_code", "ACCESS_DENIED");

        assertThat(topics()).hasSize(7).doesNotContain("ORDERS_CREATE");
        look("kept");
        assertThat(topics()).hasSize(8);
    }

    @Test
    void aLostAnswerLeavesNoDouble() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));

        look("failed");
        look("kept");

        assertThat(topics()).hasSize(8).doesNotHaveDuplicates();
    }
}
