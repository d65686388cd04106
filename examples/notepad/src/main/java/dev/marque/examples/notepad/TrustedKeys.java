package dev.marque.examples.notepad;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vendor's public keys, as fetched when the program was first activated. From then on only they count, whatever a
 * server says. A program that is sold compiles them in instead, so that even the first answer is checked.
 */
final class TrustedKeys {

    private final Map<?, ?> jwks;

    private TrustedKeys(Map<?, ?> jwks) {
        this.jwks = jwks;
    }

    /** The keys kept in a file; none of them before the first activation. */
    static Optional<TrustedKeys> in(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(parse(Files.readAllBytes(file))) : Optional.empty();
    }

    static TrustedKeys parse(byte[] jwks) throws IOException {
        try {
            return new TrustedKeys(Json.readObject(jwks));
        } catch (JsonException e) {
            throw new IOException("These are no keys: " + e.getMessage(), e);
        }
    }

    /** Empty for a key that is not the vendor's. */
    Optional<VerificationKey> find(String kid) {
        if (jwks.get("keys") instanceof List<?> keys) {
            for (Object key : keys) {
                if (key instanceof Map<?, ?> jwk && kid.equals(jwk.get("kid"))) {
                    return read(kid, jwk);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<VerificationKey> read(String kid, Map<?, ?> jwk) {
        try {
            if ("Ed25519".equals(jwk.get("crv"))) {
                PublicKey key = KeyPairs.ed25519PublicFromHex(HexFormat.of().formatHex(bytes(jwk, "x")));
                return Optional.of(new VerificationKey(kid, SignatureAlgorithm.ED25519, key));
            }
            RSAPublicKeySpec spec =
                    new RSAPublicKeySpec(new BigInteger(1, bytes(jwk, "n")), new BigInteger(1, bytes(jwk, "e")));
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(spec);
            return Optional.of(new VerificationKey(kid, SignatureAlgorithm.RSA_SHA256, key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Map<?, ?> jwk, String name) {
        byte[] bytes = StrictBase64.decodeUrl(String.valueOf(jwk.get(name)));
        if (bytes == null) {
            throw new IllegalArgumentException("not base64url: " + name);
        }
        return bytes;
    }
}
