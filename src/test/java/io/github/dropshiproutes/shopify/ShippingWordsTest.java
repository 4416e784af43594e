package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.Parcel;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers are shown of a parcel. */
class ShippingWordsTest {

    private final ShippingWords words = new ShippingWords("https://track.example.com/?n={number}", Set.of("alibaba.com"));

    @ParameterizedTest
    @CsvSource({"https://carrier.example.com/t/1, https://carrier.example.com/t/1", ", https://track.example.com/?n=LP+1",
        "https://sale.alibaba.com/p/track.html?buyerAliId=1, https://track.example.com/?n=LP+1",
        "https://ALIBABA.com/x, https://track.example.com/?n=LP+1", "https://notalibaba.com/x, https://notalibaba.com/x",
        "https://user@sale.alibaba.com/x, https://track.example.com/?n=LP+1", "javascript:alert(1), https://track.example.com/?n=LP+1",
        "https://a b/, https://track.example.com/?n=LP+1", "https:///x, https://track.example.com/?n=LP+1"})
    void aSuppliersOwnPageWhichNamesTheBuyerIsNeverShown(String given, String shown) {
        assertThat(words.url(new Parcel("4PX", "LP 1", given, null))).isEqualTo(shown);
    }
}
