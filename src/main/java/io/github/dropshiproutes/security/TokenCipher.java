package io.github.dropshiproutes.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Keeps tokens unreadable at rest: AES-256-GCM, as {@code keyId:base64(iv|ciphertext|tag)}. The key id is a fingerprint
 * of the key, so keys rotate by being listed: the first encrypts, all decrypt.
 */
public final class TokenCipher {

    private static final int KEY_BYTES = 32;
    /** NIST SP 800-38D: 96 random bits suit up to 2^32 messages a key; tokens are refreshed by the hour. */
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * @param base64Keys keys of 256 bits each, the encrypting one first
     * @throws IllegalArgumentException when there is none, or one is not 32 bytes of base64
     */
    public TokenCipher(List<String> base64Keys) {
        for (String base64 : base64Keys) {
            byte[] key = decode(base64.strip());
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("TOKEN_ENCRYPTION_KEYS: a key is " + key.length * 8 + " bits long, expected 256");
            }
            keys.put(fingerprint(key), new SecretKeySpec(key, "AES"));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("TOKEN_ENCRYPTION_KEYS holds no key");
        }
    }

    /**
     * @param token   what to keep secret
     * @param context where it belongs, e.g. the account and column; needed again to decrypt, so that a ciphertext copied
     *                to another place is refused
     */
    public String encrypt(String token, String context) {
        Map.Entry<String, SecretKeySpec> key = keys.entrySet().iterator().next();
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key.getValue(), iv, context, token.getBytes(UTF_8), 0);
        byte[] message = ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array();
        return key.getKey() + ":" + Base64.getEncoder().encodeToString(message);
    }

    /**
     * @param encrypted an answer of {@link #encrypt}
     * @param context   the same as then
     * @throws IllegalStateException when the key is not listed any more, or anything was altered
     */
    public String decrypt(String encrypted, String context) {
        int colon = encrypted.indexOf(':');
        SecretKeySpec key = keys.get(encrypted.substring(0, Math.max(colon, 0)));
        if (key == null) {
            throw new IllegalStateException("encrypted with a key that TOKEN_ENCRYPTION_KEYS does not list; add that key again");
        }
        byte[] message = decode(encrypted.substring(colon + 1));
        if (message.length <= IV_BYTES) {
            throw new IllegalStateException("too short to be an encrypted token");
        }
        return new String(run(Cipher.DECRYPT_MODE, key, message, context, message, IV_BYTES), UTF_8);
    }

    /** @return true when {@code encrypted} was not made with the first key and should be encrypted anew */
    public boolean isOutdated(String encrypted) {
        return !encrypted.startsWith(keys.keySet().iterator().next() + ":");
    }

    private static byte[] run(int mode, SecretKeySpec key, byte[] iv, String context, byte[] input, int offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv, 0, IV_BYTES));
            cipher.updateAAD(context.getBytes(UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not an encrypted token of this context", e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The JDK's message names the offending character, which is one of the secret.
            throw new IllegalArgumentException("not base64");
        }
    }

    private static String fingerprint(byte[] key) {
        return DigestUtils.sha256Hex(key).substring(0, 8);
    }
}
