package dev.marque.platform.webhook;

import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Forgets deliveries that are finished and older than the retention, with their attempts. */
public final class WebhookUpkeep implements JobSource {

    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Tenants tenants;
    private final InstantSource clock;
    private final Duration retention;

    public WebhookUpkeep(Database database, Tenants tenants, InstantSource clock, Duration retention) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.webhook-upkeep", Duration.ofHours(1), this::run));
    }

    /** Returns how many deliveries were forgotten in all tenants. */
    public int run() {
        Instant before = clock.instant().minus(retention);
        int forgotten = 0;
        for (Tenant tenant : tenants.all()) {
            int last;
            do {
                last = forget(tenant.id(), before);
                forgotten += last;
            } while (last == AT_ONCE);
        }
        return forgotten;
    }

    private int forget(TenantId tenant, Instant before) {
        return database.inTenant(tenant, transaction -> transaction
                .createUpdate("""
                        delete from webhook_deliveries where id in (
                            select id from webhook_deliveries
                            where created_at < :before and state <> 'PENDING' order by created_at limit :most)
                        """)
                .bind("before", before)
                .bind("most", AT_ONCE)
                .execute());
    }
}
