package io.github.dropshiproutes.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenCipherTest {

    private static final String OLD = key(1);
    private static final String NEW = key(2);

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Property(tries = 200)
    void whateverIsEncryptedComesBack(@ForAll String token, @ForAll String context) {
        TokenCipher cipher = new TokenCipher(List.of(NEW));
        String wellFormed = new String(token.getBytes(UTF_8), UTF_8);
        assertThat(cipher.decrypt(cipher.encrypt(wellFormed, context), context)).isEqualTo(wellFormed);
    }

    @Test
    void theSameTokenNeverLooksTheSameTwice() {
        TokenCipher cipher = new TokenCipher(List.of(NEW));
        assertThat(cipher.encrypt("token", "a")).isNotEqualTo(cipher.encrypt("token", "a")).doesNotContain("token");
    }

    @Test
    void theFirstKeyEncryptsAndAllDecrypt() {
        String before = new TokenCipher(List.of(OLD)).encrypt("token", "a");
        TokenCipher rotated = new TokenCipher(List.of(NEW, OLD));

        assertThat(rotated.decrypt(before, "a")).isEqualTo("token");
        assertThat(rotated.isOutdated(before)).isTrue();
        String after = rotated.encrypt("token", "a");
        assertThat(rotated.isOutdated(after)).isFalse();
        assertThat(new TokenCipher(List.of(NEW)).decrypt(after, "a")).isEqualTo("token");
    }

    @Test
    void aRetiredKeyIsAskedForInTheMessage() {
        String before = new TokenCipher(List.of(OLD)).encrypt("token", "a");
        assertThatThrownBy(() -> new TokenCipher(List.of(NEW)).decrypt(before, "a"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("TOKEN_ENCRYPTION_KEYS does not list");
    }

    @Test
    void aCiphertextMovedToAnotherPlaceIsRefused() {
        TokenCipher cipher = new TokenCipher(List.of(NEW));
        String ofOneAccount = cipher.encrypt("token", "account 1");
        assertThatThrownBy(() -> cipher.decrypt(ofOneAccount, "account 2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyAlteredByteIsNoticed() {
        TokenCipher cipher = new TokenCipher(List.of(NEW));
        String encrypted = cipher.encrypt("token", "a");
        String keyId = encrypted.substring(0, encrypted.indexOf(':') + 1);
        byte[] message = Base64.getDecoder().decode(encrypted.substring(keyId.length()));
        for (int i = 0; i < message.length; i++) {
            byte[] altered = message.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> cipher.decrypt(keyId + Base64.getEncoder().encodeToString(altered), "a"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatIsNoCiphertextIsRefused() {
        TokenCipher cipher = new TokenCipher(List.of(NEW));
        String keyId = cipher.encrypt("token", "a").split(":")[0];
        for (String nonsense : List.of("", ":", "plain", keyId + ":", keyId + ":AAAA", keyId + ":***")) {
            assertThatThrownBy(() -> cipher.decrypt(nonsense, "a")).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void aKeyOfAnotherLengthOrNoneIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> new TokenCipher(List.of())).hasMessageContaining("holds no key");
        assertThatThrownBy(() -> new TokenCipher(List.of("c2hvcnQ="))).hasMessageContaining("40 bits").hasMessageNotContaining("c2h");
        assertThatThrownBy(() -> new TokenCipher(List.of("hush!"))).hasMessage("not base64");
    }
}
