package dev.marque.licensing.lease;

import dev.marque.licensing.policy.FloatingRules;
import dev.marque.licensing.policy.QueueOrder;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Places in the queue, as those who wait ask after them. Thread-safe. */
@Singleton
public class Queue {

    private final LeaseDesk desk;

    @Inject
    public Queue(Database database, InstantSource clock) {
        this.desk = new LeaseDesk(database, clock);
    }

    /**
     * Keeps the holder's place, and says how far it has come.
     *
     * @throws dev.marque.kernel.problem.ProblemException INVALID_INPUT if the holder does not say what the license's
     *     leasing goes by
     */
    public Leased askAfter(Actor installation, Holder holder) {
        return desk.serve(installation, (transaction, now) -> {
            Stand stand = Stand.of(transaction, installation, holder.machine(), null, now);
            return stand.ifFloating(rules -> {
                List<Place> queue = PlaceRows.queue(transaction, installation.id(), now);
                return of(queue, holder.key(rules.leasing()))
                        .map(place -> keep(transaction, stand, rules, queue, place))
                        .orElseGet(() -> notWaiting(stand));
            });
        });
    }

    private static Leased keep(Handle transaction, Stand stand, FloatingRules rules, List<Place> queue, Place place) {
        Instant keptUntil = stand.now().plus(rules.queue());
        PlaceRows.keep(transaction, place.id(), keptUntil);
        UUID license = stand.license().id();
        List<Place> ahead = ahead(queue, place, place.key(), rules.order());
        Seats left = new Seats(rules, LeaseRows.heldByGroup(transaction, license)).afterServing(ahead);
        Position position = new Position(ahead.size() + 1, keptUntil);
        return left.fits(place.group())
                ? stand.answer(LeaseCode.SEAT_READY, "A seat is kept until " + keptUntil + ": acquire it.", position)
                : stand.answer(LeaseCode.WAITING, "No seat is free yet.", position);
    }

    /** Gives the holder's place up. */
    public Leased leave(Actor installation, Holder holder) {
        return desk.serve(installation, (transaction, now) -> {
            Stand stand = Stand.of(transaction, installation, holder.machine(), null, now);
            return stand.ifFloating(rules -> {
                String key = holder.key(rules.leasing());
                boolean waited = of(PlaceRows.queue(transaction, installation.id(), now), key)
                        .isPresent();
                PlaceRows.leave(transaction, installation.id(), key);
                return waited ? stand.answer(LeaseCode.LEFT_QUEUE, "The place is given up.") : notWaiting(stand);
            });
        });
    }

    private static Leased notWaiting(Stand stand) {
        return stand.answer(LeaseCode.NOT_WAITING, "The holder has no place in the queue, or no longer.");
    }

    /** The holder's place in the queue, if they have one. */
    static Optional<Place> of(List<Place> queue, String key) {
        return queue.stream().filter(place -> place.key().equals(key)).findFirst();
    }

    /**
     * Those who come before a holder in that order: all others, if the holder does not wait.
     *
     * @param queue in the order in which they came
     * @param own the holder's place, in the queue or about to join it at its end; null if there is none
     */
    static List<Place> ahead(List<Place> queue, @Nullable Place own, String key, QueueOrder order) {
        List<Place> all = new ArrayList<>(queue);
        all.removeIf(place -> place.key().equals(key) && !place.equals(own));
        if (own == null) {
            return inOrder(all, order);
        }
        if (!all.contains(own)) {
            all.add(own);
        }
        return inOrder(all, order).stream()
                .takeWhile(place -> !place.equals(own))
                .toList();
    }

    /** As they are served. */
    static List<Place> inOrder(List<Place> came, QueueOrder order) {
        return switch (order) {
            case FIFO -> came;
            case LIFO -> came.reversed();
            case RANDOM ->
                came.stream().sorted(Comparator.comparingLong(Place::lot)).toList();
        };
    }
}
