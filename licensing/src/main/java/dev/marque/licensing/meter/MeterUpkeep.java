package dev.marque.licensing.meter;

import dev.marque.platform.database.Database;
import dev.marque.platform.jobs.JobSource;
import dev.marque.platform.jobs.RecurringJob;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Forgets what no call can ask for any more: names of requests, reservations and members of periods, once they are older
 * than {@link #KEPT}. What was counted stays. Nothing waits for this job: what has expired counts no longer by itself.
 */
@Singleton
public class MeterUpkeep implements JobSource {

    /** How long the name of a request, and a reservation that is settled or expired, are remembered. */
    public static final Duration KEPT = Duration.ofDays(31);

    private static final int AT_ONCE = 5_000;

    /** So many rows at once. One that nobody marked as expired stays while its meter still counts it in. */
    private static final List<String> FORGET = List.of("""
            delete from license_meter_requests where ctid = any (array(
                select ctid from license_meter_requests where requested_at < :before
                order by requested_at limit :most))
            """, """
            delete from license_meter_reservations where ctid = any (array(
                select r.ctid from license_meter_reservations r
                where r.expires_at < :before and (r.state <> 'HELD' or exists (
                    select from license_meters c where c.id = r.meter_id and c.ends_at < :before))
                order by r.expires_at limit :most))
            """, """
            delete from license_meter_members where ctid = any (array(
                select m.ctid from license_meter_members m join license_meters c on c.id = m.meter_id
                where c.ends_at < :before limit :most))
            """);

    private final Database database;
    private final Tenants tenants;
    private final InstantSource clock;

    @Inject
    public MeterUpkeep(Database database, Tenants tenants, InstantSource clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public List<RecurringJob> recurringJobs() {
        return List.of(new RecurringJob("licensing.meter-upkeep", Duration.ofHours(6), this::run));
    }

    /** Returns how many rows were forgotten in all tenants. */
    public int run() {
        Instant before = clock.instant().minus(KEPT);
        int forgotten = 0;
        for (Tenant tenant : tenants.all()) {
            for (String forget : FORGET) {
                forgotten += run(tenant, forget, before);
            }
        }
        return forgotten;
    }

    private int run(Tenant tenant, String forget, Instant before) {
        int all = 0;
        int last;
        do {
            last = database.acrossEnvironments(tenant.id(), transaction -> transaction
                    .createUpdate(forget)
                    .bind("before", before)
                    .bind("most", AT_ONCE)
                    .execute());
            all += last;
        } while (last == AT_ONCE);
        return all;
    }
}
