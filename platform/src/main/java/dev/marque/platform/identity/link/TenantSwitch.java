package dev.marque.platform.identity.link;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.AccountLinks;
import dev.marque.platform.identity.AccountLinks.Half;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.Sessions;
import dev.marque.platform.identity.Sessions.Grant;
import dev.marque.platform.identity.SignInProof;
import dev.marque.platform.identity.secondfactor.SecondFactors;
import dev.marque.platform.identity.signin.SignIn;
import dev.marque.platform.identity.signin.SignInOutcome;
import dev.marque.platform.identity.signin.SignInOutcome.SignedIn;
import dev.marque.platform.identity.token.OneTimeTokens.Purpose;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.TenantStanding;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of one person, and going from one to another without a password: a sign-in of its own there, by that
 * tenant's rules. It takes both halves of the link at that moment. Thread-safe.
 */
@Singleton
public class TenantSwitch {

    /**
     * A tenant in which the caller is staff.
     *
     * @param current whether the caller is signed in to it now
     * @param available whether the caller can switch to it now; not if the account there is disabled, the link was ended
     *     there, or the tenant is suspended
     * @param linkedAt null for the current one
     */
    public record OwnTenant(
            UUID id,
            String slug,
            String name,
            boolean current,
            boolean available,
            @Nullable Instant linkedAt) {}

    /** What the audit trails remember of a switch. */
    private record Remembered(String tenant, boolean secondFactor) {}

    private record Way(String from, Half half, boolean secondFactor) {}

    /** How far a switch got within its transaction. */
    private sealed interface Arrival {
        record In(Grant grant) implements Arrival {}

        record Asked(SignInOutcome.SecondFactorNeeded needed) implements Arrival {}
    }

    private final Database database;
    private final Tenants tenants;
    private final Sessions sessions;
    private final SignIn signIn;
    private final SecondFactors secondFactors;
    private final ChangeLog changes;

    @Inject
    public TenantSwitch(
            Database database,
            Tenants tenants,
            Sessions sessions,
            SignIn signIn,
            SecondFactors secondFactors,
            ChangeLog changes) {
        this.database = database;
        this.tenants = tenants;
        this.sessions = sessions;
        this.signIn = signIn;
        this.secondFactors = secondFactors;
        this.changes = changes;
    }

    /** The caller's tenant first, then those that are linked, by name. */
    public List<OwnTenant> list(Actor actor) {
        Tenant here = tenants.get(actor.tenant());
        List<Half> halves = database.inTenant(actor.tenant(), transaction -> AccountLinks.of(transaction, actor.id()));
        return Stream.concat(
                        Stream.of(new OwnTenant(here.id().value(), here.slug(), here.name(), true, true, null)),
                        halves.stream().map(half -> seen(actor, half)))
                .toList();
    }

    private OwnTenant seen(Actor actor, Half half) {
        TenantId there = new TenantId(half.tenantId());
        boolean available = database.inTenant(
                there,
                transaction -> leadsBack(AccountLinks.find(transaction, half.userId(), actor.tenant()), actor)
                        && !TenantStanding.of(transaction, there).suspended()
                        && isEnabled(transaction, half.userId()));
        return new OwnTenant(half.tenantId(), half.slug(), half.name(), false, available, half.linkedAt());
    }

    private static boolean leadsBack(Optional<Half> half, Actor actor) {
        return half.filter(other -> other.userId().equals(actor.id())).isPresent();
    }

    private static boolean isEnabled(Handle transaction, UUID user) {
        return transaction
                .createQuery("select exists (select 1 from users where id = :id and disabled_at is null)")
                .bind("id", user)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Signs the caller in to another tenant. Whoever has a second factor there and signed in here without one is asked
     * for its code.
     *
     * @throws ProblemException NOT_FOUND without a link of which both halves are there, or for an account that is
     *     disabled; FORBIDDEN or STATE_CONFLICT for a sign-in that leads to no other tenant; TENANT_SUSPENDED
     */
    public SignInOutcome to(Actor actor, TenantId target) {
        String from = tenants.get(actor.tenant()).slug();
        Arrival arrival = database.together(actor.tenant(), () -> {
            Way way = database.inTenant(actor.tenant(), transaction -> leave(transaction, actor, from, target));
            return database.inTenant(target, transaction -> arrive(transaction, actor, target, way));
        });
        return switch (arrival) {
            case Arrival.In(Grant grant) -> new SignedIn(sessions.tokens(grant), grant.enrolling());
            case Arrival.Asked(var needed) -> needed;
        };
    }

    private Way leave(Handle transaction, Actor actor, String from, TenantId target) {
        OwnSignIn own = OwnSignIn.require(transaction, actor);
        Half half = AccountLinks.hold(transaction, actor.id(), target).orElseThrow(TenantSwitch::noLink);
        changes.auditOnly(
                transaction,
                actor,
                new Change(
                        "user.switched-away",
                        "user",
                        actor.id(),
                        null,
                        new Remembered(half.slug(), own.secondFactor())));
        return new Way(from, half, own.secondFactor());
    }

    private Arrival arrive(Handle transaction, Actor actor, TenantId target, Way way) {
        UUID user = way.half().userId();
        boolean mutual = leadsBack(AccountLinks.hold(transaction, user, actor.tenant()), actor);
        if (!mutual || !isEnabled(transaction, user)) {
            throw noLink();
        }
        TenantStanding.of(transaction, target).requireSignIn();
        Actor there = LinkedAccounts.inTenant(actor, target, user, actor.name());
        Remembered from = new Remembered(way.from(), way.secondFactor());
        changes.auditOnly(transaction, there, new Change("user.switched-in", "user", user, null, from));
        if (!way.secondFactor() && secondFactors.isOn(transaction, user)) {
            return new Arrival.Asked(signIn.challenge(transaction, target, Purpose.SWITCH, user));
        }
        SignInProof proof = new SignInProof(SignInProof.Method.SWITCH, way.secondFactor());
        return sessions.begin(transaction, target, user, proof, actor.origin())
                .<Arrival>map(Arrival.In::new)
                .orElseThrow(TenantSwitch::noLink);
    }

    private static ProblemException noLink() {
        return ProblemException.notFound("linked tenant");
    }
}
