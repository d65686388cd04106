package dev.marque.platform.tenancy;

import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Removes tenants whose waiting period is over, from every table, a batch per transaction. The database judges by its own
 * clock whether the period is over. An interrupted run goes on where it stopped.
 */
@Singleton
public class TenantDeletion implements JobSource {

    private static final int BATCH = 5_000;

    private final Database database;
    private final OperatorRealm realm;
    private final ChangeLog changes;

    @Inject
    public TenantDeletion(Database database, OperatorRealm realm, ChangeLog changes) {
        this.database = database;
        this.realm = realm;
        this.changes = changes;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.tenant-deletion", Duration.ofHours(1), this::run));
    }

    /** Returns how many rows were removed. */
    public long run() {
        List<TenantId> due = database.withoutTenant(transaction -> transaction
                .createQuery("select id from tenants where kind = 'VENDOR' and delete_after <= now() order by id")
                .mapTo(TenantId.class)
                .list());
        return due.stream().mapToLong(this::delete).sum();
    }

    private long delete(TenantId tenant) {
        long all = 0;
        long removed;
        do {
            removed = database.inTenant(tenant, transaction -> transaction
                    .createQuery("select delete_tenant(:id, :batch)")
                    .bind("id", tenant)
                    .bind("batch", BATCH)
                    .mapTo(Long.class)
                    .one());
            all += removed;
        } while (removed > 0);
        realm.find()
                .ifPresent(operators -> database.runInTenant(
                        operators,
                        transaction -> changes.auditOnly(
                                transaction,
                                Actor.system(operators, "tenant deletion"),
                                Change.happened("tenant.deleted", "tenant", tenant.value()))));
        return all;
    }
}
