package dev.marque.platform.identity.lockout;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.RequestOrigin;
import dev.marque.platform.identity.lockout.Admission.Admitted;
import dev.marque.platform.identity.lockout.Admission.Alarm;
import dev.marque.platform.identity.lockout.Admission.Delayed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/**
 * Slows down who guesses, and nobody else.
 *
 * <ol>
 *   <li>Failures are counted per target and place. From an unfamiliar place 5 are free, from a familiar one (somebody
 *       signed in to this target from it during the last 90 days) 10. The failure that uses them up, and each one after
 *       it, makes this place wait: 15 s, doubling up to 1 h. A success, or 24 h without a failure, begins anew.
 *   <li>Failures from all unfamiliar places of a target are also counted together, until an hour passes without one. From
 *       20 on the target is under siege: an unfamiliar place that tries is told to wait once (10 s, doubling with every
 *       20 failures, up to 5 min), and may then try like any other for an hour. The wait belongs to the place and not to
 *       the target, so nobody can use it up for somebody else.
 *   <li>A familiar place knows only its own failures.
 * </ol>
 *
 * <p>A try is counted before it is looked at, with the rows locked: tries at once in several processes are counted one by
 * one, and what is not admitted is not looked at. Targets that do not exist are treated alike. Thread-safe.
 */
@Singleton
public class LockOut {

    private final Database database;
    private final InstantSource clock;

    @Inject
    public LockOut(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Asks to try; counts the try. */
    public Admission begin(Target target, RequestOrigin origin) {
        Place place = Place.of(origin);
        return database.apartWithoutTenant(transaction -> begin(transaction, target, place, clock.instant()));
    }

    private static Admission begin(Handle transaction, Target target, Place place, Instant now) {
        GuessCount here = GuessRows.lock(transaction, target, place, now);
        Duration wait = here.waitAt(now);
        return wait.isZero() ? admit(transaction, target, place, here, now) : new Delayed(wait);
    }

    private static Admission admit(Handle transaction, Target target, Place place, GuessCount here, Instant now) {
        boolean familiar = GuessRows.isFamiliar(transaction, target, place);
        Alarm siege = Alarm.NONE;
        if (!familiar) {
            GuessCount anywhere = GuessRows.lock(transaction, target, Place.ANYWHERE, now);
            int failures = anywhere.failuresWithin(Waits.SIEGE_FORGETS, now);
            if (failures >= Waits.SIEGE && !here.hasWaitedWithin(Waits.WAITED, now)) {
                Duration wait = Waits.inSiege(failures);
                GuessRows.write(transaction, target, place, here.waiting(now.plus(wait)));
                return new Delayed(wait);
            }
            GuessRows.write(transaction, target, Place.ANYWHERE, anywhere.failed(failures + 1, now, Duration.ZERO));
            siege = failures + 1 == Waits.SIEGE ? Alarm.SIEGE : Alarm.NONE;
        }
        int failures = here.failuresWithin(Waits.PLACE_FORGETS, now) + 1;
        GuessRows.write(transaction, target, place, here.failed(failures, now, Waits.afterFailure(failures, familiar)));
        return new Admitted(familiar, failures == Waits.free(familiar) ? Alarm.PLACE_LOCKED_OUT : siege);
    }

    /** Takes an admitted try back: it was right. */
    public void succeeded(Target target, RequestOrigin origin, Admitted admitted) {
        Place place = Place.of(origin);
        Instant now = clock.instant();
        database.apartWithoutTenant(transaction -> {
            GuessCount here = GuessRows.lock(transaction, target, place, now);
            GuessRows.write(transaction, target, place, here.cleared(now));
            if (!admitted.familiar()) {
                GuessRows.takeBack(transaction, target, Place.ANYWHERE);
            }
            return place;
        });
    }

    /** Makes a place familiar: somebody has signed in to the target from there, with all that it takes. */
    public void remember(Target target, RequestOrigin origin) {
        database.runWithoutTenant(
                transaction -> GuessRows.remember(transaction, target, Place.of(origin), clock.instant()));
    }

    /** Forgets counts and places that make no difference any more. */
    public void forgetOld() {
        Instant now = clock.instant();
        database.runWithoutTenant(transaction ->
                GuessRows.forget(transaction, now.minus(Waits.PLACE_FORGETS), now.minus(Waits.FAMILIAR)));
    }
}
