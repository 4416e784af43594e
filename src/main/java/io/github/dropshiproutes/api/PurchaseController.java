package io.github.dropshiproutes.api;

import java.math.BigDecimal;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Purchases, and what a person may do with them. */
@RestController
@RequestMapping("/api/orders")
class PurchaseController {

    private static final int MOST_TRADES = 10;
    private static final Pattern TRADE_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,10})?");

    private final PurchaseTable purchases;
    private final PurchaseActions actions;

    PurchaseController(PurchaseTable purchases, PurchaseActions actions) {
        this.purchases = purchases;
        this.actions = actions;
    }

    @GetMapping
    Items<PurchaseView> list(HttpServletRequest request) {
        return purchases.list(new Listing(request));
    }

    @GetMapping("/{id}")
    PurchaseView one(@PathVariable String id) {
        return purchases.find(Ids.purchase(id)).orElseThrow(() -> Refusal.notFound("There is no purchase with this id."));
    }

    @PostMapping("/{id}/retry")
    PurchaseView retry(@PathVariable String id, Principal caller, HttpServletRequest request) {
        JsonBody.read(request);
        return actions.retry(Ids.purchase(id), caller.getName());
    }

    @PostMapping("/{id}/requote")
    PurchaseView requote(@PathVariable String id, Principal caller, HttpServletRequest request) {
        JsonBody.read(request);
        return actions.requote(Ids.purchase(id), caller.getName());
    }

    /** The body may name the {@code total} the person saw; then no other is approved. */
    @PostMapping("/{id}/approve")
    PurchaseView approve(@PathVariable String id, Principal caller, HttpServletRequest request) {
        String total = JsonBody.read(request, "total").text("total", AMOUNT, "the total as text, such as \"12.34\"");
        return actions.approve(Ids.purchase(id), caller.getName(), total == null ? null : new BigDecimal(total));
    }

    @PostMapping("/{id}/cancel")
    PurchaseView cancel(@PathVariable String id, Principal caller, HttpServletRequest request) {
        JsonBody.read(request);
        return actions.cancel(Ids.purchase(id), caller.getName());
    }

    @PostMapping("/{id}/mark-paid")
    PurchaseView markPaid(@PathVariable String id, Principal caller, HttpServletRequest request) {
        JsonBody.read(request);
        return actions.markPaid(Ids.purchase(id), caller.getName());
    }

    @PostMapping("/{id}/link")
    PurchaseView link(@PathVariable String id, Principal caller, HttpServletRequest request) {
        List<String> tradeIds = JsonBody.read(request, "trade_ids").texts("trade_ids", MOST_TRADES, TRADE_ID,
                "a trade id as text: 1 to 64 letters, digits, - or _");
        if (tradeIds.isEmpty() || new HashSet<>(tradeIds).size() < tradeIds.size()) {
            throw Refusal.badRequest("trade_ids must name 1 to " + MOST_TRADES + " different trade ids.");
        }
        return actions.link(Ids.purchase(id), caller.getName(), tradeIds);
    }

    @PostMapping("/{id}/not-placed")
    PurchaseView notPlaced(@PathVariable String id, Principal caller, HttpServletRequest request) {
        JsonBody.read(request);
        return actions.notPlaced(Ids.purchase(id), caller.getName());
    }
}
