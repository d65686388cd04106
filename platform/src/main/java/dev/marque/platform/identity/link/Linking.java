package dev.marque.platform.identity.link;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.User;
import dev.marque.platform.identity.invitation.Invitations;
import dev.marque.platform.identity.link.LinkOutcome.CodeNeeded;
import dev.marque.platform.identity.link.LinkOutcome.Delayed;
import dev.marque.platform.identity.link.LinkOutcome.Linked;
import dev.marque.platform.identity.link.LinkOutcome.Refused;
import dev.marque.platform.identity.password.OwnPassword;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.signin.Login;
import dev.marque.platform.identity.signin.Proofs;
import dev.marque.platform.identity.signin.Proofs.Outcome;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.TenantStanding;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Links the caller's account with one in another tenant, once the caller has proved to be both. The proofs are those of a
 * sign-in, and guessing is slowed down as there. Thread-safe.
 */
@Singleton
public class Linking {

    private final Database database;
    private final Tenants tenants;
    private final OwnPassword ownPassword;
    private final Proofs proofs;
    private final SecondFactors secondFactors;
    private final Invitations invitations;
    private final LinkedAccounts links;

    @Inject
    public Linking(
            Database database,
            Tenants tenants,
            OwnPassword ownPassword,
            Proofs proofs,
            SecondFactors secondFactors,
            Invitations invitations,
            LinkedAccounts links) {
        this.database = database;
        this.tenants = tenants;
        this.ownPassword = ownPassword;
        this.proofs = proofs;
        this.secondFactors = secondFactors;
        this.invitations = invitations;
        this.links = links;
    }

    /**
     * Links an account that there is already. Repeatable; another account of that tenant is replaced.
     *
     * @throws ProblemException FORBIDDEN or STATE_CONFLICT for a sign-in that leads to no other tenant, STATE_CONFLICT
     *     also if the other password was given by somebody else; INVALID_INPUT for a wrong own password, or the own
     *     tenant; TOO_MANY_ATTEMPTS; TENANT_SUSPENDED
     */
    public LinkOutcome withPassword(Actor actor, OtherAccount other) {
        OwnSignIn own = confirmed(actor, other.ownPassword());
        if (tenants.get(actor.tenant()).slug().equals(other.tenant())) {
            throw ProblemException.invalid(FieldError.inBody("/tenant", "is the tenant that you are signed in to"));
        }
        String email = other.email() == null ? own.email() : other.email();
        return switch (proofs.password(email, other.password(), other.tenant(), actor.origin())) {
            case Outcome.Delayed<Login>(var retryAfter) -> new Delayed(retryAfter);
            case Outcome.Refused<Login>() -> new Refused();
            case Outcome.Proved<Login>(var login) -> withCode(actor, login, Optional.ofNullable(other.code()));
        };
    }

    private LinkOutcome withCode(Actor actor, Login login, Optional<String> code) {
        boolean codeNeeded = database.inTenant(login.tenant(), transaction -> {
            TenantStanding.of(transaction, login.tenant()).requireSignIn();
            return secondFactors.isOn(transaction, login.id());
        });
        if (!codeNeeded) {
            return linked(actor, login);
        }
        return code.<LinkOutcome>map(given -> withCode(actor, login, given)).orElseGet(CodeNeeded::new);
    }

    private LinkOutcome withCode(Actor actor, Login login, String code) {
        return switch (proofs.code(login, actor.origin(), () -> taken(login, code))) {
            case Outcome.Delayed<Login>(var retryAfter) -> new Delayed(retryAfter);
            case Outcome.Refused<Login>() -> new Refused();
            case Outcome.Proved<Login>(var proved) -> linked(actor, proved);
        };
    }

    private Optional<Login> taken(Login login, String code) {
        boolean taken = database.inTenant(
                login.tenant(), transaction -> secondFactors.takes(transaction, login.tenant(), login.id(), code));
        return taken ? Optional.of(login) : Optional.empty();
    }

    private LinkOutcome linked(Actor actor, Login login) {
        boolean mayBe = database.inTenant(login.tenant(), transaction -> isOwnAtVendor(transaction, login));
        if (!mayBe) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT,
                    "The password of the other account was given by somebody else. Sign in there and change it first.");
        }
        links.write(actor, login.tenant(), login.id(), login.email());
        return new Linked(tenants.get(login.tenant()));
    }

    /** Those who run the server sign in to their realm, and nowhere else and from nowhere else. */
    private static boolean isOwnAtVendor(Handle transaction, Login login) {
        return transaction
                .createQuery("""
                        select u.password_is_own and t.kind = 'VENDOR'
                        from users u join tenants t on t.id = u.tenant_id where u.id = :user
                        """)
                .bind("user", login.id())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Accepts an invitation of another tenant to the caller's own address, and links the new account.
     *
     * @param password for the new account
     * @throws ProblemException as {@link #withPassword} and {@link Invitations#accept}, and INVALID_INPUT for an
     *     invitation of somebody else
     */
    public Linked withInvitation(Actor actor, String token, String password, String ownText) {
        OwnSignIn own = confirmed(actor, ownText);
        TenantId tenant = Invitations.tenantOf(token);
        if (!invitations.invited(token).equalsIgnoreCase(own.email()) || tenant.equals(actor.tenant())) {
            throw ProblemException.invalid(
                    FieldError.inBody("/token", "is no invitation of another tenant to your e-mail address"));
        }
        User joined = invitations.accept(token, own.name(), password, actor.origin());
        links.write(actor, tenant, joined.id(), joined.email());
        return new Linked(tenants.get(tenant));
    }

    private OwnSignIn confirmed(Actor actor, String ownText) {
        OwnSignIn own = database.inTenant(actor.tenant(), transaction -> OwnSignIn.require(transaction, actor));
        ownPassword.confirm(actor, "/ownPassword", ownText);
        return own;
    }
}
