package dev.marque.keygen.token;

import dev.marque.keygen.route.Call;
import dev.marque.keygen.route.Presented.Password;
import dev.marque.keygen.wire.Failure;
import dev.marque.keygen.wire.Fault;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Authenticator;
import dev.marque.platform.identity.Credential;
import dev.marque.platform.identity.signin.SignIn;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.identity.signin.SignInOutcome.Delayed;
import dev.marque.platform.identity.signin.SignInOutcome.Refused;
import dev.marque.platform.identity.signin.SignInOutcome.SecondFactorNeeded;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.tenant.Tenants;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Who asks for a token: whoever has one, or proves by a password who they are. Thread-safe. */
@Singleton
class Callers {

    private static final int TOO_MANY = 429;

    private final SignIn signIn;
    private final Tenants tenants;
    private final Instance<Authenticator> authenticators;

    @Inject
    Callers(SignIn signIn, Tenants tenants, Instance<Authenticator> authenticators) {
        this.signIn = signIn;
        this.tenants = tenants;
        this.authenticators = authenticators;
    }

    Actor of(Call call) {
        return call.caller().orElseGet(() -> signedIn(call));
    }

    private Actor signedIn(Call call) {
        Password password = call.password().orElseThrow(Callers::refused);
        String slug = tenants.get(call.account()).slug();
        SignInOutcome outcome = signIn.withPassword(password.email(), password.secret(), slug, call.origin());
        return switch (outcome) {
            case SignedIn(var tokens, var enrolling) -> {
                if (enrolling) {
                    throw Failure.forbidden("OTP_REQUIRED", "a second factor has to be set up first");
                }
                yield authenticated(call, tokens.accessToken());
            }
            case SecondFactorNeeded _ -> throw otp();
            case Delayed _ ->
                throw new Failure(
                        TOO_MANY,
                        List.of(new Fault(
                                "Too many requests", "wait before you try again", "TOO_MANY_REQUESTS", null)));
            case Refused _ -> throw refused();
        };
    }

    /** Codes go through our own sign-in: there is no way here to begin and to go on. */
    private static Failure otp() {
        return Failure.unauthorized(
                "OTP_REQUIRED", "second factor is required: make the token in Marque's own API, or with another token");
    }

    private Actor authenticated(Call call, String accessToken) {
        Credential credential = new Credential("bearer", accessToken);
        return authenticators.stream()
                .filter(authenticator -> authenticator.takes(credential))
                .findFirst()
                .flatMap(authenticator -> authenticator.authenticate(credential, call.origin()))
                .filter(actor -> actor.tenant().equals(call.account()))
                .orElseThrow(Callers::refused);
    }

    private static Failure refused() {
        return Failure.unauthorized("PASSWORD_INVALID", "email and password must be valid");
    }
}
