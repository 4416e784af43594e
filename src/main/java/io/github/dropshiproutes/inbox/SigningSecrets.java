package io.github.dropshiproutes.inbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets a sender may sign with, HMAC-SHA256 each. More than one is accepted at a time, because a new secret can
 * take an hour to reach every digest after a rotation.
 */
public final class SigningSecrets {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<Mac> keyed;

    private SigningSecrets(List<Mac> keyed) {
        this.keyed = keyed;
    }

    /**
     * @param commaSeparated one secret or several; blanks around them do not count
     * @throws IllegalArgumentException when there is none: then nothing could ever be verified
     */
    public static SigningSecrets parse(String commaSeparated) {
        List<Mac> keyed = Arrays.stream(commaSeparated.split(",")).map(String::strip).filter(secret -> !secret.isEmpty())
                .map(SigningSecrets::keyed).toList();
        if (keyed.isEmpty()) {
            throw new IllegalArgumentException("At least one signing secret is needed");
        }
        return new SigningSecrets(keyed);
    }

    /** @param secret the only one, whatever characters it has; not empty */
    public static SigningSecrets of(String secret) {
        return new SigningSecrets(List.of(keyed(secret)));
    }

    /**
     * Compares in constant time; every secret is tried, so the answer's timing does not tell which one fits.
     *
     * @param signature the 32 bytes the sender gave
     * @param parts     what was signed, one after the other
     */
    public boolean signed(byte[] signature, byte[]... parts) {
        boolean fits = false;
        for (Mac prototype : keyed) {
            Mac mac = copy(prototype);
            for (byte[] part : parts) {
                mac.update(part);
            }
            fits |= MessageDigest.isEqual(mac.doFinal(), signature);
        }
        return fits;
    }

    private static Mac keyed(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    private static Mac copy(Mac prototype) {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This Java's " + ALGORITHM + " cannot be cloned", e);
        }
    }
}
