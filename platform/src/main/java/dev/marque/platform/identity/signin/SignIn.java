package dev.marque.platform.identity.signin;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.Sessions.Grant;
import dev.marque.platform.identity.SignInProof;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.lockout.Target;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.signin.SignInOutcome.Delayed;
import dev.marque.platform.identity.signin.SignInOutcome.Refused;
import dev.marque.platform.identity.signin.SignInOutcome.SecondFactorNeeded;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Signing in with a password and, for who has one, a second factor. Thread-safe. */
@Singleton
public class SignIn {

    static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(5);

    /** A sign-in of which the code is to come. */
    private record Begun(Login login, Purpose purpose, SignInProof proof, String challenge) {

        @Override
        public String toString() {
            return "Begun[" + login + "]";
        }
    }

    private final Database database;
    private final Proofs proofs;
    private final LockOut lockOut;
    private final SecondFactors secondFactors;
    private final OneTimeTokens tokens;
    private final Sessions sessions;

    @Inject
    public SignIn(
            Database database,
            Proofs proofs,
            LockOut lockOut,
            SecondFactors secondFactors,
            OneTimeTokens tokens,
            Sessions sessions) {
        this.database = database;
        this.proofs = proofs;
        this.lockOut = lockOut;
        this.secondFactors = secondFactors;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /**
     * The first step, and for most the only one.
     *
     * @param tenantSlug needed only by people who are staff of several tenants
     */
    public SignInOutcome withPassword(
            String email, String password, @Nullable String tenantSlug, RequestOrigin origin) {
        return switch (proofs.password(email, password, tenantSlug, origin)) {
            case Proofs.Outcome.Delayed<Login>(var retryAfter) -> new Delayed(retryAfter);
            case Proofs.Outcome.Refused<Login>() -> new Refused();
            case Proofs.Outcome.Proved<Login>(var login) -> afterPassword(login, origin);
        };
    }

    private SignInOutcome afterPassword(Login login, RequestOrigin origin) {
        Optional<SignInOutcome> challenge = database.inTenant(
                login.tenant(),
                transaction -> secondFactors.isOn(transaction, login.id())
                        ? Optional.of(challenge(transaction, login.tenant(), Purpose.SECOND_FACTOR, login.id()))
                        : Optional.empty());
        return challenge.orElseGet(() -> complete(
                login,
                origin,
                database.inTenant(
                        login.tenant(),
                        transaction -> sessions.begin(
                                transaction, login.tenant(), login.id(), SignInProof.BY_PASSWORD, origin))));
    }

    /** Asks for a code, for a sign-in that has come so far in another way. */
    public SecondFactorNeeded challenge(Handle transaction, TenantId tenant, Purpose purpose, UUID user) {
        return new SecondFactorNeeded(
                tokens.issue(transaction, tenant, purpose, user, CHALLENGE_LIFETIME)
                        .token(),
                CHALLENGE_LIFETIME);
    }

    /**
     * The second step.
     *
     * @param code from the authenticator app, or a recovery code
     */
    public SignInOutcome withSecondFactor(String challenge, String code, RequestOrigin origin) {
        return Stream.of(
                        begun(Purpose.SECOND_FACTOR, SignInProof.BY_PASSWORD_AND_CODE, challenge),
                        begun(Purpose.SWITCH, SignInProof.BY_SWITCH_AND_CODE, challenge))
                .flatMap(Optional::stream)
                .findFirst()
                .map(begun -> withSecondFactor(begun, code, origin))
                .orElseGet(Refused::new);
    }

    private Optional<Begun> begun(Purpose purpose, SignInProof proof, String challenge) {
        return OneTimeTokens.tenantOf(purpose, challenge)
                .flatMap(tenant -> database.inTenant(tenant, transaction -> tokens.find(transaction, purpose, challenge)
                        .map(user -> Login.of(transaction, user))))
                .map(login -> new Begun(login, purpose, proof, challenge));
    }

    private SignInOutcome withSecondFactor(Begun begun, String code, RequestOrigin origin) {
        Login login = begun.login();
        return switch (proofs.code(login, origin, () -> redeem(begun, code, origin))) {
            case Proofs.Outcome.Delayed<Grant>(var retryAfter) -> new Delayed(retryAfter);
            case Proofs.Outcome.Refused<Grant>() -> new Refused();
            case Proofs.Outcome.Proved<Grant>(var grant) -> {
                lockOut.remember(Target.secondFactor(login.id()), origin);
                yield complete(login, origin, Optional.of(grant));
            }
        };
    }

    private Optional<Grant> redeem(Begun begun, String code, RequestOrigin origin) {
        TenantId tenant = begun.login().tenant();
        UUID user = begun.login().id();
        return database.inTenant(tenant, transaction -> {
            boolean goesOn =
                    tokens.find(transaction, begun.purpose(), begun.challenge()).isPresent();
            if (!goesOn || !secondFactors.takes(transaction, tenant, user, code)) {
                return Optional.<Grant>empty();
            }
            tokens.withdraw(transaction, begun.challenge());
            return sessions.begin(transaction, tenant, user, begun.proof(), origin);
        });
    }

    private SignInOutcome complete(Login login, RequestOrigin origin, Optional<Grant> grant) {
        if (grant.isEmpty()) {
            return new Refused();
        }
        lockOut.remember(Target.password(login.email()), origin);
        return new SignedIn(sessions.tokens(grant.get()), grant.get().enrolling());
    }
}
