package io.github.dropshiproutes.aliexpress;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What the tests of AliExpress's walk share: its products, its calls, and orders of a customer it delivers to. */
abstract class AliExpressTestCase extends StageTest {

    static final String CREATE_ORDER = "aliexpress.ds.order.create";
    static final String GET_ORDER = "aliexpress.trade.ds.order.get";
    static final String GET_PRODUCT = "aliexpress.ds.product.get";
    static final String QUERY_FREIGHT = "aliexpress.ds.freight.query";
    static final String GET_TRACKING = "aliexpress.ds.order.tracking.get";
    /** 24.99 and free freight. */
    static final String MAT = sku(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE);
    static final String SWEATER = sku(AliExpressCatalogue.OTHER_STORE, AliExpressCatalogue.OTHER_STORE_ATTR);

    static String sku(String productId, String attr) {
        return attr.isEmpty() ? "aliexpress:" + productId : "aliexpress:" + productId + ":" + attr;
    }

    /** @return a paid order of one variant at 39.90 a piece, without the line */
    ShopifySamples order() {
        return walk.order();
    }

    ShopifySamples mats(int pieces) {
        return order().line(MAT, pieces, "39.90");
    }

    /** @return orders made at AliExpress */
    List<LedgerEntry> made() {
        return ledger().created("aliexpress");
    }

    /** Waits until the only purchase is held for that reason. */
    Map<String, Object> awaitHeld(String reasonCode) {
        Awaitility.await().until(() -> {
            List<Map<String, Object>> rows = walk.purchases();
            return rows.isEmpty() ? "none" : rows.get(0).get("state") + " " + rows.get(0).get("reason_code") + " " + rows.get(0).get("what");
        }, is -> is.startsWith("held " + reasonCode + " "));
        return walk.purchases().get(0);
    }

    /** @return the orders that the purchase keeps at AliExpress, in their order */
    List<String> tradeIds(Object purchaseId) {
        return walk.jdbc().sql("SELECT trade_id FROM trade WHERE purchase_id = ? AND role = 'kept' ORDER BY created_at").param(purchaseId)
                .query(String.class).list();
    }

    void payByHand(String tradeId) {
        walk.sandbox().aliExpress().trades().payByHand(tradeId);
    }
}
