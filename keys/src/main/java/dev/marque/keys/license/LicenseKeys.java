package dev.marque.keys.license;

import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.license.LicenseKey.JwtLicenseKey;
import dev.marque.keys.license.LicenseKey.Malformed;
import dev.marque.keys.license.LicenseKey.RandomLicenseKey;
import dev.marque.keys.license.LicenseKey.Reason;
import dev.marque.keys.license.LicenseKey.SignedLicenseKey;
import dev.marque.keys.license.LicenseKey.WellFormed;
import dev.marque.keys.sign.Jwt;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Making and reading license keys. The formats are described in {@code keys/README.md}. */
public final class LicenseKeys {

    /** The longest text that is looked at. */
    public static final int MAX_CHARS = 24_000;

    static final String SIGNED_PREFIX = "key/";

    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2,8}");
    private static final int CHECKSUM_CHARS = 8;
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{8}");

    /** A typed key with any separators is shorter than this, every other key is longer. */
    private static final int RANDOM_MAX_TYPED = 60;

    private static final int HASH_BYTES = 32;

    private LicenseKeys() {}

    /**
     * A key that carries a signed token.
     *
     * @param prefix 2 to 8 of A–Z and 0–9
     */
    public static JwtLicenseKey newJwt(
            String prefix, Map<String, ? extends @Nullable Object> claims, SigningKey signingKey) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a prefix has 2 to 8 of A-Z and 0-9");
        }
        String jwt = Jwt.sign(signingKey, claims);
        String text = prefix + "-" + StrictBase64.encodeUrl(jwt.getBytes(StandardCharsets.US_ASCII));
        String key = text + "-" + checksum(text);
        if (key.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a license key has at most " + MAX_CHARS + " characters");
        }
        return new JwtLicenseKey(key, prefix, jwt);
    }

    /** A key that carries signed data, in the scheme that belongs to the signing key's algorithm. */
    public static SignedLicenseKey newSigned(byte[] data, SigningKey signingKey) {
        return newSigned(data, signingKey, SignatureProviders.fastest());
    }

    /** As {@link #newSigned(byte[], SigningKey)} with a chosen provider. */
    public static SignedLicenseKey newSigned(byte[] data, SigningKey signingKey, SignatureProvider provider) {
        if (data.length == 0) {
            throw new IllegalArgumentException("a signed key carries data");
        }
        String encodedData = StrictBase64.encodeUrlPadded(data);
        byte[] message = (SIGNED_PREFIX + encodedData).getBytes(StandardCharsets.US_ASCII);
        String encodedSignature = StrictBase64.encodeUrlPadded(
                provider.signForFile(signingKey.algorithm(), signingKey.privateKey(), message));
        String key = SIGNED_PREFIX + encodedData + "." + encodedSignature;
        if (key.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a license key has at most " + MAX_CHARS + " characters");
        }
        return new SignedLicenseKey(key, encodedData, encodedSignature);
    }

    /** A short key for people: 120 random bits and a checksum character. */
    public static RandomLicenseKey newRandom(SecureRandom random) {
        return new RandomLicenseKey(RandomKeys.generate(random));
    }

    /** Reads a key as people paste it. Never throws. */
    public static LicenseKey parse(String text) {
        if (text.length() > MAX_CHARS) {
            return new Malformed(Reason.TOO_LONG);
        }
        String key = text.strip();
        if (key.isEmpty()) {
            return new Malformed(Reason.EMPTY);
        }
        if (key.startsWith(SIGNED_PREFIX)) {
            return parseSigned(key);
        }
        if (key.length() <= RANDOM_MAX_TYPED) {
            return RandomKeys.parse(key);
        }
        return parseJwt(key);
    }

    private static LicenseKey parseSigned(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return new Malformed(Reason.UNKNOWN_FORMAT);
        }
        String encodedData = key.substring(SIGNED_PREFIX.length(), dot);
        String encodedSignature = key.substring(dot + 1);
        if (encodedData.isEmpty()
                || encodedSignature.isEmpty()
                || StrictBase64.decodeUrlPadded(encodedData) == null
                || StrictBase64.decodeUrlPadded(encodedSignature) == null) {
            return new Malformed(Reason.ENCODING);
        }
        return new SignedLicenseKey(key, encodedData, encodedSignature);
    }

    private static LicenseKey parseJwt(String key) {
        int first = key.indexOf('-');
        int last = key.length() - CHECKSUM_CHARS - 1;
        if (first < 0
                || last <= first
                || key.charAt(last) != '-'
                || !PREFIX.matcher(key.substring(0, first)).matches()) {
            return new Malformed(Reason.UNKNOWN_FORMAT);
        }
        String text = key.substring(0, last);
        String checksum = key.substring(last + 1);
        if (!CHECKSUM.matcher(checksum).matches() || !checksum.equals(checksum(text))) {
            return new Malformed(Reason.CHECKSUM);
        }
        byte[] jwt = StrictBase64.decodeUrl(key.substring(first + 1, last));
        if (jwt == null) {
            return new Malformed(Reason.ENCODING);
        }
        for (byte b : jwt) {
            if (b <= ' ' || b == 0x7f) {
                return new Malformed(Reason.ENCODING);
            }
        }
        return new JwtLicenseKey(key, key.substring(0, first), new String(jwt, StandardCharsets.US_ASCII));
    }

    /**
     * What the database looks a key up by: SHA-256 over the key's normal form. A text that is no key of ours is hashed
     * as it stands without surrounding white space, so that keys taken over from elsewhere can be found as well.
     */
    public static byte[] lookupHash(String text) {
        return sha256(normalForm(text));
    }

    /** The one text of a key however it was typed; what is no key of ours, without surrounding white space. */
    public static String normalForm(String text) {
        return parse(text) instanceof WellFormed known ? known.key() : text.strip();
    }

    private static String checksum(String text) {
        return HexFormat.of().formatHex(sha256(text), 0, CHECKSUM_CHARS / 2);
    }

    private static byte[] sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            if (hash.length != HASH_BYTES) {
                throw new IllegalStateException("SHA-256 has 32 bytes");
            }
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
