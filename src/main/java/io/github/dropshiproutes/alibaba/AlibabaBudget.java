package io.github.dropshiproutes.alibaba;

import io.github.dropshiproutes.budgets.BudgetedSupplier;
import org.springframework.stereotype.Component;

/** Alibaba.com publishes no limit: what there is of it, its bans say, and {@code alibaba.budgets} where one was agreed upon. */
@Component
class AlibabaBudget implements BudgetedSupplier {

    private final AlibabaSettings settings;

    AlibabaBudget(AlibabaSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "alibaba";
    }

    @Override
    public String appKey() {
        return settings.appKey();
    }

    @Override
    public String createMethod() {
        return AlibabaRequests.CREATE;
    }

    @Override
    public String payMethod() {
        return AlibabaRequests.PAY;
    }
}
