package dev.marque.licensing.license;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.trial.Trial;
import dev.marque.licensing.trial.TrialRows;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What is remembered of trials, for staff. Thread-safe. */
@Singleton
public class Trials {

    private final Database database;
    private final ChangeLog changes;

    @Inject
    public Trials(Database database, ChangeLog changes) {
        this.database = database;
        this.changes = changes;
    }

    /** @throws ProblemException NOT_FOUND if the license is not there, or is no trial that was issued or begun */
    public Trial get(Actor actor, UUID licenseId) {
        return database.inEnvironment(actor.where(), transaction -> {
            LicenseRows.read(transaction, actor, licenseId);
            return find(transaction, licenseId);
        });
    }

    /**
     * Forgets whom and which machines a trial was for: they may try the product once more, with another license. How often
     * it was extended stays.
     *
     * @param reason kept in the audit trail
     * @throws ProblemException NOT_FOUND as for {@link #get}
     */
    public Trial forgive(Actor actor, UUID licenseId, String reason) {
        return database.inEnvironment(actor.where(), transaction -> {
            License license = LicenseRows.readLocked(transaction, actor, licenseId);
            TrialRows.hold(transaction, actor.tenant(), license.productId());
            Trial before = find(transaction, licenseId);
            TrialRows.forgive(transaction, licenseId);
            Trial after = find(transaction, licenseId);
            changes.record(
                    transaction,
                    actor,
                    Change.of("license.trial-forgiven", "license", licenseId, before, new Forgiven(after, reason)));
            return after;
        });
    }

    private record Forgiven(Trial trial, String reason) {}

    private static Trial find(Handle transaction, UUID licenseId) {
        return TrialRows.find(transaction, licenseId).orElseThrow(() -> ProblemException.notFound("trial"));
    }
}
