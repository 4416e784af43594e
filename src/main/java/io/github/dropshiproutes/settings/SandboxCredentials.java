package io.github.dropshiproutes.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the sandbox profile needs of its own; made up at the first start and kept, so that restarts change nothing. */
final class SandboxCredentials {

    private static final List<Setting> KEPT = List.of(Setting.API_KEY, Setting.CONSOLE_PASSWORD, Setting.TOKEN_ENCRYPTION_KEYS);
    private static final String USERNAME = "admin";

    private SandboxCredentials() {
    }

    /** @param directory where they are kept; the caller holds the lock on it */
    static Map<Setting, String> keptIn(Path directory) {
        Path file = directory.resolve("credentials.properties");
        try {
            Properties kept = new Properties();
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    kept.load(reader);
                }
            }
            if (!kept.stringPropertyNames().containsAll(KEPT.stream().map(Setting::name).toList())) {
                kept.setProperty(Setting.API_KEY.name(), random(24, Base64.getUrlEncoder()));
                kept.setProperty(Setting.CONSOLE_PASSWORD.name(), random(12, Base64.getUrlEncoder()));
                kept.setProperty(Setting.TOKEN_ENCRYPTION_KEYS.name(), random(32, Base64.getEncoder()));
                store(kept, file);
            }
            Map<Setting, String> credentials = new EnumMap<>(Setting.class);
            KEPT.forEach(setting -> credentials.put(setting, kept.getProperty(setting.name())));
            credentials.put(Setting.CONSOLE_USERNAME, USERNAME);
            return credentials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void store(Properties credentials, Path file) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), "credentials", null);
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            credentials.store(writer, "Made up by the sandbox; delete this file to have new ones");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random(int bytes, Base64.Encoder encoder) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return encoder.encodeToString(random);
    }
}
