package dev.marque.licensing.lease;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.access.Places;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Gives the seats of floating licenses to installations, and takes them back. Thread-safe. */
@Singleton
public class Leases {

    static final String RECORD = "lease";

    private final LeaseDesk desk;
    private final Places places;
    private final Premises premises;
    private final ChangeLog changes;
    private final Ids ids;

    /** At the vendor's. */
    public Leases(Database database, Places places, ChangeLog changes, InstantSource clock, Ids ids) {
        this(database, places, Premises.VENDOR, changes, clock, ids);
    }

    /** On those premises. */
    @Inject
    public Leases(
            Database database, Places places, Premises premises, ChangeLog changes, InstantSource clock, Ids ids) {
        this.desk = new LeaseDesk(database, clock);
        this.places = places;
        this.premises = premises;
        this.changes = changes;
        this.ids = ids;
    }

    /**
     * Gives the holder a seat of the calling license, or renews the one they have. Those who wait in the queue come
     * first, in the order in which they came, as far as reservations and caps let them have a seat at all.
     *
     * @throws ProblemException INVALID_INPUT if the holder does not say what the license's leasing goes by
     */
    public Leased acquire(Actor installation, Ask ask) {
        return desk.serve(installation, (transaction, now) -> {
            Stand stand = Stand.of(transaction, installation, ask.holder().machine(), places.of(installation), now);
            return ifOpen(installation, stand, rules -> new Acquisition(
                            transaction, installation, stand, rules, ask, premises, changes, ids)
                    .take());
        });
    }

    /** Makes a lease hold for another time to live. */
    public Leased renew(Actor installation, UUID leaseId) {
        return onLease(
                installation,
                leaseId,
                (transaction, stand, lease) -> ifOpen(installation, stand, rules -> {
                    Lease renewed = lease.renewed(stand.now(), rules.timeToLive());
                    LeaseRows.update(transaction, renewed, stand.now());
                    return stand.answer(LeaseCode.RENEWED, "The lease is renewed.", renewed);
                }));
    }

    /** Gives a seat back. That works in every state of the license, but not while the lease is borrowed. */
    public Leased release(Actor installation, UUID leaseId) {
        return onLease(installation, leaseId, (transaction, stand, lease) -> {
            if (lease.borrowedAt(stand.now())) {
                String detail =
                        "The lease is borrowed until " + lease.borrowedUntil() + "; return it to end it earlier.";
                return stand.answer(LeaseCode.STILL_BORROWED, detail, lease);
            }
            FloatingRules rules = stand.rules();
            Lease released = lease.released(stand.now(), rules == null ? Duration.ZERO : rules.linger());
            LeaseRows.update(transaction, released, stand.now());
            record(transaction, installation, "lease.released", lease, released);
            return stand.answer(LeaseCode.RELEASED, "The seat is given back.", released);
        });
    }

    /**
     * Lets a lease hold until a time without being renewed. Borrowing again moves the time, to a later or an earlier one.
     *
     * @throws ProblemException INVALID_INPUT for a time that has passed
     */
    public Leased borrow(Actor installation, UUID leaseId, Instant until) {
        return onLease(installation, leaseId, (transaction, stand, lease) -> {
            if (!until.isAfter(stand.now())) {
                throw ProblemException.invalid(FieldError.inBody("/until", "must lie in the future"));
            }
            return ifOpen(installation, stand, rules -> borrow(transaction, installation, stand, rules, lease, until));
        });
    }

    private Leased borrow(
            Handle transaction, Actor installation, Stand stand, FloatingRules rules, Lease lease, Instant until) {
        Duration longest = rules.longestBorrowing();
        if (longest == null) {
            return stand.answer(LeaseCode.BORROWING_NOT_ALLOWED, "Leases of the license are not borrowed.", lease);
        }
        Instant latest = latest(stand, longest);
        if (until.isAfter(latest)) {
            String detail = "The lease can be borrowed until " + latest + " at the latest.";
            return stand.answer(LeaseCode.BORROWING_TOO_LONG, detail, lease);
        }
        Lease borrowed = lease.borrowed(stand.now(), until.truncatedTo(ChronoUnit.MICROS), rules.timeToLive());
        LeaseRows.update(transaction, borrowed, stand.now());
        record(transaction, installation, "lease.borrowed", lease, borrowed);
        return stand.answer(LeaseCode.BORROWED, "The lease holds until " + until + " without renewal.", borrowed);
    }

    private static Instant latest(Stand stand, Duration longest) {
        Instant latest = stand.now().plus(longest);
        Instant end = stand.ends();
        return end != null && end.isBefore(latest) ? end : latest;
    }

    /** Gives a borrowed seat back before its time. It does not linger: whoever returns it has no more use for it. */
    public Leased giveBack(Actor installation, UUID leaseId) {
        return onLease(installation, leaseId, (transaction, stand, lease) -> {
            if (!lease.borrowedAt(stand.now())) {
                return stand.answer(LeaseCode.NOT_BORROWED, "The lease is not borrowed; release it.", lease);
            }
            Lease returned = lease.released(stand.now(), Duration.ZERO);
            LeaseRows.update(transaction, returned, stand.now());
            record(transaction, installation, "lease.returned", lease, returned);
            return stand.answer(LeaseCode.RETURNED, "The borrowed seat is given back.", returned);
        });
    }

    /** What comes of work, if the license may be used and seats are given here now. */
    private Leased ifOpen(Actor installation, Stand stand, Function<FloatingRules, Leased> work) {
        String closed = premises.closed(installation.id(), stand.now());
        return closed == null ? stand.ifUsable(work) : stand.answer(LeaseCode.EDGE_CLOSED, closed);
    }

    /** What is done about a lease that holds. */
    @FunctionalInterface
    private interface Step {
        Leased take(Handle transaction, Stand stand, Lease lease);
    }

    private Leased onLease(Actor installation, UUID leaseId, Step step) {
        return desk.serve(installation, (transaction, now) -> {
            Lease lease = LeaseRows.find(transaction, installation.id(), leaseId)
                    .filter(found -> found.holdsAt(now))
                    .orElse(null);
            Stand stand = Stand.of(
                    transaction,
                    installation,
                    lease == null ? null : lease.holder().machine(),
                    places.of(installation),
                    now);
            return lease == null
                    ? stand.answer(LeaseCode.LEASE_ENDED, "There is no such lease, or no longer. Acquire one.")
                    : step.take(transaction, stand, lease);
        });
    }

    private void record(Handle transaction, Actor actor, String action, Lease before, Lease after) {
        changes.record(transaction, actor, Change.of(action, RECORD, after.id(), before, after));
    }
}
