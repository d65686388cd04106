package dev.marque.platform.outbox;

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
import java.util.UUID;

/** Forgets events that are older than the retention, unless somebody still waits for them. */
public final class OutboxUpkeep implements JobSource {

    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Tenants tenants;
    private final InstantSource clock;
    private final Duration retention;

    /** @param retention for how long events can be read and replayed, at least a day */
    public OutboxUpkeep(Database database, Tenants tenants, InstantSource clock, Duration retention) {
        if (retention.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("MARQUE_EVENTS_RETENTION must be at least a day, not " + retention);
        }
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("platform.outbox-upkeep", Duration.ofHours(1), this::run));
    }

    /** Returns how many events were forgotten in all tenants. */
    public int run() {
        UUID before = firstIdOf(clock.instant().minus(retention));
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

    private int forget(TenantId tenant, UUID before) {
        return database.inTenant(tenant, transaction -> transaction
                .createUpdate("""
                        delete from outbox where id in (
                            select o.id from outbox o
                            where o.id < :before
                              and not exists (select from event_deliveries d where d.event_id = o.id)
                              and not exists (select from dead_letters l where l.event_id = o.id)
                            order by o.id limit :most)
                        """)
                .bind("before", before)
                .bind("most", AT_ONCE)
                .execute());
    }

    /** Ids begin with 48 bits of milliseconds (RFC 9562, section 5.7), so the index on them serves for time. */
    private static UUID firstIdOf(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }
}
