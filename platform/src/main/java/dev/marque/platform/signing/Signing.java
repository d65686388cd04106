package dev.marque.platform.signing;

import dev.marque.keys.sign.Jwt;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.keys.sign.SignatureProvider;
import dev.marque.keys.sign.SigningKey;
import dev.marque.platform.observe.Counted;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place where Marque signs and checks what it signed. Thread-safe; call it outside transactions, since the
 * first use of a key reads the database.
 */
@Singleton
public class Signing {

    /** A token of ours whose signature is good; whether it expired is for the caller to judge. */
    public record VerifiedToken(TenantId tenant, Map<String, @Nullable Object> claims) {}

    /** All that sign with a tenant's key count here. */
    public static final Counted<SignatureAlgorithm> SIGNATURES =
            Counted.by(SignatureAlgorithm.class, "marque.signatures", "algorithm", "Signatures made");

    private final SigningKeys keys;
    private final SignatureProvider provider;

    @Inject
    public Signing(SigningKeys keys, SignatureProvider provider) {
        this.keys = keys;
        this.provider = provider;
    }

    /** Signs claims as a compact JWS under the tenant's active key. */
    public String jwt(TenantId tenant, SignatureAlgorithm algorithm, Map<String, ? extends @Nullable Object> claims) {
        SIGNATURES.add(algorithm);
        return Jwt.sign(keys.active(tenant, algorithm), claims, provider);
    }

    /** Signs bytes under the tenant's active key. */
    public Signed sign(TenantId tenant, SignatureAlgorithm algorithm, byte[] message) {
        SIGNATURES.add(algorithm);
        SigningKey key = keys.active(tenant, algorithm);
        return new Signed(key.kid(), provider.sign(algorithm, key.privateKey(), message));
    }

    /** A signature, and which key made it. */
    public record Signed(String kid, byte[] signature) {}

    /** Checks a token; empty if it is not ours or was altered. */
    public Optional<VerifiedToken> verify(String token) {
        Jwt.Result result = Jwt.verify(token, kid -> keys.find(kid).map(SigningKeys.TenantKey::key), provider);
        return switch (result) {
            case Jwt.Rejected _ -> Optional.empty();
            case Jwt.Verified verified ->
                keys.find(verified.kid()).map(key -> new VerifiedToken(key.tenant(), verified.claims()));
        };
    }

    /** Whether Ed25519 is signed by the JDK alone, which takes a hundred times as long as any other way. */
    public boolean isSlow() {
        return provider.name().contains("ed25519=JDK");
    }

    /** What does the work, for logs and readiness. */
    public String providerName() {
        return provider.name();
    }
}
