package dev.marque.licensing.meter;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.license.License;
import dev.marque.licensing.meter.Reservation.State;
import dev.marque.licensing.policy.MeterRule;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps amounts for work that is not done yet. A reservation counts until it is settled or expires, and it counts in the
 * period in which it was made, whenever it is settled. Thread-safe.
 */
@Singleton
public class Reserving {

    private final Database database;
    private final MeterLocks locks;
    private final MeterCalls calls;

    @Inject
    public Reserving(Database database, MeterLocks locks) {
        this.database = database;
        this.locks = locks;
        this.calls = new MeterCalls(locks);
    }

    /**
     * Keeps an amount, if there is so much left.
     *
     * @param installation the license that calls
     * @param ttl how long it is kept at the most
     */
    public Metered reserve(Actor installation, Ask ask, Duration ttl) {
        return database.inEnvironment(
                installation.where(),
                transaction -> calls.use(transaction, installation, "reserve", ask, held -> switch (held.rule()
                        .kind()) {
                    case TOTAL, PER_PERIOD -> keep(transaction, installation, held, ask.amount(), ttl);
                    case UNIQUE, HIGH_WATER -> held.otherKind();
                }));
    }

    private Metered keep(Handle transaction, Actor installation, HeldMeter held, long amount, Duration ttl) {
        if (amount > held.left()) {
            return held.full(amount);
        }
        Counter counter = held.counter();
        Reservation reservation = new Reservation(
                locks.newId(), counter.id(), amount, State.HELD, held.now().plus(ttl));
        ReservationRows.insert(
                transaction, installation.tenant(), held.license().id(), reservation);
        return locks.save(transaction, installation, held, counter.reserving(counter.reserved() + amount))
                .granted()
                .about(reservation);
    }

    /**
     * Counts what was reserved as used; once, however often it is asked for. Works in every state of the license, since
     * the work is done.
     *
     * @param amount what was really used; null for all
     * @throws ProblemException INVALID_INPUT for more than was reserved
     */
    public Metered commit(Actor installation, UUID reservationId, @Nullable Long amount) {
        return settle(installation, reservationId, (transaction, held, reservation) -> switch (reservation.state()) {
            case HELD -> {
                long used = Objects.requireNonNullElse(amount, reservation.amount());
                if (used > reservation.amount()) {
                    throw ProblemException.invalid(
                            FieldError.inBody("/amount", "is more than the " + reservation.amount() + " reserved"));
                }
                Counter after = freed(held, reservation).using(held.counter().used() + used);
                yield done(transaction, installation, held, after, reservation.settled(State.COMMITTED, used));
            }
            case COMMITTED -> held.granted().about(reservation);
            case CANCELLED, EXPIRED -> held.ended();
        });
    }

    /** Gives back what was reserved. Works in every state of the license, and also after it has expired. */
    public Metered cancel(Actor installation, UUID reservationId) {
        return settle(installation, reservationId, (transaction, held, reservation) -> switch (reservation.state()) {
            case HELD ->
                done(
                        transaction,
                        installation,
                        held,
                        freed(held, reservation),
                        reservation.settled(State.CANCELLED, reservation.amount()));
            case CANCELLED, EXPIRED -> held.granted().about(reservation);
            case COMMITTED -> held.ended();
        });
    }

    private static Counter freed(HeldMeter held, Reservation reservation) {
        return held.counter().reserving(held.counter().reserved() - reservation.amount());
    }

    private Metered done(
            Handle transaction, Actor installation, HeldMeter held, Counter after, Reservation reservation) {
        ReservationRows.update(transaction, reservation);
        return locks.save(transaction, installation, held, after).granted().about(reservation);
    }

    @FunctionalInterface
    private interface Settlement {
        Metered of(Handle transaction, HeldMeter held, Reservation reservation);
    }

    private Metered settle(Actor installation, UUID id, Settlement settlement) {
        return database.inEnvironment(installation.where(), transaction -> {
            License license = Situations.read(transaction, installation.id(), null, locks.now())
                    .license();
            Optional<Reservation> known = ReservationRows.find(transaction, license.id(), id);
            if (known.isEmpty()) {
                return Metered.refused(
                        MeterCode.RESERVATION_ENDED, "There is no such reservation.", license, locks.now());
            }
            String meter = CounterRows.meter(transaction, known.get().counterId());
            MeterRule rule = license.terms().rules().metered().get(meter);
            if (rule == null) {
                return calls.unknown(license, meter);
            }
            HeldMeter held = locks.hold(transaction, license, rule, known.get().counterId());
            // Read again, now that nobody else can settle it, and those that have expired are marked.
            Reservation reservation =
                    ReservationRows.find(transaction, license.id(), id).orElseThrow();
            return settlement.of(transaction, held, reservation);
        });
    }
}
