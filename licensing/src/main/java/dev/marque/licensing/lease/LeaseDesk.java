package dev.marque.licensing.lease;

import dev.marque.licensing.license.LicenseRows;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/**
 * Where everybody who wants something about the leases of a license is served one after the other, in every process:
 * who is served holds the license's row, and finds what is over already freed. Thread-safe.
 */
final class LeaseDesk {

    /** What is done while nobody else can. */
    @FunctionalInterface
    interface Service {
        Leased serve(Handle transaction, Instant now);
    }

    private final Database database;
    private final InstantSource clock;

    LeaseDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Leased serve(Actor installation, Service service) {
        return database.inEnvironment(installation.where(), transaction -> {
            LicenseRows.lock(transaction, installation.id());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            LeaseRows.freeWhatIsOver(transaction, installation.id(), now);
            return service.serve(transaction, now);
        });
    }
}
