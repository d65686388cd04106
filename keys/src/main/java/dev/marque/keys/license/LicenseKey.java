package dev.marque.keys.license;

import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.Jwt;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SignatureProviders;
import dev.marque.keys.sign.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * A license key as read. Reading checks form and checksums only; whether a signature is good is asked with
 * {@code verify}, and whether the license exists is for the server to say.
 *
 * <p>Keys are secrets: {@code toString} shows no more than their beginning.
 */
public sealed interface LicenseKey {

    /** A text that has the form of a key. */
    sealed interface WellFormed extends LicenseKey permits JwtLicenseKey, SignedLicenseKey, RandomLicenseKey {
        /** The key in its one normal form: what is shown, mailed and hashed. */
        String key();
    }

    /** {@code <PREFIX>-<base64url of a token>-<checksum>}. */
    record JwtLicenseKey(String key, String prefix, String jwt) implements WellFormed {
        /** Checks the token inside. */
        public Jwt.Result verify(Function<String, Optional<VerificationKey>> keys) {
            return Jwt.verify(jwt, keys);
        }

        @Override
        public String toString() {
            return "JwtLicenseKey[" + prefix + "-…]";
        }
    }

    /** {@code key/<base64url of the data>.<base64url of the signature>}; the two parts as they stand in the key. */
    record SignedLicenseKey(String key, String encodedData, String encodedSignature) implements WellFormed {
        /** The signed data. */
        public byte[] data() {
            return decode(encodedData);
        }

        /** Whether the signature over {@code key/<data>} is good. */
        public boolean verify(VerificationKey verificationKey) {
            return verify(verificationKey, SignatureProviders.fastest());
        }

        /** Whether the signature over {@code key/<data>} is good. */
        public boolean verify(VerificationKey verificationKey, SignatureProvider provider) {
            return provider.verify(
                    verificationKey.algorithm(),
                    verificationKey.publicKey(),
                    (LicenseKeys.SIGNED_PREFIX + encodedData).getBytes(StandardCharsets.US_ASCII),
                    decode(encodedSignature));
        }

        private static byte[] decode(String text) {
            byte[] value = StrictBase64.decodeUrlPadded(text);
            if (value == null) {
                throw new IllegalStateException("not made by LicenseKeys.parse");
            }
            return value;
        }

        @Override
        public String toString() {
            return "SignedLicenseKey[key/…]";
        }
    }

    /** Five groups of five characters. */
    record RandomLicenseKey(String key) implements WellFormed {
        @Override
        public String toString() {
            return "RandomLicenseKey[" + key.substring(0, 5) + "-…]";
        }
    }

    /** A text that is no license key. */
    record Malformed(Reason reason) implements LicenseKey {}

    /** Why a text is no license key; a client can say so without asking a server. */
    enum Reason {
        EMPTY,
        TOO_LONG,
        /** Looks like none of the formats. */
        UNKNOWN_FORMAT,
        /** A random key with a character too few or too many. */
        LENGTH,
        /** A character that does not occur in such keys. */
        CHARACTER,
        /** Mistyped: the checksum does not fit. */
        CHECKSUM,
        /** The part in base64 is damaged. */
        ENCODING
    }
}
