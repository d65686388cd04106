package dev.marque.licensing.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.policy.Bound;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Takes bounds away from licenses: what was sold for a time, or for some machines, is from then on without end, or for any
 * number. Thread-safe.
 */
@Singleton
public class LicenseBounds {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public LicenseBounds(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Takes these away. A renewal gives a license without end one again.
     *
     * @throws ProblemException NOT_FOUND, or STATE_CONFLICT for an archived license, or for the end of one whose terms begin
     *     with its first use: without an end it waits for that
     */
    public License remove(Actor actor, UUID id, Set<Bound> bounds) {
        return database.inEnvironment(actor.where(), transaction -> {
            License before = LicenseRows.readLocked(transaction, actor, id);
            if (before.state() == LicenseState.ARCHIVED) {
                throw Transition.conflict(before.state(), "it cannot be changed");
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            License after = without(before, bounds, now);
            if (after.awaitsFirstUse() && !before.awaitsFirstUse()) {
                throw Transition.conflict(
                        before.state(), "its terms begin with first use, so that it cannot be without an end");
            }
            LicenseStore.update(transaction, after);
            changes.record(transaction, actor, Change.of("license.updated", "license", id, before, after));
            return after;
        });
    }

    /** What is taken away is its own from then on, whatever its policy says. */
    private static License without(License license, Set<Bound> bounds, Instant now) {
        LicenseChange change = new LicenseChange(license, now);
        if (bounds.contains(Bound.MACHINES)) {
            Set<String> overrides = new TreeSet<>(license.overrides());
            overrides.add("maxActivations");
            change.terms(license.terms().withMaxActivations(null), overrides);
        }
        return (bounds.contains(Bound.TIME) ? change.span(new Span(now, 0, null)) : change).done();
    }
}
