package dev.marque.keys.sign;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signed tokens: JWS compact serialization with claims (RFC 7515, RFC 7519), and nothing else of JOSE.
 *
 * <p>The key says which algorithm counts. The header's {@code alg} is only compared with it, so that neither
 * {@code none} nor a public key taken for a shared secret gets anywhere. Whether the claims still hold is another
 * question, which {@link Claims} answers.
 */
public final class Jwt {

    /** The longest token that is looked at. */
    public static final int MAX_CHARS = 16_384;

    private static final int P256_BYTES = 32;

    private Jwt() {}

    /** What came of checking a token. */
    public sealed interface Result permits Verified, Rejected {}

    /** The signature is good. The claims may be expired. */
    public record Verified(Map<String, @Nullable Object> claims, String kid) implements Result {
        public Verified {
            claims = Collections.unmodifiableMap(claims);
        }
    }

    /** The token is worth nothing. */
    public record Rejected(Reason reason) implements Result {}

    /** Why a token is worth nothing. */
    public enum Reason {
        TOO_LONG,
        MALFORMED,
        /** The header asks for an extension that must be understood. */
        CRITICAL_HEADER,
        NO_KEY_ID,
        UNKNOWN_KEY,
        /** The header's algorithm is not that of the key. */
        ALGORITHM,
        SIGNATURE
    }

    /** Signs claims with the fastest provider. */
    public static String sign(SigningKey key, Map<String, ? extends @Nullable Object> claims) {
        return sign(key, claims, SignatureProviders.fastest());
    }

    /**
     * Signs claims.
     *
     * @throws IllegalArgumentException when the token would be longer than anyone reads
     */
    public static String sign(
            SigningKey key, Map<String, ? extends @Nullable Object> claims, SignatureProvider provider) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", key.algorithm().jwsName());
        header.put("kid", key.kid());
        header.put("typ", "JWT");
        String input =
                StrictBase64.encodeUrl(Json.writeBytes(header)) + "." + StrictBase64.encodeUrl(Json.writeBytes(claims));
        byte[] signature = provider.sign(key.algorithm(), key.privateKey(), input.getBytes(StandardCharsets.US_ASCII));
        if (key.algorithm() == SignatureAlgorithm.ECDSA_P256_SHA256) {
            signature = derToJose(signature);
        }
        String token = input + "." + StrictBase64.encodeUrl(signature);
        if (token.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a token has at most " + MAX_CHARS + " characters");
        }
        return token;
    }

    /** Checks a token with the fastest provider. */
    public static Result verify(String token, Function<String, Optional<VerificationKey>> keys) {
        return verify(token, keys, SignatureProviders.fastest());
    }

    /** Checks a token. */
    public static Result verify(
            String token, Function<String, Optional<VerificationKey>> keys, SignatureProvider provider) {
        if (token.length() > MAX_CHARS) {
            return new Rejected(Reason.TOO_LONG);
        }
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            return new Rejected(Reason.MALFORMED);
        }
        byte[] header = StrictBase64.decodeUrl(token.substring(0, first));
        byte[] payload = StrictBase64.decodeUrl(token.substring(first + 1, second));
        byte[] signature = StrictBase64.decodeUrl(token.substring(second + 1));
        if (header == null || payload == null || signature == null) {
            return new Rejected(Reason.MALFORMED);
        }
        Map<String, @Nullable Object> names;
        try {
            names = Json.readObject(header);
        } catch (JsonException e) {
            return new Rejected(Reason.MALFORMED);
        }
        if (names.containsKey("crit") || names.containsKey("b64")) {
            return new Rejected(Reason.CRITICAL_HEADER);
        }
        if (!(names.get("alg") instanceof String algorithm)) {
            return new Rejected(Reason.MALFORMED);
        }
        if (!(names.get("kid") instanceof String kid)) {
            return new Rejected(Reason.NO_KEY_ID);
        }
        Optional<VerificationKey> found = keys.apply(kid);
        if (found.isEmpty()) {
            return new Rejected(Reason.UNKNOWN_KEY);
        }
        VerificationKey key = found.get();
        if (!key.algorithm().jwsName().equals(algorithm)) {
            return new Rejected(Reason.ALGORITHM);
        }
        if (key.algorithm() == SignatureAlgorithm.ECDSA_P256_SHA256) {
            if (signature.length != 2 * P256_BYTES) {
                return new Rejected(Reason.SIGNATURE);
            }
            signature = joseToDer(signature);
        }
        byte[] input = token.substring(0, second).getBytes(StandardCharsets.US_ASCII);
        if (!provider.verify(key.algorithm(), key.publicKey(), input, signature)) {
            return new Rejected(Reason.SIGNATURE);
        }
        try {
            return new Verified(Json.readObject(payload), kid);
        } catch (JsonException e) {
            return new Rejected(Reason.MALFORMED);
        }
    }

    /** From SEQUENCE { INTEGER r, INTEGER s } to r and s side by side. P-256 fits into lengths of one byte. */
    private static byte[] derToJose(byte[] der) {
        int rLength = der[3];
        int sLength = der[5 + rLength];
        BigInteger r = new BigInteger(Arrays.copyOfRange(der, 4, 4 + rLength));
        BigInteger s = new BigInteger(Arrays.copyOfRange(der, 6 + rLength, 6 + rLength + sLength));
        byte[] jose = Arrays.copyOf(Jwk.unsigned(r, P256_BYTES), 2 * P256_BYTES);
        System.arraycopy(Jwk.unsigned(s, P256_BYTES), 0, jose, P256_BYTES, P256_BYTES);
        return jose;
    }

    private static byte[] joseToDer(byte[] jose) {
        byte[] r = new BigInteger(1, Arrays.copyOf(jose, P256_BYTES)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(jose, P256_BYTES, 2 * P256_BYTES)).toByteArray();
        byte[] der = new byte[6 + r.length + s.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        der[2] = 0x02;
        der[3] = (byte) r.length;
        System.arraycopy(r, 0, der, 4, r.length);
        der[4 + r.length] = 0x02;
        der[5 + r.length] = (byte) s.length;
        System.arraycopy(s, 0, der, 6 + r.length, s.length);
        return der;
    }
}
