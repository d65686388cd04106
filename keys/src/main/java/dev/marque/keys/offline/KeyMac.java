package dev.marque.keys.offline;

import dev.marque.keys.license.LicenseKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under a license key in its normal form. The text begins with what it is for, so that no code passes for
 * another.
 */
final class KeyMac {

    private static final String ALGORITHM = "HmacSHA256";

    private KeyMac() {}

    /**
     * The 32 bytes.
     *
     * @param purpose without a slash
     */
    static byte[] of(String licenseKey, String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(utf8(LicenseKeys.normalForm(licenseKey)), ALGORITHM));
            return mac.doFinal(utf8(purpose + "/" + text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
