package dev.marque.keys.offline;

import dev.marque.keys.license.LicenseKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What a text says, before it is known whether its writer has the license key. */
public final class Unproven<T> {

    private static final int HASH_CHARS = 64;

    private final KeyedText text;
    private final String licenseHash;
    private final T claim;

    Unproven(KeyedText text, String licenseHash, T claim) {
        this.text = text;
        this.licenseHash = licenseHash;
        this.claim = claim;
    }

    /** By which the license can be found: {@link LicenseKeys#lookupHash} of its key, 32 bytes. */
    public byte[] licenseHash() {
        return HexFormat.of().parseHex(licenseHash);
    }

    /** What it says, if it was written with this license key. */
    public Optional<T> provenBy(String licenseKey) {
        return Arrays.equals(LicenseKeys.lookupHash(licenseKey), licenseHash()) && text.isProvenBy(licenseKey)
                ? Optional.of(claim)
                : Optional.empty();
    }

    static boolean isHash(String text) {
        return text.length() == HASH_CHARS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    static String hash(String licenseKey) {
        return HexFormat.of().formatHex(LicenseKeys.lookupHash(licenseKey));
    }
}
