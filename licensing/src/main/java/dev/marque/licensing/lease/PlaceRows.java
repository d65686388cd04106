package dev.marque.licensing.lease;

import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Places in the queue as rows. Whoever writes them holds the license's row. */
final class PlaceRows {

    private static final String KEPT =
            "select * from license_lease_places where license_id = :license and kept_until > :now ";

    private PlaceRows() {}

    /** The queue, the first first. */
    static List<Place> queue(Handle transaction, UUID license, Instant now) {
        return transaction
                .createQuery(KEPT + "order by ticket")
                .bind("license", license)
                .bind("now", now)
                .map((row, context) -> map(row))
                .list();
    }

    /** Joins the queue at its end; a place that was lost does not come back. */
    static void join(Handle transaction, TenantId tenant, Place place) {
        leave(transaction, place.licenseId(), place.key());
        HolderColumns.bind(transaction.createUpdate("""
                        insert into license_lease_places (id, tenant_id, license_id, ticket, holder, fingerprint,
                                                          components, process, user_name, group_name, joined_at,
                                                          kept_until)
                        values (:id, :tenant, :licenseId,
                                (select coalesce(max(ticket), 0) + 1 from license_lease_places
                                 where license_id = :licenseId),
                                :key, :fingerprint, cast(:components as jsonb), :process, :user, :group, :joinedAt,
                                :keptUntil)
                        """), place.holder())
                .bind("tenant", tenant)
                .bindMethods(place)
                .execute();
    }

    static void keep(Handle transaction, UUID id, Instant until) {
        transaction
                .createUpdate("update license_lease_places set kept_until = :until where id = :id")
                .bind("id", id)
                .bind("until", until)
                .execute();
    }

    static void leave(Handle transaction, UUID license, String key) {
        transaction
                .createUpdate("delete from license_lease_places where license_id = :license and holder = :key")
                .bind("license", license)
                .bind("key", key)
                .execute();
    }

    private static Place map(ResultSet row) throws SQLException {
        return new Place(
                Columns.id(row, "id"),
                Columns.id(row, "license_id"),
                Columns.text(row, "holder"),
                HolderColumns.read(row),
                Columns.textOrNull(row, "group_name"),
                Columns.instant(row, "joined_at"),
                Columns.instant(row, "kept_until"));
    }
}
