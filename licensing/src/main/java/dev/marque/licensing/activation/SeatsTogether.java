package dev.marque.licensing.activation;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.access.Places;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.observe.TraceContext;
import java.time.InstantSource;
import java.util.Optional;

/** Gives and takes seats of those who come at the same time in one transaction, where their licenses allow it. Thread-safe. */
final class SeatsTogether {

    private final Crowd<Asking> asking;
    private final Crowd<Leaving> leaving;

    SeatsTogether(Database database, Places places, ChangeLog changes, InstantSource clock, Ids ids) {
        this.asking = new Crowd<>(database, "activations", new GivingTogether(places, changes, clock, ids));
        this.leaving = new Crowd<>(database, "deactivations", new TakingTogether(changes, clock));
    }

    /**
     * What came of it, after the commit; nothing, and nothing was done, if it has to be served alone.
     *
     * @throws ProblemException OVERLOADED: nothing was done
     */
    Optional<Seating> give(Actor installation, Machine machine, Replacement replacement) {
        return asking.serve(installation, new Asking(installation, machine, replacement, TraceContext.current()));
    }

    /** As {@link #give}. */
    Optional<Seating> take(Actor installation, MachineReference reference) {
        return leaving.serve(installation, new Leaving(installation, reference, TraceContext.current()));
    }
}
