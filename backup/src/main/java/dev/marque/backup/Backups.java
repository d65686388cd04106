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
    private final FirstTenantOnly firstTenant;
    private final ChangeLog changes;
    private final Jobs jobs;
    private final MarqueConfiguration configuration;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public Backups(
            Database database,
            FirstTenantOnly firstTenant,
            ChangeLog changes,
            Jobs jobs,
            MarqueConfiguration configuration,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.firstTenant = firstTenant;
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
        firstTenant.require(actor);
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
        firstTenant.require(actor);
        return Page.of(
                database.withoutTenant(transaction -> BackupLog.list(transaction, request)), request, Backup::id);
    }

    /** @throws ProblemException NOT_FOUND, or FORBIDDEN for another tenant than the first */
    public Backup get(Actor actor, UUID id) {
        firstTenant.require(actor);
        return database.withoutTenant(transaction -> BackupLog.find(transaction, id))
                .orElseThrow(() -> ProblemException.notFound("backup"));
    }
}
