package dev.marque.app.boot;

import dev.marque.platform.database.Database;
import dev.marque.platform.identity.SessionUpkeep;
import dev.marque.platform.jobs.Jobs;
import dev.marque.platform.jobs.PartitionUpkeep;
import dev.marque.platform.tenancy.TenantDeletion;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

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
    Jobs jobs(Database database, PartitionUpkeep partitions, SessionUpkeep sessions, TenantDeletion deletion) {
        return new Jobs(database, List.of(partitions.job(), sessions.job(), deletion.job()), List.of());
    }
}
