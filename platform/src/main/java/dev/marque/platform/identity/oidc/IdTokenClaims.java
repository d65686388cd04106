package dev.marque.platform.identity.oidc;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.marque.platform.secrets.Tokens;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims that an ID token must have: meant for us, by the one we asked, now, for this sign-in. */
final class IdTokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final String clientId;
    private final byte[] nonceHash;
    private final InstantSource clock;

    IdTokenClaims(String issuer, String clientId, byte[] nonceHash, InstantSource clock) {
        super(clientId, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp", "iat", "nonce"));
        setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
        this.clientId = clientId;
        this.nonceHash = nonceHash.clone();
        this.clock = clock;
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }

    /** Beyond issuer, audience, expiry and presence, which the library checks. */
    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        try {
            refuseUnless(isForUsAlone(claims), "azp is another client");
            refuseUnless(isIssuedByNow(claims), "iat is in the future");
            refuseUnless(hasOurNonce(claims), "nonce is another one");
        } catch (ParseException e) {
            throw new BadJWTException("a claim has the wrong type", e);
        }
    }

    private boolean isForUsAlone(JWTClaimsSet claims) throws ParseException {
        String authorizedParty = claims.getStringClaim("azp");
        return authorizedParty == null ? claims.getAudience().size() == 1 : authorizedParty.equals(clientId);
    }

    private boolean isIssuedByNow(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        return issued != null && !issued.toInstant().isAfter(clock.instant().plus(CLOCK_SKEW));
    }

    private boolean hasOurNonce(JWTClaimsSet claims) throws ParseException {
        return MessageDigest.isEqual(Tokens.sha256(claims.getStringClaim("nonce")), nonceHash);
    }

    private static void refuseUnless(boolean holds, String reason) throws BadJWTException {
        if (!holds) {
            throw new BadJWTException(reason);
        }
    }
}
