package dev.marque.platform.audit.chain;

import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.Tenant;
import dev.marque.platform.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far sealing is behind, over all tenants.
 *
 * @param unsealed rows of the last two hours without a seal
 * @param oldest when the oldest of them was written; null if there is none
 * @param newestSeal when something was sealed last; null if never
 */
public record SealFigures(
        long unsealed, @Nullable Instant oldest, @Nullable Instant newestSeal) {

    public static final SealFigures NONE = new SealFigures(0, null, null);

    private static final Duration LOOK_BACK = Duration.ofHours(2);

    /** One short query for each tenant, so ask seldom. */
    public static SealFigures read(Database database, Tenants tenants, Instant now) {
        UUID from = new UUID(now.minus(LOOK_BACK).toEpochMilli() << 16, 0);
        SealFigures all = NONE;
        for (Tenant tenant : tenants.all()) {
            SealFigures one = database.inTenant(tenant.id(), transaction -> transaction
                    .createQuery("""
                                    select count(*) as unsealed, min(a.occurred_at) as oldest,
                                           (select looked_to from audit_seals order by sequence desc limit 1)
                                               as newest_seal
                                    from audit_logs a
                                    where a.id >= :from and not exists
                                        (select from audit_seals s where s.tenant_id = a.tenant_id and s.audit_id = a.id)
                                    """)
                    .bind("from", from)
                    .mapTo(SealFigures.class)
                    .one());
            all = all.and(one);
        }
        return all;
    }

    private SealFigures and(SealFigures other) {
        return new SealFigures(
                unsealed + other.unsealed,
                firstOf(oldest, other.oldest),
                newestSeal == null || other.newestSeal != null && other.newestSeal.isAfter(newestSeal)
                        ? other.newestSeal
                        : newestSeal);
    }

    private static @Nullable Instant firstOf(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
