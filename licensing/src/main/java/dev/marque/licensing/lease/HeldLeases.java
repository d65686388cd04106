package dev.marque.licensing.lease;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.license.License;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who holds what, and who waits, for staff. Thread-safe. */
@Singleton
public class HeldLeases {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public HeldLeases(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * The leases that hold a seat now, newest first; also those whose seat lingers.
     *
     * @param group null for all
     * @throws ProblemException NOT_FOUND
     */
    public Page<Lease> list(Actor actor, UUID licenseId, @Nullable String group, PageRequest request) {
        List<Lease> rows = database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            return LeaseRows.list(transaction, licenseId, group, now(), request);
        });
        return Page.of(rows, request, Lease::id);
    }

    /**
     * Those who wait for a seat, in the order in which they are served. What somebody who joins later changes of it, they
     * change between two pages, too.
     *
     * @throws ProblemException NOT_FOUND
     */
    public Page<Place> queue(Actor actor, UUID licenseId, PageRequest request) {
        List<Place> queue = database.inEnvironment(actor.where(), transaction -> {
            License license = LicenseRows.read(transaction, actor, licenseId);
            FloatingRules rules = license.terms().rules().floating();
            List<Place> came = PlaceRows.queue(transaction, licenseId, now());
            return rules == null ? came : Queue.inOrder(came, rules.order());
        });
        return Page.of(after(queue, request), request, Place::id);
    }

    /** One more than the page has, which tells whether there is another; none after a place that is lost. */
    private static List<Place> after(List<Place> queue, PageRequest request) {
        Stream<Place> rest = request.after()
                .map(last -> queue.stream()
                        .dropWhile(place -> !place.id().equals(last))
                        .skip(1))
                .orElseGet(queue::stream);
        return rest.limit(request.limit() + 1L).toList();
    }

    /**
     * Takes a lease back, borrowed or not. Its seat is free at once; its holder learns it by the next renewal, or, while
     * offline, not before the borrowing ends.
     *
     * @throws ProblemException NOT_FOUND if the license or the lease is not there, or holds no seat any more
     */
    public void forceRelease(Actor actor, UUID licenseId, UUID leaseId, @Nullable String reason) {
        database.runInEnvironment(actor.where(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            Instant now = now();
            Lease lease = LeaseRows.find(transaction, licenseId, leaseId)
                    .filter(found -> found.heldUntil().isAfter(now))
                    .orElseThrow(() -> ProblemException.notFound("lease"));
            Lease ended = lease.forceReleased(now, reason);
            LeaseRows.update(transaction, ended, now);
            changes.record(transaction, actor, Change.of("lease.force-released", Leases.RECORD, leaseId, lease, ended));
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
