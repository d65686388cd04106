package dev.marque.keys.sign;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.StrictBase64;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Public keys as JSON Web Keys (RFC 7517, RFC 8037). */
public final class Jwk {

    private static final int KID_CHARS = 16;
    private static final int P256_BYTES = 32;

    private Jwk() {}

    /** The key with its parameters, {@code kid}, {@code use} and {@code alg}. */
    public static Map<String, String> of(VerificationKey key) {
        Map<String, String> jwk = new LinkedHashMap<>(parameters(key.publicKey()));
        jwk.put("kid", key.kid());
        jwk.put("use", "sig");
        jwk.put("alg", key.algorithm().jwsName());
        return jwk;
    }

    /** The first 16 characters of the key's thumbprint (RFC 7638, SHA-256, base64url): 96 bits. */
    public static String kid(PublicKey key) {
        return thumbprint(key).substring(0, KID_CHARS);
    }

    /** The key's thumbprint (RFC 7638, SHA-256, base64url). */
    public static String thumbprint(PublicKey key) {
        // The names of the required members in the order of the alphabet, no white space.
        byte[] canonical = Json.write(new TreeMap<>(parameters(key))).getBytes(StandardCharsets.UTF_8);
        try {
            return StrictBase64.encodeUrl(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(PublicKey key) {
        Map<String, String> jwk = new LinkedHashMap<>();
        if (key instanceof RSAPublicKey rsa) {
            jwk.put("kty", "RSA");
            jwk.put("n", StrictBase64.encodeUrl(unsigned(rsa.getModulus(), 0)));
            jwk.put("e", StrictBase64.encodeUrl(unsigned(rsa.getPublicExponent(), 0)));
        } else if (key instanceof ECPublicKey ec) {
            KeyPairs.fit(SignatureAlgorithm.ECDSA_P256_SHA256, ec);
            jwk.put("kty", "EC");
            jwk.put("crv", "P-256");
            jwk.put("x", StrictBase64.encodeUrl(unsigned(ec.getW().getAffineX(), P256_BYTES)));
            jwk.put("y", StrictBase64.encodeUrl(unsigned(ec.getW().getAffineY(), P256_BYTES)));
        } else {
            jwk.put("kty", "OKP");
            jwk.put("crv", "Ed25519");
            jwk.put("x", StrictBase64.encodeUrl(KeyPairs.ed25519Raw(key)));
        }
        return jwk;
    }

    /** Big endian without sign, at least {@code length} bytes. */
    static byte[] unsigned(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        int from = signed.length > 1 && signed[0] == 0 ? 1 : 0;
        int size = signed.length - from;
        byte[] out = new byte[Math.max(length, size)];
        System.arraycopy(signed, from, out, out.length - size, size);
        return out;
    }
}
