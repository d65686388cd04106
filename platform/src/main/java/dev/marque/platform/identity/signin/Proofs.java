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
import dev.marque.platform.identity.lockout.Admission;
import dev.marque.platform.identity.lockout.Admission.Admitted;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.lockout.Target;
import dev.marque.platform.identity.password.Passwords;
import dev.marque.platform.observe.AbuseWatch;
import dev.marque.platform.observe.AbuseWatch.Abuse;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks what people present to prove who they are. Guessing is slowed down ({@link LockOut}), and the tenant is told of
 * it. Answers do not tell whether there is such an account: unknown addresses cost the same time. Thread-safe.
 */
@Singleton
public class Proofs {

    /** What comes of a proof. */
    public sealed interface Outcome<T> {

        /** It holds. */
        record Proved<T>(T value) implements Outcome<T> {}

        /** Something does not fit; deliberately without telling what. */
        record Refused<T>() implements Outcome<T> {}

        /** There were too many failures: nothing was looked at. */
        record Delayed<T>(Duration retryAfter) implements Outcome<T> {}
    }

    private final Database database;
    private final CredentialDirectory directory;
    private final Tenants tenants;
    private final Passwords passwords;
    private final LockOut lockOut;
    private final ChangeLog changes;

    @Inject
    public Proofs(
            Database database,
            CredentialDirectory directory,
            Tenants tenants,
            Passwords passwords,
            LockOut lockOut,
            ChangeLog changes) {
        this.database = database;
        this.directory = directory;
        this.tenants = tenants;
        this.passwords = passwords;
        this.lockOut = lockOut;
        this.changes = changes;
    }

    /**
     * Whose password it is.
     *
     * @param tenantSlug null if the address is in one tenant only
     */
    public Outcome<Login> password(String email, String password, @Nullable String tenantSlug, RequestOrigin origin) {
        Target target = Target.password(email);
        return switch (lockOut.begin(target, origin)) {
            case Admission.Delayed delayed -> new Outcome.Delayed<>(delayed.retryAfter());
            case Admitted admitted -> {
                Optional<Login> login = login(email, tenantSlug);
                yield concluded(
                        target, origin, admitted, login, fits(login, password) ? login : Optional.<Login>empty());
            }
        };
    }

    /**
     * Whether a code of somebody's second factor is right.
     *
     * @param check takes the code; empty if it is wrong
     */
    public <T> Outcome<T> code(Login login, RequestOrigin origin, Supplier<Optional<T>> check) {
        Target target = Target.secondFactor(login.id());
        return switch (lockOut.begin(target, origin)) {
            case Admission.Delayed delayed -> new Outcome.Delayed<>(delayed.retryAfter());
            case Admitted admitted -> concluded(target, origin, admitted, Optional.of(login), check.get());
        };
    }

    private <T> Outcome<T> concluded(
            Target target, RequestOrigin origin, Admitted admitted, Optional<Login> login, Optional<T> proved) {
        if (proved.isEmpty()) {
            tell(login, admitted, origin);
            return new Outcome.Refused<>();
        }
        lockOut.succeeded(target, origin, admitted);
        return new Outcome.Proved<>(proved.get());
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

    /** Tells the tenant, once, when guessing at one of its accounts begins to be slowed down. */
    private void tell(Optional<Login> login, Admitted admitted, RequestOrigin origin) {
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
            // Apart: it stays also if the request that it is part of is undone.
            login.ifPresent(account -> database.apart(account.tenant(), transaction -> {
                changes.record(
                        transaction,
                        Actor.system(account.tenant(), "sign-in", origin),
                        Change.happened(action, "user", account.id()));
                return action;
            }));
        }
    }
}
