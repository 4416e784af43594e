package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

/** The signature for any parameters; the platforms' published vectors are also checked on the wire, see {@link SendToSupplierTest}. */
class CallSignatureTest {

    private static final String SECRET = "helloworld";

    @Test
    void thePublishedVectorsOfBothPlatforms() {
        assertThat(CallSignature.sign("/order/get", Map.of("app_key", "123456", "access_token", "test", "timestamp", "1517820392000",
                "sign_method", "sha256", "order_id", "1234"), SECRET))
                .isEqualTo("4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A");
        assertThat(CallSignature.sign("/auth/token/create", Map.of("app_key", "12345678", "code", "3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26",
                "timestamp", "1517820392000", "sign_method", "sha256"), SECRET))
                .isEqualTo("35607762342831B6A417A0DED84B79C05FEFBF116969C48AD6DC00279A9F4D81");
        assertThat(CallSignature.sign("", Map.of("app_key", "123456", "access_token", "test", "timestamp", "1517820392000",
                "sign_method", "sha256", "method", "aliexpress.logistics.redefining.getonlinelogisticsinfo",
                "aliexpress_category_id", "200135143"), SECRET))
                .isEqualTo("F7F7926B67316C9D1E8E15F7E66940ED3059B1638C497D77973F30046EFB5BBB");
    }

    @Property(tries = 500)
    void theOrderInWhichParametersAreGivenDoesNotMatter(@ForAll @Size(max = 12) @UniqueElements List<@NotBlank String> names,
                                                        @ForAll String value, @ForAll long seed) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(CallSignature.sign("/a", parameters(shuffled, value), SECRET))
                .isEqualTo(CallSignature.sign("/a", parameters(names, value), SECRET)).matches("[0-9A-F]{64}");
    }

    @Property(tries = 500)
    void whatIsBlankIsNotSigned(@ForAll @NotBlank String name, @ForAll @NotBlank String value) {
        Map<String, String> with = new LinkedHashMap<>(Map.of(name, value, name + "2", "  ", name + "3", ""));
        with.put(" ", value);
        with.put(name + "4", null);

        assertThat(CallSignature.sign("/a", with, SECRET)).isEqualTo(CallSignature.sign("/a", Map.of(name, value), SECRET));
    }

    @Property(tries = 500)
    void everyOtherValuePathOrSecretIsAnotherSignature(@ForAll @NotBlank String name, @ForAll @NotBlank String value) {
        String signature = CallSignature.sign("/a", Map.of(name, value), SECRET);

        assertThat(CallSignature.sign("/a", Map.of(name, value + "x"), SECRET)).isNotEqualTo(signature);
        assertThat(CallSignature.sign("/b", Map.of(name, value), SECRET)).isNotEqualTo(signature);
        assertThat(CallSignature.sign("/a", Map.of(name, value), SECRET + "x")).isNotEqualTo(signature);
    }

    private static Map<String, String> parameters(List<String> names, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        names.forEach(name -> parameters.put(name, name + value));
        return parameters;
    }
}
