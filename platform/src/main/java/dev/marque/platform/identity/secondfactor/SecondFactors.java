package dev.marque.platform.identity.secondfactor;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.AccountLinks;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.SecondFactorDuty;
import dev.marque.platform.identity.Users;
import dev.marque.platform.identity.lockout.Admission.Admitted;
import dev.marque.platform.identity.lockout.Admission.Delayed;
import dev.marque.platform.identity.lockout.LockOut;
import dev.marque.platform.identity.lockout.Target;
import dev.marque.platform.identity.password.OwnPassword;
import dev.marque.platform.identity.secondfactor.FactorRows.Factor;
import dev.marque.platform.secrets.SecretBox;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The second factor at sign-in: a code from an authenticator app, or a recovery code. A person enrols, confirms with a
 * first code, and may disable it; an administrator may reset it for somebody who lost both. Thread-safe.
 */
@Singleton
public class SecondFactors {

    private static final String PURPOSE = "second-factor";
    private static final String ISSUER = "Marque";

    /** What goes into the authenticator app, shown once. */
    public record Enrolment(String secret, String uri) {

        @Override
        public String toString() {
            return "Enrolment[]";
        }
    }

    private final Database database;
    private final OwnPassword ownPassword;
    private final Users users;
    private final LockOut lockOut;
    private final SecretBox box;
    private final ChangeLog changes;
    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    public SecondFactors(
            Database database,
            OwnPassword ownPassword,
            Users users,
            LockOut lockOut,
            SecretBox box,
            ChangeLog changes,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.ownPassword = ownPassword;
        this.users = users;
        this.lockOut = lockOut;
        this.box = box;
        this.changes = changes;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A new secret for the caller's app. It is asked for at sign-in only once it is {@linkplain #confirm confirmed}.
     *
     * @throws ProblemException as {@link OwnPassword#confirm}, and STATE_CONFLICT while there is a confirmed one
     */
    public Enrolment enrol(Actor actor, String password) {
        ownPassword.confirm(actor, "/password", password);
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        byte[] sealed = box.seal(actor.tenant(), PURPOSE, secret);
        database.runInTenant(actor.tenant(), transaction -> {
            if (!FactorRows.begin(transaction, actor.tenant(), actor.id(), sealed, clock.instant())) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "There is a second factor already. Disable it to begin anew.");
            }
        });
        String text = Base32.encode(secret);
        return new Enrolment(text, uri(actor.name(), text));
    }

    /** The key URI that authenticator apps read from a QR code; what it leaves out is what they all assume. */
    private static String uri(String email, String secret) {
        String account = URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + ISSUER + ":" + account + "?secret=" + secret + "&issuer=" + ISSUER;
    }

    /**
     * Turns the second factor on, now that a first code has shown that the app has the secret.
     *
     * @return the recovery codes, shown once
     * @throws ProblemException STATE_CONFLICT if nothing waits for confirmation, INVALID_INPUT for a wrong code
     */
    public List<String> confirm(Actor actor, String code) {
        return database.inTenant(actor.tenant(), transaction -> {
            Factor factor = FactorRows.lock(transaction, actor.id())
                    .filter(found -> found.confirmedAt() == null)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.STATE_CONFLICT, "There is no second factor that waits for its first code."));
            if (!takesTotp(transaction, actor.tenant(), actor.id(), factor, code)) {
                throw wrongCode();
            }
            FactorRows.confirm(transaction, actor.id(), clock.instant());
            SecondFactorDuty.fulfilled(transaction, actor.origin().session());
            changes.record(transaction, actor, Change.happened("user.second-factor-enabled", "user", actor.id()));
            return RecoveryCodes.replace(transaction, actor.tenant(), actor.id(), random);
        });
    }

    /**
     * Turns the caller's second factor off.
     *
     * @param code from the app, or a recovery code
     * @throws ProblemException as {@link OwnPassword#confirm}, INVALID_INPUT for a wrong code, STATE_CONFLICT if there is
     *     none
     */
    public void disable(Actor actor, String password, String code) {
        ownPassword.confirm(actor, "/password", password);
        Target target = Target.secondFactor(actor.id());
        switch (lockOut.begin(target, actor.origin())) {
            case Delayed delayed -> throw delayed.problem();
            case Admitted admitted -> {
                database.runInTenant(actor.tenant(), transaction -> {
                    if (!isOn(transaction, actor.id())) {
                        throw new ProblemException(ProblemType.STATE_CONFLICT, "There is no second factor.");
                    }
                    if (!takes(transaction, actor.tenant(), actor.id(), code)) {
                        throw wrongCode();
                    }
                    remove(transaction, actor, actor.id(), "user.second-factor-disabled");
                });
                lockOut.succeeded(target, actor.origin(), admitted);
            }
        }
    }

    /**
     * Removes somebody's second factor, for a person who lost app and recovery codes, and with it the links to accounts in
     * other tenants. Repeatable.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN for somebody who may do more than the caller
     */
    public void reset(Actor actor, UUID user) {
        database.runInTenant(actor.tenant(), transaction -> {
            users.lockWithinReach(transaction, actor, user);
            AccountLinks.removeAll(transaction, user);
            remove(transaction, actor, user, "user.second-factor-reset");
        });
    }

    private void remove(Handle transaction, Actor actor, UUID user, String action) {
        RecoveryCodes.forget(transaction, user);
        SecondFactorDuty.lapsed(transaction, user);
        if (FactorRows.remove(transaction, user)) {
            changes.record(transaction, actor, Change.happened(action, "user", user));
        }
    }

    /** Whether a code is asked for. */
    public boolean isOn(Handle transaction, UUID user) {
        return FactorRows.isConfirmed(transaction, user);
    }

    /** Takes a code of the app or a recovery code; each is taken once. */
    public boolean takes(Handle transaction, TenantId tenant, UUID user, String code) {
        return FactorRows.lock(transaction, user)
                .filter(factor -> factor.confirmedAt() != null)
                .filter(factor -> takesTotp(transaction, tenant, user, factor, code)
                        || RecoveryCodes.use(transaction, user, code))
                .isPresent();
    }

    private boolean takesTotp(Handle transaction, TenantId tenant, UUID user, Factor factor, String code) {
        byte[] secret = box.open(tenant, PURPOSE, factor.secretSealed());
        OptionalLong step = Totp.match(secret, code.strip(), clock.instant(), factor.lastStep());
        step.ifPresent(taken -> FactorRows.took(transaction, user, taken));
        return step.isPresent();
    }

    private static ProblemException wrongCode() {
        return ProblemException.invalid(
                FieldError.inBody("/code", "is not the current code, or was used before; recovery codes work once"));
    }
}
