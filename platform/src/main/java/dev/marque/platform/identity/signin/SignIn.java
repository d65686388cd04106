package dev.marque.platform.identity.signin;

import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.identity.CredentialDirectory.Entry;
import dev.marque.platform.identity.CredentialDirectory.Kind;
import dev.marque.platform.identity.Emails;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.Sessions.Grant;
import dev.marque.platform.identity.lockout.Admission;
import dev.marque.platform.identity.lockout.Admission.Admitted;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.lockout.Target;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.signin.SignInOutcome.Delayed;
import dev.marque.platform.identity.signin.SignInOutcome.Refused;
import dev.marque.platform.identity.signin.SignInOutcome.SecondFactorNeeded;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.token.OneTimeTokens;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.observe.AbuseWatch;
import dev.marque.platform.observe.AbuseWatch.Abuse;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with a password and, for who has one, a second factor. Answers do not tell whether there is such an account:
 * unknown addresses cost the same time and are slowed down alike ({@link LockOut}). Thread-safe.
 */
@Singleton
public class SignIn {

    static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(5);

    private final Database database;
    private final CredentialDirectory directory;
    private final Tenants tenants;
    private final Passwords passwords;
    private final LockOut lockOut;
    private final SecondFactors secondFactors;
    private final OneTimeTokens tokens;
    private final Sessions sessions;
    private final ChangeLog changes;

    @Inject
    public SignIn(
            Database database,
            CredentialDirectory directory,
            Tenants tenants,
            Passwords passwords,
            LockOut lockOut,
            SecondFactors secondFactors,
            OneTimeTokens tokens,
            Sessions sessions,
            ChangeLog changes) {
        this.database = database;
        this.directory = directory;
        this.tenants = tenants;
        this.passwords = passwords;
        this.lockOut = lockOut;
        this.secondFactors = secondFactors;
        this.tokens = tokens;
        this.sessions = sessions;
        this.changes = changes;
    }

    /**
     * The first step, and for most the only one.
     *
     * @param tenantSlug needed only by people who are staff of several tenants
     */
    public SignInOutcome withPassword(
            String email, String password, @Nullable String tenantSlug, RequestOrigin origin) {
        Target target = Target.password(email);
        return switch (lockOut.begin(target, origin)) {
            case Admission.Delayed delayed -> new Delayed(delayed.retryAfter());
            case Admitted admitted -> {
                Optional<Login> login = login(email, tenantSlug);
                if (!fits(login, password)) {
                    yield failed(login, admitted, origin);
                }
                lockOut.succeeded(target, origin, admitted);
                yield afterPassword(login.orElseThrow(), origin);
            }
        };
    }

    private Optional<Login> login(String email, @Nullable String tenantSlug) {
        List<Entry> entries = directory.find(Kind.EMAIL, Emails.lookupHash(email)).stream()
                .filter(entry -> tenantSlug == null
                        || tenants.get(entry.tenantId()).slug().equals(tenantSlug))
                .toList();
        return entries.size() != 1
                ? Optional.empty()
                : Optional.of(database.inTenant(
                        entries.getFirst().tenantId(),
                        transaction -> Login.of(transaction, entries.getFirst().subjectId())));
    }

    /** Outside any transaction: the hash takes tens of milliseconds, and a connection is dear. */
    private boolean fits(Optional<Login> login, String password) {
        String hash = login.map(Login::passwordHash).orElse(null);
        if (hash == null) {
            passwords.pretend(password);
            return false;
        }
        return passwords.fits(password, hash) && login.orElseThrow().disabledAt() == null;
    }

    private SignInOutcome afterPassword(Login login, RequestOrigin origin) {
        Optional<SignInOutcome> challenge = database.inTenant(
                login.tenant(),
                transaction -> secondFactors.isOn(transaction, login.id())
                        ? Optional.of(new SecondFactorNeeded(
                                tokens.issue(
                                                transaction,
                                                login.tenant(),
                                                Purpose.SECOND_FACTOR,
                                                login.id(),
                                                CHALLENGE_LIFETIME)
                                        .token(),
                                CHALLENGE_LIFETIME))
                        : Optional.empty());
        return challenge.orElseGet(() -> complete(
                login,
                origin,
                database.inTenant(
                        login.tenant(),
                        transaction -> sessions.begin(transaction, login.tenant(), login.id(), origin))));
    }

    /**
     * The second step.
     *
     * @param code from the authenticator app, or a recovery code
     */
    public SignInOutcome withSecondFactor(String challenge, String code, RequestOrigin origin) {
        return OneTimeTokens.tenantOf(Purpose.SECOND_FACTOR, challenge)
                .flatMap(tenant -> database.inTenant(
                        tenant, transaction -> tokens.find(transaction, Purpose.SECOND_FACTOR, challenge)
                                .map(user -> Login.of(transaction, user))))
                .map(login -> withSecondFactor(login, challenge, code, origin))
                .orElseGet(Refused::new);
    }

    private SignInOutcome withSecondFactor(Login login, String challenge, String code, RequestOrigin origin) {
        Target target = Target.secondFactor(login.id());
        return switch (lockOut.begin(target, origin)) {
            case Admission.Delayed delayed -> new Delayed(delayed.retryAfter());
            case Admitted admitted -> {
                Optional<Grant> grant = redeem(login.tenant(), login.id(), challenge, code, origin);
                if (grant.isEmpty()) {
                    yield failed(Optional.of(login), admitted, origin);
                }
                lockOut.succeeded(target, origin, admitted);
                lockOut.remember(target, origin);
                yield complete(login, origin, grant);
            }
        };
    }

    private Optional<Grant> redeem(TenantId tenant, UUID user, String challenge, String code, RequestOrigin origin) {
        return database.inTenant(tenant, transaction -> {
            boolean goesOn =
                    tokens.find(transaction, Purpose.SECOND_FACTOR, challenge).isPresent();
            if (!goesOn || !secondFactors.takes(transaction, tenant, user, code)) {
                return Optional.<Grant>empty();
            }
            tokens.withdraw(transaction, challenge);
            return sessions.begin(transaction, tenant, user, origin);
        });
    }

    private SignInOutcome complete(Login login, RequestOrigin origin, Optional<Grant> grant) {
        if (grant.isEmpty()) {
            return new Refused();
        }
        lockOut.remember(Target.password(login.email()), origin);
        return new SignedIn(sessions.tokens(grant.get()));
    }

    /** Tells the tenant, once, when guessing at one of its accounts begins to be slowed down. */
    private SignInOutcome failed(Optional<Login> login, Admitted admitted, RequestOrigin origin) {
        String action =
                switch (admitted.alarm()) {
                    case NONE -> null;
                    case PLACE_LOCKED_OUT -> "user.locked-out";
                    case SIEGE -> "user.under-siege";
                };
        if (admitted.alarm() == Admission.Alarm.SIEGE) {
            AbuseWatch.alarm(
                    Abuse.ACCOUNT_UNDER_SIEGE,
                    login.map(account -> "user " + account.id()).orElse("an account that does not exist"));
        }
        if (action != null) {
            login.ifPresent(account -> database.runInTenant(
                    account.tenant(),
                    transaction -> changes.record(
                            transaction,
                            Actor.system(account.tenant(), "sign-in", origin),
                            Change.happened(action, "user", account.id()))));
        }
        return new Refused();
    }
}
