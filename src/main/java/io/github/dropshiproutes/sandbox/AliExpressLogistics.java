package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressPlacement.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Where the parcels of an order are. Before one is shipped, and for a wrong number, there is nothing: 1001. */
final class AliExpressLogistics {

    private static final Instant GUIDE_ARRIVAL = Instant.parse("2025-01-15T12:00:00Z");

    private final Trades<AliExpressPlacement> trades;
    private final AliExpressShapes shapes;

    AliExpressLogistics(Trades<AliExpressPlacement> trades, AliExpressShapes shapes) {
        this.trades = trades;
        this.shapes = shapes;
    }

    /**
     * A parcel on its way.
     *
     * @param provisionalNumber what the order itself says before the carrier has given the real one
     * @param deliveredAt       null = not yet
     */
    record Parcel(String number, String provisionalNumber, String carrierCode, Instant shippedAt, Instant deliveredAt, List<Line> lines) {
    }

    /** @return one parcel; of an order of several lines two, its first line and the rest; only those that are shipped */
    static List<Parcel> parcels(Trade<AliExpressPlacement> trade, Instant now) {
        List<Parcel> parcels = new ArrayList<>();
        if (trade.shippedAt() == null || trade.isClosed(now)) {
            return parcels;
        }
        List<Line> lines = trade.placement().lines();
        add(parcels, trade, trade.shippedAt(), lines.subList(0, 1), now);
        if (lines.size() > 1) {
            add(parcels, trade, trade.wholeShippedAt(), lines.subList(1, lines.size()), now);
        }
        return parcels;
    }

    ObjectNode tracking(GatewayCall call) {
        String number = call.parameters().text("ae_order_id");
        call.parameters().text("language");
        if (number.equals(AliExpressOrders.GUIDE_ORDER)) {
            return answer(List.of(guideParcel()));
        }
        Trade<AliExpressPlacement> trade = trades.find(call.account().name(), number);
        List<Parcel> parcels = trade == null ? List.of() : parcels(trade, call.now());
        if (parcels.isEmpty()) {
            throw Refusal.business("1001", "TRACKING DATA NOT FOUND");
        }
        return answer(parcels.stream().map(this::describe).toList());
    }

    private static void add(List<Parcel> parcels, Trade<AliExpressPlacement> trade, Instant shippedAt, List<Line> lines, Instant now) {
        if (shippedAt.isAfter(now)) {
            return;
        }
        String digits = trade.placement().tradeId().substring(1, 10);
        int place = parcels.size() + 1;
        boolean delivered = !trade.deliveredAt().isAfter(now);
        parcels.add(new Parcel("CNUSA" + digits + place, "LP00" + digits + place, lines.get(0).carrierCode(), shippedAt,
                delivered ? trade.deliveredAt() : null, lines));
    }

    private ObjectNode describe(Parcel parcel) {
        List<ObjectNode> nodes = new ArrayList<>();
        if (parcel.deliveredAt() != null) {
            nodes.add(Json.object().put("time_stamp", parcel.deliveredAt().toEpochMilli()).put("tracking_name", "Delivered")
                    .put("tracking_detail_desc", "Delivered"));
        }
        // Some times are text, and some nodes are not described.
        nodes.add(Json.object().put("time_stamp", String.valueOf(parcel.shippedAt().toEpochMilli()))
                .put("tracking_name", "Package left the warehouse"));
        ObjectNode detail = Json.object().put("mail_no", parcel.number())
                .put("carrier_name", parcel.carrierCode().equals(AliExpressFreight.EXPRESS) ? "FedEx" : "Cainiao")
                .put("eta_time_stamps", parcel.shippedAt().plus(7, ChronoUnit.DAYS).toEpochMilli());
        detail.set("detail_node_list", shapes.list("detail_node", nodes));
        detail.set("package_item_list", shapes.list("package_item", parcel.lines().stream().map(line -> Json.object()
                .put("item_id", Long.parseLong(line.productId())).put("quantity", line.quantity()).put("item_title", line.name())
                .put("sku_desc", line.skuAttr()).put("sku_id", Long.parseLong(line.skuId()))).toList()));
        return detail;
    }

    private ObjectNode guideParcel() {
        ObjectNode detail = Json.object().put("mail_no", AliExpressOrders.GUIDE_TRACKING).put("carrier_name", "China Post")
                .put("eta_time_stamps", GUIDE_ARRIVAL.toEpochMilli());
        detail.set("detail_node_list", shapes.list("detail_node", List.of(Json.object()
                .put("time_stamp", GUIDE_ARRIVAL.minus(13, ChronoUnit.DAYS).toEpochMilli()).put("tracking_name", "Order received"))));
        detail.set("package_item_list", shapes.list("package_item", List.of(Json.object()
                .put("item_id", Long.parseLong(AliExpressCatalogue.GUIDE)).put("quantity", 1).put("item_title", "Premium Yoga Mat")
                .put("sku_desc", AliExpressCatalogue.GUIDE_BLUE).put("sku_id", AliExpressCatalogue.GUIDE_BLUE_SKU))));
        return detail;
    }

    private ObjectNode answer(List<ObjectNode> details) {
        ObjectNode answer = Json.object();
        ObjectNode result = answer.putObject("result").put("code", "").put("msg", "");
        shapes.flag(result, "ret", true);
        result.putObject("data").set("tracking_detail_line_list", shapes.list("tracking_detail", details));
        return answer;
    }
}
