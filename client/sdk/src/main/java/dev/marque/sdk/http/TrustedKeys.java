package dev.marque.sdk.http;

import dev.marque.keys.json.Json;
import dev.marque.keys.json.JsonException;
import dev.marque.keys.json.StrictBase64;
import dev.marque.keys.sign.KeyPairs;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.VerificationKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The vendor's public keys, by kid: only what they signed is believed. */
public final class TrustedKeys {

    /** Believes nothing. */
    public static final TrustedKeys NONE = new TrustedKeys(Map.of());

    private final Map<String, VerificationKey> byKid;

    private TrustedKeys(Map<String, VerificationKey> byKid) {
        this.byKid = Map.copyOf(byKid);
    }

    /**
     * Reads a key set (RFC 7517) as {@code /.well-known/jwks.json} answers it. Keys of forms that are not known here are
     * left out.
     *
     * @throws IllegalArgumentException if there is no key in it that is known here
     */
    public static TrustedKeys parse(String jwks) {
        TrustedKeys keys = read(jwks);
        if (keys.byKid.isEmpty()) {
            throw new IllegalArgumentException("no key set (JWKS) with a key that can be used");
        }
        return keys;
    }

    private static TrustedKeys read(String jwks) {
        Map<String, VerificationKey> found = new LinkedHashMap<>();
        try {
            Fields set = new Fields(Json.readObject(jwks.getBytes(StandardCharsets.UTF_8)));
            for (Fields jwk : set.objects("keys")) {
                key(jwk).ifPresent(key -> found.put(key.kid(), key));
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("no key set (JWKS): " + e.getMessage(), e);
        }
        return new TrustedKeys(found);
    }

    /** These keys and those; of two with one name, this one. */
    public TrustedKeys and(TrustedKeys others) {
        Map<String, VerificationKey> all = new LinkedHashMap<>(others.byKid);
        all.putAll(byKid);
        return new TrustedKeys(all);
    }

    /** These keys but those with these names. */
    public TrustedKeys without(Set<String> kids) {
        Map<String, VerificationKey> left = new LinkedHashMap<>(byKid);
        left.keySet().removeAll(kids);
        return new TrustedKeys(left);
    }

    public Optional<VerificationKey> find(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }

    public Collection<VerificationKey> all() {
        return byKid.values();
    }

    /** The keys' names. */
    public Set<String> kids() {
        return byKid.keySet();
    }

    public boolean isEmpty() {
        return byKid.isEmpty();
    }

    /** The kids that a key set says are revoked. */
    public static Set<String> revoked(String jwks) {
        Set<String> kids = new HashSet<>();
        try {
            Fields set = new Fields(Json.readObject(jwks));
            List<Fields> revoked = set.objects("revoked");
            revoked.forEach(one -> kids.add(one.text("kid")));
        } catch (JsonException e) {
            return Set.of();
        }
        return kids;
    }

    private static Optional<VerificationKey> key(Fields jwk) {
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.ofJwsName(jwk.text("alg"));
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        try {
            PublicKey key = publicKey(jwk);
            return key == null
                    ? Optional.empty()
                    : Optional.of(new VerificationKey(jwk.text("kid"), algorithm.get(), key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable PublicKey publicKey(Fields jwk) throws GeneralSecurityException {
        switch (jwk.text("kty")) {
            case "OKP":
                return KeyPairs.ed25519PublicFromHex(HexFormat.of().formatHex(bytes(jwk, "x")));
            case "RSA":
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
            case "EC":
                AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec("secp256r1"));
                return KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(
                                new ECPoint(number(jwk, "x"), number(jwk, "y")),
                                curve.getParameterSpec(ECParameterSpec.class)));
            default:
                return null;
        }
    }

    private static BigInteger number(Fields jwk, String name) {
        return new BigInteger(1, bytes(jwk, name));
    }

    private static byte[] bytes(Fields jwk, String name) {
        byte[] bytes = StrictBase64.decodeUrl(jwk.text(name));
        if (bytes == null || bytes.length == 0) {
            throw new IllegalArgumentException("not base64url: " + name);
        }
        return bytes;
    }
}
