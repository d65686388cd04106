package dev.marque.platform.identity;

import dev.marque.keys.sign.Claims;
import dev.marque.keys.sign.Claims.Validity;
import dev.marque.platform.signing.Signing;
import dev.marque.platform.signing.Signing.VerifiedToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the access tokens of staff: good signature, not expired, and a sign-in that has not been ended. */
@Singleton
public class AccessTokens implements Authenticator {

    static final String TYPE = "access";

    private final Signing signing;
    private final Sessions sessions;
    private final InstantSource clock;

    @Inject
    public AccessTokens(Signing signing, Sessions sessions, InstantSource clock) {
        this.signing = signing;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public boolean takes(Credential credential) {
        // A JWT has dots (RFC 7515, section 7.1); no other bearer credential does.
        return credential.scheme().equals("bearer") && credential.value().contains(".");
    }

    @Override
    public Optional<Actor> authenticate(Credential credential, RequestOrigin origin) {
        return signing.verify(credential.value()).filter(this::isCurrent).flatMap(token -> resume(token, origin));
    }

    private boolean isCurrent(VerifiedToken token) {
        Map<String, @Nullable Object> claims = token.claims();
        return TYPE.equals(claims.get("typ"))
                && token.tenant().toString().equals(claims.get("tid"))
                && claims.containsKey("exp")
                && Claims.at(claims, clock.instant(), Duration.ZERO) == Validity.CURRENT;
    }

    private Optional<Actor> resume(VerifiedToken token, RequestOrigin origin) {
        UUID user = UUID.fromString(Claims.text(token.claims(), "sub").orElseThrow());
        UUID family = UUID.fromString(Claims.text(token.claims(), "sid").orElseThrow());
        return sessions.resume(token.tenant(), user, family, origin);
    }
}
