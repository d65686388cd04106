package dev.marque.keys.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How a client hides a serial number or an address before it leaves the machine. */
public final class ComponentHash {
    private ComponentHash() {}

    /**
     * SHA-256 over the salt, a zero byte and the raw value, in lower-case hex.
     *
     * @param salt the same for all machines of a product, different between vendors, so that nobody can follow a
     *     machine from one vendor to the next; without a zero character
     * @param raw the serial number, address or the like as the machine tells it
     */
    public static String sha256(String salt, String raw) {
        if (salt.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a salt has no zero character");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(raw.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
