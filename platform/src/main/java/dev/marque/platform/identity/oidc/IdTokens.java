package dev.marque.platform.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.json.StorableText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks ID tokens (OpenID Connect Core 1.0, section 3.1.3.7): signed by a key that the provider publishes, with a
 * public-key algorithm; {@code none} and HMAC are never taken. Thread-safe.
 */
@Singleton
class IdTokens {

    private static final System.Logger LOG = System.getLogger(IdTokens.class.getName());

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final ProviderKeys keys;
    private final InstantSource clock;

    @Inject
    IdTokens(ProviderKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Who the token is about.
     *
     * @param nonceHash SHA-256 of the nonce that the sign-in was started with
     * @throws ProblemException INVALID_CREDENTIALS if any check fails, without telling which; the log tells.
     *     IDENTITY_PROVIDER_FAILED if the provider's keys cannot be had
     */
    VerifiedIdentity verify(OidcProvider provider, ProviderMetadata metadata, String idToken, byte[] nonceHash) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.at(metadata.jwksUri())));
        processor.setJWTClaimsSetVerifier(new IdTokenClaims(metadata.issuer(), provider.clientId(), nonceHash, clock));
        try {
            return identity(provider, processor.process(idToken, null));
        } catch (KeySourceException e) {
            LOG.log(Level.WARNING, "the keys of the identity provider " + metadata.issuer() + ": " + e);
            throw ProviderFailure.because("does not give the keys with which it signs");
        } catch (BadJOSEException | JOSEException | ParseException e) {
            LOG.log(Level.INFO, "an ID token of " + metadata.issuer() + " was refused: " + e.getMessage());
            throw new ProblemException(
                    ProblemType.INVALID_CREDENTIALS, "What the identity provider says about you is not valid here.");
        }
    }

    private static VerifiedIdentity identity(OidcProvider provider, JWTClaimsSet claims) throws ParseException {
        return new VerifiedIdentity(
                Optional.ofNullable(claims.getIssuer()).orElseThrow(),
                Optional.ofNullable(text(claims, "sub", 255)).orElseThrow(),
                text(claims, "email", 254),
                flag(claims.getClaim("email_verified")),
                text(claims, "name", 200),
                provider.groupClaim() == null ? Set.of() : groups(claims.getClaim(provider.groupClaim())));
    }

    private static @Nullable String text(JWTClaimsSet claims, String name, int maxLength) throws ParseException {
        String text = claims.getStringClaim(name);
        if (text != null && (text.isBlank() || text.length() > maxLength || !StorableText.is(text))) {
            throw new ParseException("the claim " + name + " is no text that can be kept", 0);
        }
        return text;
    }

    /** Some providers write it as a text. */
    private static @Nullable Boolean flag(@Nullable Object claim) {
        return switch (claim) {
            case Boolean flag -> flag;
            case String text -> Boolean.valueOf(text);
            case null, default -> null;
        };
    }

    /** A list of texts, or one text; anything else is no group. */
    private static Set<String> groups(@Nullable Object claim) {
        return switch (claim) {
            case String one -> Set.of(one);
            case Iterable<?> several -> {
                Set<String> groups = new HashSet<>();
                for (Object group : several) {
                    if (group instanceof String name) {
                        groups.add(name);
                    }
                }
                yield groups;
            }
            case null, default -> Set.of();
        };
    }
}
