package dev.marque.licensing.activation;

import dev.marque.keys.sign.Claims;
import dev.marque.keys.sign.SignatureAlgorithm;
import dev.marque.licensing.license.License;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.secrets.Tokens;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.Signing.VerifiedToken;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes and reads activation tokens (JWT, RS256). Thread-safe; call it outside transactions. */
@Singleton
public class ActivationTokens {

    private static final String TYPE = "activation+jwt";
    private static final String ISSUER = "marque";

    private final Signing signing;

    @Inject
    public ActivationTokens(Signing signing) {
        this.signing = signing;
    }

    /**
     * A token for the machine. It holds as long as the license's terms say, and never longer than the license with its
     * grace.
     */
    public ActivationToken issue(TenantId tenant, License license, Activation activation, Instant now) {
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = issuedAt.plus(license.terms().activationTokenLifetime());
        Instant graceEndsAt = license.graceEndsAt();
        if (graceEndsAt != null && graceEndsAt.isBefore(expiresAt)) {
            expiresAt = graceEndsAt.truncatedTo(ChronoUnit.SECONDS);
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("typ", TYPE);
        claims.put("iss", ISSUER);
        claims.put("sub", activation.id().toString());
        claims.put("lic", license.id().toString());
        claims.put("tid", tenant.toString());
        claims.put("prd", license.productCode());
        claims.put(
                "fp",
                HexFormat.of().formatHex(Tokens.sha256(activation.fingerprint().value())));
        claims.put("features", license.featureCodes(now));
        claims.put("limits", license.limits());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        return new ActivationToken(signing.jwt(tenant, SignatureAlgorithm.RSA_SHA256, claims), expiresAt);
    }

    /**
     * The activation of a token, which may be expired; empty if the token is not one of ours for the calling license.
     */
    public Optional<UUID> read(Actor installation, String token) {
        return signing.verify(token)
                .filter(verified -> verified.tenant().equals(installation.tenant()))
                .filter(verified -> has(verified, "typ", TYPE))
                .filter(verified -> has(verified, "lic", installation.id().toString()))
                .flatMap(verified -> Claims.text(verified.claims(), "sub"))
                .map(UUID::fromString);
    }

    private static boolean has(VerifiedToken token, String claim, String value) {
        return Claims.text(token.claims(), claim).filter(value::equals).isPresent();
    }
}
