package dev.marque.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret under which other secrets are kept. It is never used itself: each purpose derives a key of its own. */
public final class MasterKey {

    static final int BYTES = 32;
    private static final String FILE = "master.key";

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key.clone();
    }

    public static MasterKey of(byte[] key) {
        if (key.length != BYTES) {
            throw new ConfigurationProblem("The master key (MARQUE_MASTER_KEY) has " + key.length + " bytes, not "
                    + BYTES + ". Make one with: openssl rand -base64 32");
        }
        return new MasterKey(key);
    }

    /** Reads base64, of either alphabet, with or without padding. */
    public static MasterKey parse(String base64) {
        try {
            String text = base64.strip().replace('-', '+').replace('_', '/');
            return of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(
                    "The master key (MARQUE_MASTER_KEY) is not base64. Make one with: openssl rand -base64 32", e);
        }
    }

    /** Where the key of a data folder is kept. */
    public static Path file(Path data) {
        return data.resolve(FILE);
    }

    /** The key of a data folder, made at the first call. The caller holds the folder's lock. */
    public static MasterKey in(Path data) {
        Path file = file(data);
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException _) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            PrivateFiles.write(file, Base64.getEncoder().encodeToString(fresh) + "\n");
            return of(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the master key in " + file, e);
        }
    }

    /** 32 bytes for one purpose. The same purpose gives the same bytes; one says nothing about another. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }
}
