package dev.marque.licensing.leak;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Suspected leaks, for staff. Thread-safe. */
@Singleton
public class Leaks {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public Leaks(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Those of the licenses that the actor reaches, newest first.
     *
     * @param state only those; null for all
     * @param licenseId only of this license; null for all
     */
    public Page<Leak> list(Actor actor, @Nullable LeakState state, @Nullable UUID licenseId, PageRequest request) {
        List<Leak> rows = database.inEnvironment(
                actor.where(), transaction -> LeakRows.list(transaction, actor, state, licenseId, request));
        return Page.of(rows, request, Leak::id);
    }

    /**
     * Says what became of one.
     *
     * @throws ProblemException NOT_FOUND; INVALID_INPUT for OPEN; STATE_CONFLICT if it is closed already
     */
    public Leak close(Actor actor, UUID id, LeakState how, @Nullable String note) {
        if (how == LeakState.OPEN) {
            throw ProblemException.invalid(FieldError.inBody("/state", "must be RESOLVED or IGNORED"));
        }
        return database.inEnvironment(actor.where(), transaction -> {
            Leak before =
                    LeakRows.findLocked(transaction, actor, id).orElseThrow(() -> ProblemException.notFound("leak"));
            if (before.state() != LeakState.OPEN) {
                throw new ProblemException(ProblemType.STATE_CONFLICT, "It is " + before.state() + " already.");
            }
            Leak after = before.closed(how, note, clock.instant().truncatedTo(ChronoUnit.MICROS), actor.id());
            LeakRows.close(transaction, after);
            changes.record(
                    transaction,
                    actor,
                    Change.of("license.leak-closed", LeakWatch.RECORD, after.licenseId(), before, after));
            return after;
        });
    }
}
