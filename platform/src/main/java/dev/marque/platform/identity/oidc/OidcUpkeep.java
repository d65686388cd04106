package dev.marque.platform.identity.oidc;

import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Forgets sign-ins that never came back from their provider. */
@Singleton
public class OidcUpkeep implements JobSource {

    private final Database database;
    private final Tenants tenants;
    private final PendingSignIns pending;

    @Inject
    OidcUpkeep(Database database, Tenants tenants, PendingSignIns pending) {
        this.database = database;
        this.tenants = tenants;
        this.pending = pending;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.oidc-upkeep", Duration.ofHours(1), this::run));
    }

    /** Returns how many sign-ins were forgotten in all tenants. */
    public int run() {
        int forgotten = 0;
        for (Tenant tenant : tenants.all()) {
            forgotten += database.inTenant(tenant.id(), pending::forgetExpired);
        }
        return forgotten;
    }
}
