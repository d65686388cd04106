package dev.marque.edge.file;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vendor's public keys, as {@code /.well-known/jwks.json} of the vendor's server shows them (RFC 7517, RFC 8037). */
public final class VendorKeys {

    private static final int ED25519_BYTES = 32;

    private VendorKeys() {}

    /** The Ed25519 keys of a set; none for what is no set. What is of another kind, or damaged, is passed over. */
    public static List<VerificationKey> read(String jwks) {
        List<VerificationKey> keys = new ArrayList<>();
        try {
            if (Json.readObject(jwks).get("keys") instanceof List<?> listed) {
                listed.forEach(jwk -> add(keys, jwk));
            }
        } catch (JsonException e) {
            return List.of();
        }
        return List.copyOf(keys);
    }

    private static void add(List<VerificationKey> keys, @Nullable Object jwk) {
        byte[] raw = jwk instanceof Map<?, ?> fields
                        && "Ed25519".equals(fields.get("crv"))
                        && fields.get("x") instanceof String x
                ? StrictBase64.decodeUrl(x)
                : null;
        if (raw != null && raw.length == ED25519_BYTES) {
            String hex = HexFormat.of().formatHex(raw);
            keys.add(VerificationKey.of(SignatureAlgorithm.ED25519, KeyPairs.ed25519PublicFromHex(hex)));
        }
    }
}
