package dev.marque.edge.usage;

import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Hours that are summed up, as rows of the server at the customer. */
final class HourRows {

    private HourRows() {}

    /** The first hour that is not summed up yet; nothing before the first one. */
    static Optional<Instant> summedUntil(Handle transaction) {
        return transaction
                .createQuery("select summed_until from edge_state where summed_until is not null for update")
                .map((row, context) -> Columns.instant(row, "summed_until"))
                .findOne();
    }

    static void summedUntil(Handle transaction, Instant hour) {
        transaction
                .createUpdate("update edge_state set summed_until = :hour")
                .bind("hour", hour)
                .execute();
    }

    static void insert(Handle transaction, TenantId tenant, UUID license, HourOfUse hour) {
        transaction
                .createUpdate("""
                        insert into edge_hours (tenant_id, license_id, starts_at, seats, holders, denials)
                        values (:tenant, :license, :startsAt, :seats, :hashes, :denials)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant)
                .bind("license", license)
                .bind("hashes", hour.holders().toArray(String[]::new))
                .bindMethods(hour)
                .execute();
    }

    /** Hours of which the vendor's server has not said that it has them, the oldest first. */
    static List<HourOfUse> unsent(Handle transaction, UUID license, int most) {
        return transaction
                .createQuery("""
                        select starts_at, seats, holders, denials from edge_hours
                        where license_id = :license and sent_at is null order by starts_at limit :most
                        """)
                .bind("license", license)
                .bind("most", most)
                .map((row, context) -> new HourOfUse(
                        Columns.instant(row, "starts_at"),
                        row.getInt("seats"),
                        new TreeSet<>(Columns.texts(row, "holders")),
                        row.getInt("denials")))
                .list();
    }

    static void sent(Handle transaction, UUID license, List<HourOfUse> hours, Instant now) {
        transaction
                .createUpdate("""
                        update edge_hours set sent_at = :now
                        where license_id = :license and starts_at = any(cast(:hours as timestamptz[]))
                        """)
                .bind("license", license)
                .bind("now", now)
                .bind(
                        "hours",
                        hours.stream().map(hour -> hour.startsAt().toString()).toArray(String[]::new))
                .execute();
    }

    static void forget(Handle transaction, Instant before) {
        transaction
                .createUpdate("delete from edge_hours where sent_at < :before")
                .bind("before", before)
                .execute();
    }
}
