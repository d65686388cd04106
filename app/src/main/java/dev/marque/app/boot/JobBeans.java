package dev.marque.app.boot;

import dev.marque.backup.BackupWork;
import dev.marque.platform.config.MarqueConfiguration;
import dev.marque.platform.config.Role;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.SessionUpkeep;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.jobs.OneOffJob;
import dev.marque.platform.jobs.PartitionUpkeep;
import dev.marque.platform.jobs.RecurringJob;
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
    Jobs jobs(
            Database database,
            MarqueConfiguration configuration,
            PartitionUpkeep partitions,
            SessionUpkeep sessions,
            Optional<BackupWork> backups) {
        List<RecurringJob> recurring = new ArrayList<>();
        List<OneOffJob> oneOff = new ArrayList<>();
        if (configuration.roles().contains(Role.WORKER)) {
            recurring.addAll(List.of(partitions.job(), sessions.job()));
        }
        backups.ifPresent(work -> {
            recurring.add(work.scheduled());
            oneOff.add(work.requested());
        });
        return new Jobs(database, recurring, oneOff);
    }
}
