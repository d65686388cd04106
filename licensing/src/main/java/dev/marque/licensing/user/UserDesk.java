package dev.marque.licensing.user;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.Outcome;
import dev.marque.keys.validation.Validation;
import dev.marque.keys.validation.ValidationRequest;
import dev.marque.licensing.license.LicenseRows;
import dev.marque.licensing.validation.Situation;
import dev.marque.licensing.validation.Situations;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where everybody who wants something about the users of a license is served one after the other, in every process: who
 * is served holds the license's row, and finds what is over already freed. Thread-safe.
 */
final class UserDesk {

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    UserDesk(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException NOT_FOUND if the actor does not reach the license, or there is none */
    UserOutcome serve(Actor actor, UUID licenseId, Function<Visit, UserOutcome> service) {
        return database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.readLocked(transaction, actor, licenseId);
            Instant now = now();
            UserRows.freeWhatIsOver(transaction, licenseId, now);
            Situation situation = Situations.read(transaction, licenseId, null, now);
            Outcome outcome = Validation.decide(situation.factsBeforeMetering(), ValidationRequest.PLAIN, now);
            return service.apply(new Visit(transaction, actor, situation.license(), outcome, changes, ids, now));
        });
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
