package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.Asked;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One page of a search: what is found before no further call is allowed is not thrown away. */
class AliexpressSearchPageTest extends StageTest {

    private static final String SEARCH = "aliexpress.ds.text.search";
    private static final Fault BANNED = Fault.waiting(SEARCH, FaultAction.THROTTLE, Duration.ofMinutes(2));

    private HttpResponse<String> search() {
        // A filter that only few fit has page after page looked through.
        return walk.call("POST", "/api/aliexpress/products/search", "{\"keywords\":\"yoga mat\",\"min_orders\":1000,\"limit\":200}");
    }

    @Test
    void aBanAfterTheFirstPageEndsTheSearchWithWhatWasFound() {
        walk.sandbox().faults().add(BANNED.when("pageIndex", "2"));

        HttpResponse<String> answer = search();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Asked.json(answer.body()).path("complete").asBoolean(true)).isFalse();
        assertThat(Asked.json(answer.body()).path("data")).isNotEmpty();
        assertThat(ledger().calls(SEARCH)).hasSize(2);
    }

    @Test
    void aBanOfTheFirstPageIsTold() {
        walk.sandbox().faults().add(BANNED.when("pageIndex", "1"));

        HttpResponse<String> answer = search();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void anAnswerWithoutAListIsNoEmptyList() {
        walk.sandbox().faults().add(Fault.at(SEARCH, FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"aliexpress_ds_text_search_response\":{\"code\":\"00\",\"request_id\":\"x\"}}").always());

        HttpResponse<String> answer = search();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
    }
}
