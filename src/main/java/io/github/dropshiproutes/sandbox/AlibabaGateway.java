package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.FaultSwitch.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alibaba.com's V2 gateway under {@code /alibaba/rest}. */
final class AlibabaGateway extends Gateway {

    static final String CONTEXT = "/alibaba/rest";

    private static final Set<String> SYSTEM = Set.of("app_key", "timestamp", "sign_method", "sign", "access_token", "partner_id");
    private static final Set<String> SPENDING = Set.of("/buynow/order/create", "/alibaba/dropshipping/order/pay");

    AlibabaGateway(SandboxOptions options, Ledger ledger, Faults faults, Tokens tokens, Trades<AlibabaPlacement> trades,
                   AlibabaFreight freight, AlibabaAttachments attachments) {
        super(SandboxServer.ALIBABA, CONTEXT,
                new Admission.Rules(options.alibaba(), SYSTEM, List.of("access_token"), "InvalidAppKey", Admission::millis),
                options.clock(), ledger, faults, tokens);
        AlibabaProducts products = new AlibabaProducts(trades);
        AlibabaLists lists = new AlibabaLists();
        AlibabaOrders orders = new AlibabaOrders(trades, freight, attachments);
        AlibabaPayments payments = new AlibabaPayments(trades);
        AlibabaLogistics logistics = new AlibabaLogistics(trades);
        open("GET POST", "/auth/token/create", "code* uuid", call -> tokens.exchange(call.parameters().text("code")));
        open("GET POST", "/auth/token/refresh", "refresh_token*", call -> tokens.refresh(call.parameters().text("refresh_token")));
        add("GET", "/eco/buyer/product/check", "query_req*", lists::curated);
        add("GET", "/eco/buyer/local/product/check", "req*", lists::local);
        add("GET", "/eco/buyer/localregular/product/check", "req*", lists::localRegular);
        add("GET", "/eco/buyer/crossborder/product/check", "param0*", lists::crossBorder);
        add("GET", "/eco/buyer/product/search", "param0*", lists::search);
        add("POST", "/eco/buyer/product/events", "query_req*", lists::events);
        add("GET", "/eco/buyer/product/description", "query_req*", products::description);
        add("GET", "/eco/buyer/product/inventory", "inv_req*", products::inventory);
        add("GET POST", "/shipping/freight/calculate", "product_id* quantity* destination_country* zip_code dispatch_location"
                + " enable_distribution_waybill", freight::estimate);
        add("GET POST", "/order/freight/calculate", "e_company_id* destination_country* dispatch_location address"
                + " logistics_product_list* enable_distribution_waybill", freight::quote);
        add("GET POST", "/buynow/order/create", "channel_refer_id* product_list* logistics_detail* properties remark attachments"
                + " enable_distribution_waybill clearance_detail", orders::create);
        add("GET POST", "/alibaba/dropshipping/order/pay", "param_order_pay_request*", payments::pay);
        add("GET POST", "/alibaba/order/pay/result/query", "trade_id*", payments::result);
        add("GET POST", "/alibaba/order/list", "role* start_page page_size status create_date_start create_date_end"
                + " modified_date_start modified_date_end", orders::list);
        add("GET POST", "/alibaba/order/get", "e_trade_id* data_select language", orders::get);
        add("GET POST", "/alibaba/order/cancel", "trade_id*", orders::cancel);
        add("GET POST", "/order/logistics/query", "trade_id* data_select", logistics::query);
        add("GET POST", "/order/logistics/tracking/get", "trade_id*", logistics::tracking);
        add("GET POST", "/alibaba/order/fund/query", "e_trade_id* data_select*", payments::fund);
        add("GET POST", "/alibaba/order/attachment/upload", "data@ file_name*", attachments::upload);
    }

    @Override
    String api(String path, Map<String, String> parameters) {
        return path;
    }

    @Override
    String signedPath(String api) {
        return api;
    }

    @Override
    boolean spends(String api) {
        return SPENDING.contains(api);
    }

    @Override
    Answer success(Request call, ObjectNode answer) {
        JsonNode result = answer.path("result");
        String inner = result.path("result_code").asText(result.path("code").asText("200"));
        answer.put("code", "0").put("request_id", call.requestId());
        return new Answer(answer, inner.equals("200") ? "0" : inner);
    }

    @Override
    Answer failure(Request call, Refusal refusal) {
        return new Answer(refusal.body().put("request_id", call.requestId()), refusal.code());
    }

    @Override
    Refusal refusal(String api, Fault fault, String message) {
        return fault.code().matches("\\d+") ? Refusal.business(fault.code(), message) : Refusal.gateway(fault.code(), message);
    }

    @Override
    ObjectNode withoutPayload(ObjectNode answer, boolean empty) {
        ObjectNode holder = answer.get("result") instanceof ObjectNode result ? result : answer;
        for (String name : List.of("value", "result_data", "data", "tracking_list")) {
            JsonNode payload = holder.remove(name);
            if (payload != null && empty) {
                holder.set(name, payload.isArray() ? Json.array() : Json.object());
            }
        }
        return answer;
    }
}
