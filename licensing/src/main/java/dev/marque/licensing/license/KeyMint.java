package dev.marque.licensing.license;

import dev.marque.keys.json.Json;
import dev.marque.keys.license.LicenseKeys;
import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.policy.Policy;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.signing.SigningKeys;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes license keys, and seals them for the database. Thread-safe. */
@Singleton
class KeyMint {

    static final String PURPOSE = "license-key";

    private static final int JTI_LENGTH = 11;

    private final SigningKeys signingKeys;
    private final SecretBox box;
    private final SecureRandom random;

    @Inject
    KeyMint(SigningKeys signingKeys, SecretBox box, SecureRandom random) {
        this.signingKeys = signingKeys;
        this.box = box;
        this.random = random;
    }

    /** The first key of a license. */
    String mint(TenantId tenant, Policy policy, String productCode, UUID licenseId, Instant now) {
        return mint(tenant, policy, claims(tenant, productCode, licenseId, now));
    }

    /** Another key for a license: also within the second in which the one before it was made. */
    String mintAnother(TenantId tenant, Policy policy, String productCode, UUID licenseId, Instant now) {
        Map<String, Object> claims = claims(tenant, productCode, licenseId, now);
        claims.put("jti", Tokens.random(random).substring(0, JTI_LENGTH));
        return mint(tenant, policy, claims);
    }

    /**
     * It says which license it is and nothing that may change later. Call it outside transactions: signing
     * may have to load its key.
     */
    private String mint(TenantId tenant, Policy policy, Map<String, Object> claims) {
        return switch (policy.keyFormat()) {
            case JWT ->
                LicenseKeys.newJwt(policy.keyPrefix(), claims, signingKeys.active(tenant, SignatureAlgorithm.ED25519))
                        .key();
            case SIGNED -> sign(tenant, policy, Json.writeBytes(claims));
            case RANDOM -> LicenseKeys.newRandom(random).key();
        };
    }

    /** A signed key that carries the data. Call it outside transactions, as {@link #mint}. */
    String sign(TenantId tenant, Policy policy, byte[] data) {
        SignedKeyScheme scheme = Objects.requireNonNullElse(policy.keyScheme(), SignedKeyScheme.ED25519_SIGN);
        return LicenseKeys.newSigned(data, signingKeys.active(tenant, scheme.algorithm()))
                .key();
    }

    private static Map<String, Object> claims(TenantId tenant, String productCode, UUID licenseId, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "marque");
        claims.put("sub", licenseId.toString());
        claims.put("tid", tenant.toString());
        claims.put("prd", productCode);
        claims.put("iat", now.getEpochSecond());
        return claims;
    }

    SealedKey seal(TenantId tenant, String key) {
        byte[] plain = key.getBytes(StandardCharsets.UTF_8);
        return new SealedKey(LicenseKeys.lookupHash(key), box.seal(tenant, PURPOSE, plain));
    }

    String open(TenantId tenant, byte[] encrypted) {
        return new String(box.open(tenant, PURPOSE, encrypted), StandardCharsets.UTF_8);
    }
}
