package dev.marque.platform.idempotency;

import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Forgets what is older than {@link IdempotencyKeys#KEPT}, in small transactions. */
@Singleton
public class IdempotencyUpkeep implements JobSource {

    private static final int AT_ONCE = 5_000;

    private final Database database;
    private final Tenants tenants;
    private final IdempotencyKeys keys;

    @Inject
    public IdempotencyUpkeep(Database database, Tenants tenants, IdempotencyKeys keys) {
        this.database = database;
        this.tenants = tenants;
        this.keys = keys;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.idempotency-upkeep", Duration.ofMinutes(30), this::run));
    }

    /** Returns how many keys were forgotten in all tenants. */
    public int run() {
        int forgotten = 0;
        for (Tenant tenant : tenants.all()) {
            int last;
            do {
                last = database.inTenant(tenant.id(), transaction -> keys.forgetExpired(transaction, AT_ONCE));
                forgotten += last;
            } while (last == AT_ONCE);
        }
        return forgotten;
    }
}
