package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dropshiproutes.alibaba.AlibabaSettings;
import io.github.dropshiproutes.aliexpress.AliExpressSettings;
import io.github.dropshiproutes.errors.ConfigurationException;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Which suppliers are used, and what is said of one that is not. */
class PlatformsTest {

    private static AlibabaSettings alibaba(String key, boolean sandbox) {
        return new AlibabaSettings(key, "secret", sandbox, null, null, null, null, null, null, false, null, null, null, null, null, null, null);
    }

    private static AliExpressSettings aliExpress(String key) {
        return new AliExpressSettings(key, "secret", null, null, null, null, null, null, null);
    }

    @Test
    void onlyTheTokensOfSuppliersInUseAreKeptAlive() {
        assertThat(new Platforms(List.of(alibaba("k", false), aliExpress("k"))).inUse()).isEqualTo("alibaba/production,aliexpress/production");
        assertThat(new Platforms(List.of(alibaba("k", true), aliExpress(""))).inUse()).isEqualTo("alibaba/sandbox");
        assertThat(new Platforms(List.of(alibaba(null, true), aliExpress(" "))).inUse()).isEmpty();
    }

    @Test
    void aSupplierIsKnownByItsName() {
        Platforms platforms = new Platforms(List.of(alibaba("k", false), aliExpress("k")));

        assertThat(platforms.of("aliexpress").title()).isEqualTo("AliExpress");
        assertThatThrownBy(() -> platforms.of("ebay")).hasMessageContaining("ebay");
    }

    @Test
    void aSupplierThatIsNotSetUpIsSaidToBeSoBeforeAnythingIsCalled() {
        OwnErrors errors = new OwnErrors(ErrorCatalogue.load(Path.of("routes", "errors", "error-codes.yaml")));
        SupplierAccounts accounts = new SupplierAccounts(null, null, null, new Platforms(List.of(aliExpress(""))), null, null, errors, null);

        SupplierException refusal = catchThrowableOfType(SupplierException.class,
                () -> accounts.token(new DefaultExchange(new DefaultCamelContext()), "aliexpress"));

        assertThat(refusal).isInstanceOf(ConfigurationException.class).hasMessageContaining("AliExpress is not set up");
        assertThat(refusal.getCode()).isEqualTo("NOT_SET_UP");
        assertThat(refusal.getError().hint()).contains("ALIEXPRESS_");
    }

    @Test
    void whoCannotBuyIsWarnedOf() {
        assertThat(alibaba("k", false).concern("CN", null)).contains("110001");
        assertThat(alibaba("k", false).concern("us", "buyApp")).isNull();
        assertThat(aliExpress("k").concern("cn", "buyerApp")).isNull();
        assertThat(aliExpress("k").concern(null, "seller_center")).contains("buyer account");
    }
}
