package dev.marque.licensing.license;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.TransferRules;
import dev.marque.licensing.policy.TransferStrategy;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.CredentialDirectory;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives licenses to other customers, as their rules say. Thread-safe. */
@Singleton
public class LicenseTransfer {

    private final Database database;
    private final Tenants tenants;
    private final Licenses licenses;
    private final Policies policies;
    private final KeyMint mint;
    private final KeyRows keys;
    private final Occupants occupants;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    LicenseTransfer(
            Database database,
            Tenants tenants,
            Licenses licenses,
            Policies policies,
            KeyMint mint,
            CredentialDirectory directory,
            ChangeLog changes,
            InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.licenses = licenses;
        this.policies = policies;
        this.mint = mint;
        this.keys = new KeyRows(directory);
        this.occupants = new Occupants(changes);
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Gives a license to another customer, all at once or not at all.
     *
     * @param to who it is for from now on; null leaves its name
     * @throws ProblemException NOT_FOUND, INVALID_INPUT for an assignment of what is not there or that takes the license out
     *     of the actor's own reach, or STATE_CONFLICT for one that is revoked, archived or not to be transferred
     */
    public Transferred transfer(Actor actor, UUID id, @Nullable String to, Assignment assignment) {
        return transfer(actor, id, to, before -> assignment);
    }

    /**
     * Gives the calling license to another customer, of whom nothing is known but a name: nobody's account has it from then
     * on, and whoever is told its new key. Who sold it stays.
     *
     * @throws ProblemException STATE_CONFLICT for a license that is not active, or not to be transferred by its holder
     */
    public Transferred byHolder(Actor installation, String to) {
        return transfer(installation, installation.id(), to, before -> {
            if (!before.terms().rules().changingHands().byHolder()) {
                throw Transition.conflict(before.state(), "its rules do not let its holder transfer it");
            }
            if (before.state() != LicenseState.ACTIVE) {
                throw Transition.conflict(before.state(), "its holder cannot transfer it");
            }
            Assignment whose = before.assignment();
            return new Assignment(whose.ownerUserId(), whose.teamId(), whose.partnerId(), null);
        });
    }

    /** @param whose tells whose it is from then on, or refuses */
    private Transferred transfer(Actor actor, UUID id, @Nullable String to, Function<License, Assignment> whose) {
        License license = licenses.get(actor, id);
        Policy policy = policies.get(actor, license.policyId());
        ZoneId zone = tenants.zone(actor.tenant());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // Signing is not for transactions, and whether a key is wanted is only known in it.
        String key = mint.mintAnother(actor.tenant(), policy, license.productCode(), id, now);
        SealedKey sealed = mint.seal(actor.tenant(), key);
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            TransferRules rules = before.terms().rules().changingHands();
            require(before, rules);
            Assignment assignment = whose.apply(before);
            assignment.requireExists(transaction);
            int machines = rules.deactivateMachines() ? occupants.endMachines(transaction, actor, id, now) : 0;
            int users = rules.releaseUsers() ? occupants.releaseUsers(transaction, actor, id, now) : 0;
            if (rules.newKey()) {
                keys.replace(transaction, actor.tenant(), id, sealed, now, now);
                occupants.endTokens(transaction, actor, id, now);
            }
            License after =
                    write(transaction, actor, before, moved(before, to, assignment, rules.strategy(), now, zone));
            return new Transferred(after, rules.newKey() ? key : null, machines, users);
        });
    }

    private static void require(License license, TransferRules rules) {
        if (license.state() == LicenseState.REVOKED || license.state() == LicenseState.ARCHIVED) {
            throw Transition.conflict(license.state(), "it cannot be transferred");
        }
        if (!rules.allowed()) {
            throw Transition.conflict(license.state(), "its rules do not let it be transferred");
        }
    }

    private static License moved(
            License before,
            @Nullable String to,
            Assignment assignment,
            TransferStrategy strategy,
            Instant now,
            ZoneId zone) {
        boolean resets =
                strategy == TransferStrategy.RESET_EXPIRY && before.terms().term() != null;
        Span span = resets ? Span.begin(before.terms(), null, now, zone) : before.span();
        Instant maintained = resets ? Maintenance.begin(before.terms(), now, zone) : before.maintenanceEndsAt();
        return before.transferred(to, assignment, span, maintained, now);
    }

    private License write(Handle transaction, Actor actor, License before, License moved) {
        LicenseStore.update(transaction, moved);
        Words.keep(transaction, before, moved);
        if (!LicenseRows.isReachable(transaction, actor, moved.id())) {
            throw ProblemException.invalid(
                    FieldError.inBody("/assignment", "would take the license out of your own reach"));
        }
        License after = LicenseRows.read(transaction, actor, moved.id());
        changes.record(transaction, actor, Change.of("license.transferred", "license", after.id(), before, after));
        return after;
    }
}
