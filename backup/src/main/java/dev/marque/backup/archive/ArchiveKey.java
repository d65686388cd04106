package dev.marque.backup.archive;

import dev.marque.platform.config.MasterKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the master key gives for archives: a key per archive, and a name by which a wrong master key is recognised. */
public final class ArchiveKey {

    static final int ID_BYTES = 8;

    private final byte[] secret;
    private final byte[] id;

    private ArchiveKey(byte[] secret, byte[] id) {
        this.secret = secret;
        this.id = id;
    }

    public static ArchiveKey of(MasterKey masterKey) {
        return new ArchiveKey(
                masterKey.derive("backup archive"), Arrays.copyOf(masterKey.derive("backup key id"), ID_BYTES));
    }

    /** Tells keys apart and says nothing about them. */
    byte[] id() {
        return id.clone();
    }

    /** The AES-256 key of one archive. Because no other archive has it, nonces within the archive may be counted. */
    SecretKeySpec forSalt(byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return new SecretKeySpec(mac.doFinal(salt), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
