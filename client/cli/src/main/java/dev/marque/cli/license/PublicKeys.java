package dev.marque.cli.license;

import dev.marque.cli.run.Failure;
import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vendor's public keys: a set as {@code /.well-known/jwks.json} gives it, or one Ed25519 key in hex. */
public record PublicKeys(List<VerificationKey> keys) {

    private static final int ED25519_HEX = 64;

    public PublicKeys {
        keys = List.copyOf(keys);
    }

    /** @throws Failure if there is no key in it */
    public static PublicKeys read(String text) {
        String stripped = text.strip();
        if (stripped.length() == ED25519_HEX && !stripped.startsWith("{")) {
            return new PublicKeys(List.of(hex(stripped)));
        }
        try {
            return of(Json.readObject(stripped));
        } catch (JsonException e) {
            throw Failure.usage(
                    "These are no public keys: " + e.getMessage() + ".", "marque keys public --out FILE writes them.");
        }
    }

    private static VerificationKey hex(String text) {
        try {
            return VerificationKey.of(SignatureAlgorithm.ED25519, KeyPairs.ed25519PublicFromHex(text));
        } catch (IllegalArgumentException _) {
            throw Failure.usage("This is no Ed25519 key in hex.");
        }
    }

    /** @throws Failure if there is no key in it */
    public static PublicKeys of(Map<String, ?> jwks) {
        List<VerificationKey> keys = new ArrayList<>();
        if (jwks.get("keys") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> jwk) {
                    keys.addAll(read(jwk));
                }
            }
        }
        if (keys.isEmpty()) {
            throw Failure.usage("There are no public keys in it that can be used here.");
        }
        return new PublicKeys(keys);
    }

    /** An RSA key counts for both of its algorithms: files name the one that they were signed with. */
    private static List<VerificationKey> read(Map<?, ?> jwk) {
        String kid = String.valueOf(jwk.get("kid"));
        try {
            if ("Ed25519".equals(jwk.get("crv"))) {
                PublicKey key = KeyPairs.ed25519PublicFromHex(HexFormat.of().formatHex(bytes(jwk, "x")));
                return List.of(new VerificationKey(kid, SignatureAlgorithm.ED25519, key));
            }
            if (!"RSA".equals(jwk.get("kty"))) {
                return List.of();
            }
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(
                            new BigInteger(1, bytes(jwk, "n")), new BigInteger(1, bytes(jwk, "e"))));
            VerificationKey plain = new VerificationKey(kid, SignatureAlgorithm.RSA_SHA256, key);
            return List.of(plain, plain.withAlgorithm(SignatureAlgorithm.RSA_PSS_SHA256));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // A key of a kind that came later: what it signed cannot be checked here, and is said not to be.
            return List.of();
        }
    }

    private static byte[] bytes(Map<?, ?> jwk, String name) {
        byte[] bytes = StrictBase64.decodeUrl(String.valueOf(jwk.get(name)));
        if (bytes == null) {
            throw new IllegalArgumentException("not base64url: " + name);
        }
        return bytes;
    }

    Optional<VerificationKey> find(String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }
}
