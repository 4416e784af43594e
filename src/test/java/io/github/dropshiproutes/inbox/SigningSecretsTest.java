package io.github.dropshiproutes.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretsTest {

    /** RFC 4231, test case 2. */
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    private static final byte[] BODY = "what do ya want for nothing?".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"Jefe", "other,Jefe", " Jefe , other", ",Jefe,"})
    void aSignatureOfAnyListedSecretFits(String secrets) {
        assertThat(SigningSecrets.parse(secrets).signed(SIGNATURE, BODY)).isTrue();
    }

    @Test
    void whatIsSignedMayComeInParts() {
        assertThat(SigningSecrets.parse("Jefe").signed(SIGNATURE, "what do ya ".getBytes(UTF_8), "want for nothing?".getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jefe", "Jefe1", "other"})
    void aSignatureOfAnotherSecretDoesNotFit(String secret) {
        assertThat(SigningSecrets.parse(secret).signed(SIGNATURE, BODY)).isFalse();
    }

    @Test
    void aBeginningOfTheSignatureDoesNotFit() {
        assertThat(SigningSecrets.parse("Jefe").signed(Arrays.copyOf(SIGNATURE, 16), BODY)).isFalse();
        assertThat(SigningSecrets.parse("Jefe").signed(new byte[0], BODY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void noSecretAtAllIsAnError(String secrets) {
        assertThatThrownBy(() -> SigningSecrets.parse(secrets)).isInstanceOf(IllegalArgumentException.class);
    }
}
