package dev.marque.licensing.lease;

import dev.marque.licensing.rows.Columns;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantEnvironment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who had seats when, for whoever sums it up. It reaches back {@link #KEPT_DAYS} days. Thread-safe. */
@Singleton
public class LeaseHistory {

    /** How many days a lease is remembered after its end. */
    public static final long KEPT_DAYS = LeaseUpkeep.KEPT_AFTER_END.toDays();

    private final Database database;

    @Inject
    public LeaseHistory(Database database) {
        this.database = database;
    }

    /** The seats that were taken at any time from one instant up to, and without, another one. */
    public List<LeaseSpan> during(TenantEnvironment where, UUID license, Instant from, Instant to) {
        return database.inEnvironment(where, transaction -> transaction
                .createQuery("""
                        select holder, acquired_at, expires_at from license_leases
                        where license_id = :license and acquired_at < :to and expires_at > :from
                        order by acquired_at
                        """)
                .bind("license", license)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new LeaseSpan(
                        Columns.text(row, "holder"),
                        Columns.instant(row, "acquired_at"),
                        Columns.instant(row, "expires_at")))
                .list());
    }
}
