package dev.marque.backup;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Asking for backups, and looking at what became of them. */
@Singleton
public class Backups {

    private final Database database;
    private final Tenants tenants;
    private final ChangeLog changes;
    private final Jobs jobs;
    private final MarqueConfiguration configuration;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Backups(
            Database database,
            Tenants tenants,
            ChangeLog changes,
            Jobs jobs,
            MarqueConfiguration configuration,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.tenants = tenants;
        this.changes = changes;
        this.jobs = jobs;
        this.configuration = configuration;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Has a backup made soon, by a process with the role {@code backup}.
     *
     * @throws ProblemException FORBIDDEN for another tenant than the first, STATE_CONFLICT without a place for backups
     */
    public Backup request(Actor actor) {
        requireOperator(actor);
        if (configuration.backup().store().isEmpty()) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "No place for backups is configured: set MARQUE_BACKUP_STORE.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = ids.next();
        return database.inTenant(actor.tenant(), transaction -> {
            BackupLog.add(transaction, id, actor.name(), now);
            jobs.schedule(transaction, BackupWork.REQUESTED, id.toString(), id.toString(), now);
            Backup backup = BackupLog.find(transaction, id).orElseThrow();
            changes.record(transaction, actor, Change.of("backup.requested", "backup", id, backup, backup));
            return backup;
        });
    }

    /** All attempts, newest first. */
    public Page<Backup> list(Actor actor, PageRequest request) {
        requireOperator(actor);
        return Page.of(
                database.withoutTenant(transaction -> BackupLog.list(transaction, request)), request, Backup::id);
    }

    /** @throws ProblemException NOT_FOUND, or FORBIDDEN for another tenant than the first */
    public Backup get(Actor actor, UUID id) {
        requireOperator(actor);
        return database.withoutTenant(transaction -> BackupLog.find(transaction, id))
                .orElseThrow(() -> ProblemException.notFound("backup"));
    }

    private void requireOperator(Actor actor) {
        boolean home = tenants.home()
                .filter(tenant -> tenant.id().equals(actor.tenant()))
                .isPresent();
        if (!home) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Backups hold the data of all tenants; only the first tenant's staff sees them.");
        }
    }
}
