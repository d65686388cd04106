package dev.marque.app.boot;

import dev.marque.backup.BackupWork;
import dev.marque.platform.audit.AuditJobs;
import dev.marque.platform.audit.chain.Checkpoints;
import dev.marque.platform.audit.chain.Retention;
import dev.marque.platform.audit.chain.Verifier;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import dev.marque.platform.database.Database;
import dev.marque.platform.idempotency.IdempotencyUpkeep;
import dev.marque.platform.identity.SessionUpkeep;
import dev.marque.platform.identity.oidc.OidcUpkeep;
import dev.marque.platform.identity.post.LetterJobs;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.jobs.OneOffJob;
import dev.marque.platform.jobs.PartitionUpkeep;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.outbox.OutboxUpkeep;
import dev.marque.platform.tenancy.TenantDeletion;
import dev.marque.platform.tenant.Tenants;
import dev.marque.platform.webhook.WebhookUpkeep;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The jobs of all rooms. */
@Singleton
public class JobBeans {

    @Produces
    @Singleton
    PartitionUpkeep partitionUpkeep(Database database, Clock clock) {
        return new PartitionUpkeep(database, clock);
    }

    @Produces
    @Singleton
    Retention auditRetention(
            Database database,
            Tenants tenants,
            Checkpoints checkpoints,
            Verifier verifier,
            ChangeLog changes,
            Clock clock,
            MarqueConfiguration configuration) {
        return new Retention(
                database,
                tenants,
                checkpoints,
                verifier,
                changes,
                clock,
                configuration.audit().retention());
    }

    @Produces
    @Singleton
    Jobs jobs(
            Database database,
            MarqueConfiguration configuration,
            PartitionUpkeep partitions,
            SessionUpkeep sessions,
            IdempotencyUpkeep idempotency,
            AuditJobs audit,
            OutboxUpkeep outbox,
            WebhookUpkeep webhooks,
            LetterJobs letters,
            OidcUpkeep oidc,
            TenantDeletion deletion,
            Optional<BackupWork> backups) {
        List<RecurringJob> recurring = new ArrayList<>();
        List<OneOffJob> oneOff = new ArrayList<>();
        if (configuration.roles().contains(Role.WORKER)) {
            recurring.addAll(List.of(
                    partitions.job(),
                    sessions.job(),
                    idempotency.job(),
                    audit.sealing(),
                    audit.checkpoints(),
                    audit.retention(),
                    outbox.job(),
                    webhooks.job(),
                    oidc.job(),
                    deletion.job()));
            oneOff.addAll(letters.jobs());
        }
        backups.ifPresent(work -> {
            recurring.add(work.scheduled());
            oneOff.add(work.requested());
        });
        return new Jobs(database, recurring, oneOff);
    }
}
