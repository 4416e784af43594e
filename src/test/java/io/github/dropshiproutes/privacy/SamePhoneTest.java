package io.github.dropshiproutes.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.support.Walk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same telephone, however it is written. */
class SamePhoneTest {

    @ParameterizedTest
    @CsvSource({"+1 310 5550199, +13105550199, true", "(310) 555-0199, +1 310 5550199, true", "+1 310 5550199, +1 310 5550198, false",
        "+1 310 5550199, +1 210 5550199, false",
        "0171 2345678, +49 171 2345678, true", "0049 171 2345678, +49 171 2345678, true",
        "5550199, 5550199, false", ", +13105550199, false", "+1 310 5550199, a13105550199@example.com, false"})
    void isTold(String one, String other, boolean same) {
        assertThat(Walk.shared().jdbc().sql("SELECT coalesce(same_phone(?, ?), false)").params(one, other).query(Boolean.class).single())
                .isEqualTo(same);
    }
}
