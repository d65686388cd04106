package dev.marque.licensing.license;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.time.Term;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.edit.ExpectedVersion;
import dev.marque.licensing.policy.TrialRules;
import dev.marque.licensing.trial.TrialRows;
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
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The licenses of a tenant: looking at them, changing them, and moving them between states. A license that the actor
 * does not reach is not there. Thread-safe.
 */
@Singleton
public class Licenses {

    private final Database database;
    private final Tenants tenants;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public Licenses(Database database, Tenants tenants, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.changes = changes;
        this.clock = clock;
    }

    /** Licenses, newest first. */
    public Page<License> list(Actor actor, LicenseFilter filter, PageRequest request) {
        List<License> rows = database.inEnvironment(
                actor.where(), transaction -> LicenseRows.list(transaction, actor, filter, request));
        return Page.of(rows, request, License::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public License get(Actor actor, UUID id) {
        return database.inEnvironment(actor.where(), transaction -> LicenseRows.read(transaction, actor, id));
    }

    /**
     * Changes a license.
     *
     * @throws ProblemException NOT_FOUND, INVALID_INPUT, STATE_CONFLICT for an archived license, or CHANGED_MEANWHILE
     *     if it has another version
     */
    public License update(Actor actor, UUID id, LicenseEdit edit, ExpectedVersion expected) {
        ZoneId zone = tenants.zone(actor.tenant());
        return change(actor, id, "license.updated", before -> {
            expected.check(before.version());
            if (before.state() == LicenseState.ARCHIVED) {
                throw Transition.conflict(before.state(), "it cannot be changed");
            }
            License edited = before.edited(edit, now());
            // Its rules may not let it wait for first use any more.
            return before.awaitsFirstUse() && edited.expiresAt() == null
                    ? edited.withSpan(before.span().under(before.terms(), edited.terms(), now(), zone))
                    : edited;
        });
    }

    /**
     * Says whose a license is.
     *
     * @throws ProblemException NOT_FOUND, INVALID_INPUT for a user, team or partner that is not there, or for an
     *     assignment that takes the license out of the actor's own reach
     */
    public License assign(Actor actor, UUID id, Assignment assignment) {
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            assignment.requireExists(transaction);
            License after = before.assigned(assignment, now());
            LicenseStore.update(transaction, after);
            if (!LicenseRows.isReachable(transaction, actor, id)) {
                throw ProblemException.invalid(FieldError.inBody("", "would take the license out of your own reach"));
            }
            changes.record(transaction, actor, Change.of("license.assigned", "license", id, before, after));
            return after;
        });
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT where {@link Transition} does not allow it */
    public License suspend(Actor actor, UUID id, @Nullable String reason) {
        return move(actor, id, Transition.SUSPEND, reason);
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT where {@link Transition} does not allow it */
    public License reinstate(Actor actor, UUID id) {
        return move(actor, id, Transition.REINSTATE, null);
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT where {@link Transition} does not allow it */
    public License revoke(Actor actor, UUID id, @Nullable String reason) {
        return move(actor, id, Transition.REVOKE, reason);
    }

    /** @throws ProblemException NOT_FOUND, or STATE_CONFLICT where {@link Transition} does not allow it */
    public License archive(Actor actor, UUID id) {
        return move(actor, id, Transition.ARCHIVE, null);
    }

    /**
     * Grants one term more, counted as the license's renewal basis says, in the tenant's zone.
     *
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if the state does not allow it or the license has no term
     */
    public License renew(Actor actor, UUID id) {
        ZoneId zone = tenants.zone(actor.tenant());
        return change(actor, id, Transition.RENEW.action(), before -> {
            Transition.RENEW.require(before.state());
            if (before.terms().term() == null) {
                throw Transition.conflict(before.state(), "it has no term, so there is nothing to renew");
            }
            if (before.awaitsFirstUse()) {
                throw Transition.conflict(before.state(), "its first term has not begun");
            }
            Instant now = now();
            return before.spanning(
                    before.span().renewed(before.terms().term(), before.terms().renewalBasis(), now, zone), now);
        });
    }

    /**
     * Moves the end of a license back without counting it as a renewal: a trial that gets two weeks more. What has expired
     * is extended from now. A license with rules for trials is extended as often as they say.
     *
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if the state does not allow it, the license has no end, or is a
     *     trial that was extended often enough
     */
    public License extend(Actor actor, UUID id, Term by) {
        ZoneId zone = tenants.zone(actor.tenant());
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            License after = extended(before, by, zone);
            countExtension(transaction, actor, before);
            LicenseStore.update(transaction, after);
            changes.record(transaction, actor, Change.of(Transition.EXTEND.action(), "license", id, before, after));
            return after;
        });
    }

    /**
     * Covers the releases of one term of maintenance more, counted as the license's renewal basis says.
     *
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT if the state does not allow it or maintenance has no end
     */
    public License renewMaintenance(Actor actor, UUID id) {
        ZoneId zone = tenants.zone(actor.tenant());
        return change(actor, id, Transition.RENEW_MAINTENANCE.action(), before -> {
            Transition.RENEW_MAINTENANCE.require(before.state());
            Term term = before.terms().rules().coveredVersions().maintenance();
            Instant end = before.maintenanceEndsAt();
            if (term == null || end == null) {
                throw Transition.conflict(before.state(), "its maintenance has no terms, so there is nothing to renew");
            }
            Instant now = now();
            return before.maintainedUntil(Maintenance.renewed(before, term, end, now, zone), now);
        });
    }

    private License extended(License before, Term by, ZoneId zone) {
        Transition.EXTEND.require(before.state());
        Instant end = before.expiresAt();
        if (end == null) {
            throw Transition.conflict(before.state(), "it has no end that could be moved");
        }
        Instant now = now();
        return before.spanning(Span.extended(end.isAfter(now) ? end : now, by, zone), now);
    }

    private static void countExtension(Handle transaction, Actor actor, License license) {
        TrialRules rules = license.terms().rules().trial();
        if (rules != null
                && !TrialRows.extend(
                        transaction, actor.tenant(), license.productId(), license.id(), rules.extensions())) {
            throw Transition.conflict(
                    license.state(),
                    "it is a trial, which may be extended " + rules.extensions() + " times at the most");
        }
    }

    private License move(Actor actor, UUID id, Transition transition, @Nullable String reason) {
        return change(
                actor,
                id,
                transition.action(),
                before -> before.inState(transition.require(before.state()), reason, now()));
    }

    /** What is made of a license. */
    @FunctionalInterface
    private interface Alteration {
        License of(License before);
    }

    private License change(Actor actor, UUID id, String action, Alteration alteration) {
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            License after = alteration.of(before);
            LicenseStore.update(transaction, after);
            Words.keep(transaction, before, after);
            changes.record(transaction, actor, Change.of(action, "license", id, before, after));
            return after;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
