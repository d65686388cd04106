package dev.marque.app.boot;

import dev.marque.app.wiring.Sources;
import dev.marque.backup.BackupWork;
import dev.marque.backup.wal.LogWork;
import dev.marque.edge.sync.EdgeWork;
import dev.marque.platform.audit.chain.Checkpoints;
import dev.marque.platform.audit.chain.Retention;
import dev.marque.platform.audit.chain.Verifier;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import dev.marque.platform.config.SigningConfiguration;
import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.jobs.PartitionUpkeep;
import dev.marque.platform.signing.KeyRotation;
import dev.marque.platform.signing.RotationSchedule;
import dev.marque.platform.signing.SigningUpkeep;
import dev.marque.platform.tenant.Tenants;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
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
    SigningUpkeep signingUpkeep(
            Database database, Tenants tenants, KeyRotation rotation, MarqueConfiguration configuration) {
        SigningConfiguration signing = configuration.signing();
        return new SigningUpkeep(
                database, tenants, rotation, new RotationSchedule(signing.rotateAfter(), signing.publishAhead()));
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

    /**
     * A worker does what every room declares; the role {@code backup} adds its own. A server at a customer does the upkeep,
     * too, and keeps its signing key: its license file is bound to that.
     */
    @Produces
    @Singleton
    Jobs jobs(
            Database database,
            MarqueConfiguration configuration,
            @Any Instance<JobSource> rooms,
            Optional<BackupWork> backups,
            Optional<LogWork> log,
            Optional<EdgeWork> edge) {
        List<JobSource> sources = new ArrayList<>();
        if (configuration.roles().contains(Role.WORKER) || edge.isPresent()) {
            rooms.forEach(sources::add);
        }
        if (edge.isPresent()) {
            sources.removeIf(SigningUpkeep.class::isInstance);
        }
        edge.ifPresent(sources::add);
        backups.ifPresent(sources::add);
        log.ifPresent(sources::add);
        // The scheduler waits by its clock, so one that a test holds would hold it as well.
        return Jobs.of(database, Sources.systemClock(), sources);
    }
}
