package dev.marque.edge.usage;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** How often somebody was told that no seat is free, by the hour. */
public final class Denials {

    private Denials() {}

    /** Counts one, in the transaction that says so. */
    public static void add(Handle transaction, TenantId tenant, UUID license, Instant at) {
        transaction
                .createUpdate("""
                        insert into edge_denials (tenant_id, license_id, starts_at, denials)
                        values (:tenant, :license, :hour, 1)
                        on conflict (tenant_id, license_id, starts_at)
                        do update set denials = edge_denials.denials + 1
                        """)
                .bind("tenant", tenant)
                .bind("license", license)
                .bind("hour", at.truncatedTo(ChronoUnit.HOURS))
                .execute();
    }

    static int in(Handle transaction, UUID license, Instant hour) {
        return transaction
                .createQuery("select denials from edge_denials where license_id = :license and starts_at = :hour")
                .bind("license", license)
                .bind("hour", hour)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    static void forgetBefore(Handle transaction, UUID license, Instant hour) {
        transaction
                .createUpdate("delete from edge_denials where license_id = :license and starts_at < :hour")
                .bind("license", license)
                .bind("hour", hour)
                .execute();
    }
}
