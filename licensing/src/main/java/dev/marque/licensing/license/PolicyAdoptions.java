package dev.marque.licensing.license;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.Adoption;
import dev.marque.licensing.policy.Policies;
import dev.marque.licensing.policy.Policy;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives issued licenses the conditions of a policy: of a newer version of their own, or of another one. What was set for
 * a license alone stays, unless the caller says otherwise. Thread-safe.
 */
@Singleton
public class PolicyAdoptions {

    /** A license that takes, or would take, the policy's conditions. */
    public record Adopted(License license, Adoption adoption) {}

    /**
     * A license under another policy.
     *
     * @param proration what was left of the term that ran; null when none did
     */
    public record Switched(
            License license, Adoption adoption, @Nullable Proration proration) {}

    private final Database database;
    private final Policies policies;
    private final Tenants tenants;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public PolicyAdoptions(
            Database database, Policies policies, Tenants tenants, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.policies = policies;
        this.tenants = tenants;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Licenses of a policy that have the conditions of another version, newest first, and what the present version
     * would make of them.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<Adopted> preview(Actor actor, UUID policyId, PageRequest request) {
        Policy policy = policies.get(actor, policyId);
        List<Adopted> rows = database.inEnvironment(
                actor.where(), transaction -> LicenseRows.behind(transaction, actor, policy, request).stream()
                        .map(license -> new Adopted(license, adoption(license, policy, true)))
                        .toList());
        return Page.of(rows, request, adopted -> adopted.license().id());
    }

    /**
     * Gives a page of those licenses the present conditions. Whoever goes on until there is no next page has reached all
     * of them; a license that has them is passed over, so that a run that was interrupted can be begun again.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<Adopted> apply(Actor actor, UUID policyId, PageRequest request) {
        Policy policy = policies.get(actor, policyId);
        ZoneId zone = tenants.zone(actor.tenant());
        return database.inEnvironment(actor.where(), transaction -> {
            List<License> behind = LicenseRows.behind(transaction, actor, policy, request);
            return Page.of(behind, request, License::id)
                    .map(license -> adopt(transaction, actor, license.id(), policy, zone));
        });
    }

    private Adopted adopt(Handle transaction, Actor actor, UUID id, Policy policy, ZoneId zone) {
        License before = LicenseRows.readLocked(transaction, actor, id);
        Adoption adoption = adoption(before, policy, true);
        return new Adopted(
                write(transaction, actor, "license.policy-applied", before, policy, adoption, false, zone), adoption);
    }

    /**
     * Puts a license under another policy of its product: an upgrade or a downgrade.
     *
     * @param keepOverrides whether what was set for the license alone stays
     * @param restartTerm whether a term of the new policy begins now; otherwise the end stays, and the new policy's terms
     *     are counted from it
     * @throws ProblemException NOT_FOUND, INVALID_INPUT for a policy that is not there or is of another product, or
     *     STATE_CONFLICT for a license that is revoked or archived
     */
    public Switched change(Actor actor, UUID id, UUID policyId, boolean keepOverrides, boolean restartTerm) {
        Policy policy = policyOf(actor, policyId);
        ZoneId zone = tenants.zone(actor.tenant());
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            if (before.state() == LicenseState.REVOKED || before.state() == LicenseState.ARCHIVED) {
                throw Transition.conflict(before.state(), "its policy cannot be changed");
            }
            if (!before.productId().equals(policy.productId())) {
                throw ProblemException.invalid(FieldError.inBody("/policyId", "is a policy of another product"));
            }
            Adoption adoption = adoption(before, policy, keepOverrides);
            Proration proration = Proration.of(before, now(), zone);
            License after =
                    write(transaction, actor, "license.policy-changed", before, policy, adoption, restartTerm, zone);
            return new Switched(after, adoption, proration);
        });
    }

    private Policy policyOf(Actor actor, UUID id) {
        try {
            return policies.get(actor, id);
        } catch (ProblemException missing) {
            throw ProblemException.invalid(FieldError.inBody("/policyId", "is no policy"));
        }
    }

    private static Adoption adoption(License license, Policy policy, boolean keepOverrides) {
        return Adoption.of(license.conditions(), policy.conditions(), keepOverrides ? license.overrides() : Set.of());
    }

    private License write(
            Handle transaction,
            Actor actor,
            String action,
            License before,
            Policy policy,
            Adoption adoption,
            boolean restartTerm,
            ZoneId zone) {
        Instant now = now();
        Span span = restartTerm
                ? Span.begin(adoption.result().terms(), null, now, zone)
                : before.span().under(before.terms(), adoption.result().terms(), now, zone);
        License after = before.adopting(policy, adoption, span, now);
        LicenseStore.update(transaction, after);
        LicenseStore.replaceGrants(transaction, actor.tenant(), after);
        changes.record(transaction, actor, Change.of(action, "license", before.id(), before, after));
        return after;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
