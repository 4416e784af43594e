package io.github.dropshiproutes.imports;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of imports share: jobs as callers ask for them, and what then stands in the shop. */
public abstract class ImportTestCase extends StageTest {

    protected static final String SHOP = SandboxOptions.SHOP;
    protected static final String SET = "/shopify/ProductSet";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The catalogue reads the same products at the suppliers; what imports ask is counted here. */
    @BeforeEach
    void noCatalogue() {
        pause("read-supplier-products");
    }

    @AfterEach
    void leaveImportsAlone() {
        sql("UPDATE import_job SET state = 'cancelled'");
        sql("UPDATE import_product SET state = 'cancelled' WHERE state = 'waiting'");
        await().until(() -> ask("SELECT count(*) FROM import_product WHERE claimed_until > dropship_now()", Integer.class) == 0);
    }

    /** @return the id of the job that the body asks for */
    protected final String ordered(String body) {
        HttpResponse<String> answer = walk.call("POST", "/api/imports", body);
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return json(answer.body()).get("id").asText();
    }

    protected final String orderedProducts(String supplier, String... ids) {
        return ordered("{\"supplier\":\"" + supplier + "\",\"product_ids\":[\"" + String.join("\",\"", ids) + "\"]}");
    }

    protected final JsonNode job(String id) {
        return walk.get("/api/imports/" + id);
    }

    protected final JsonNode awaitJob(String id, String state) {
        await().until(() -> job(id), job -> state.equals(job.get("state").asText()));
        return job(id);
    }

    /** Waits until the only product of the job is tried again for that reason. */
    protected final JsonNode awaitWaiting(String id, String code) {
        await().until(() -> job(id).at("/waiting/0/reason_code").asText(""), code::equals);
        await().until(() -> ask("SELECT count(*) FROM import_product WHERE claim_id IS NOT NULL", Integer.class) == 0);
        return job(id).at("/waiting/0");
    }

    /** @return the products that stand in the shop */
    protected final List<ObjectNode> shelf() {
        return walk.sandbox().shops().products().all(SHOP);
    }

    /** @return how often a product was created in the shop or replaced there */
    protected final List<LedgerEntry> written() {
        return ledger().ofKind("shop_imported");
    }

    protected final void fail(String operation, FaultAction action) {
        walk.sandbox().faults().add(Fault.at("/shopify/" + operation, action));
    }

    protected static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
