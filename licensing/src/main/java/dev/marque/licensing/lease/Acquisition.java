package dev.marque.licensing.lease;

import dev.marque.kernel.id.Ids;
import dev.marque.licensing.policy.FloatingRules;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One holder asks for a seat, while the license is theirs alone to ask. */
final class Acquisition {

    private final Handle transaction;
    private final Actor installation;
    private final Stand stand;
    private final FloatingRules rules;
    private final Ask ask;
    private final String key;
    private final Premises premises;
    private final ChangeLog changes;
    private final Ids ids;

    Acquisition(
            Handle transaction,
            Actor installation,
            Stand stand,
            FloatingRules rules,
            Ask ask,
            Premises premises,
            ChangeLog changes,
            Ids ids) {
        this.transaction = transaction;
        this.installation = installation;
        this.stand = stand;
        this.rules = rules;
        this.ask = ask;
        this.key = ask.holder().key(rules.leasing());
        this.premises = premises;
        this.changes = changes;
        this.ids = ids;
    }

    Leased take() {
        if (ask.group() != null && rules.group(ask.group()).isEmpty()) {
            return stand.answer(LeaseCode.GROUP_UNKNOWN, "The license has no group " + ask.group() + ".");
        }
        Optional<Lease> own = LeaseRows.of(transaction, installation.id(), key);
        return own.filter(lease -> lease.holdsAt(stand.now()))
                .map(this::again)
                .orElseGet(() -> takeAnother(own.orElse(null)));
    }

    private Leased again(Lease lease) {
        Lease renewed = lease.renewed(stand.now(), rules.timeToLive());
        LeaseRows.update(transaction, renewed, stand.now());
        return stand.answer(LeaseCode.GRANTED, "The holder has this lease already; it is renewed.", renewed);
    }

    /** @param lingering the lease whose seat is still kept for the holder */
    private Leased takeAnother(@Nullable Lease lingering) {
        Seats held = new Seats(rules, LeaseRows.heldByGroup(transaction, installation.id()));
        Seats seats = lingering == null ? held : held.without(lingering.group());
        List<Place> queue = PlaceRows.queue(transaction, installation.id(), stand.now());
        Place waiting = Queue.of(queue, key)
                .filter(place -> Objects.equals(place.group(), ask.group()))
                .orElse(null);
        Place place = waiting == null && ask.queue() ? newPlace() : waiting;
        List<Place> ahead = Queue.ahead(queue, place, key, rules.order());
        boolean itsOwn = lingering != null && Objects.equals(lingering.group(), ask.group());
        if (itsOwn || seats.afterServing(ahead).fits(ask.group())) {
            if (lingering != null) {
                LeaseRows.handOn(transaction, lingering.id());
            }
            return grant(seats.nextIsOverdrawn());
        }
        String detail = seats.total() < rules.most()
                ? "What is free is kept for others: for a group, or for those who wait."
                : "All " + rules.most() + " seats are taken.";
        premises.noSeat(transaction, installation, stand.now());
        Position position = ask.queue() && place != null ? join(place, waiting != null, ahead.size() + 1) : null;
        return stand.answer(LeaseCode.NO_SEAT_FREE, detail, position);
    }

    private Place newPlace() {
        Instant keptUntil = stand.now().plus(rules.queue());
        return new Place(ids.next(), installation.id(), key, ask.holder(), ask.group(), stand.now(), keptUntil);
    }

    private Leased grant(boolean overdrawn) {
        String address = installation.origin().address();
        Lease lease =
                Lease.granted(ids.next(), installation.id(), ask, overdrawn, address, stand.now(), rules.timeToLive());
        LeaseRows.insert(transaction, installation.tenant(), key, lease);
        PlaceRows.leave(transaction, installation.id(), key);
        record("lease.acquired", Leases.RECORD, lease.id(), lease);
        if (overdrawn) {
            record("lease.overdrawn", Leases.RECORD, lease.id(), lease);
        }
        String detail = overdrawn ? "A seat beyond those that the license has is granted." : "A seat is granted.";
        return stand.answer(LeaseCode.GRANTED, detail, lease);
    }

    private Position join(Place place, boolean waits, int number) {
        Instant keptUntil = stand.now().plus(rules.queue());
        if (waits) {
            PlaceRows.keep(transaction, place.id(), keptUntil);
        } else {
            PlaceRows.join(transaction, installation.tenant(), place);
            record("lease.queued", "lease-place", place.id(), place);
        }
        return new Position(number, keptUntil);
    }

    private void record(String action, String type, UUID id, Object after) {
        changes.record(transaction, installation, new Change(action, type, id, null, after));
    }
}
