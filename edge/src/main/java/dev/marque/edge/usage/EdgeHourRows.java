package dev.marque.edge.usage;

import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Hours of servers at customers as the vendor's rows. */
final class EdgeHourRows {

    private EdgeHourRows() {}

    /** Whether the hour is new. One that is known stays as it is, and is marked if it is told in another way. */
    static boolean insert(Handle transaction, TenantId tenant, EdgeHour hour) {
        return transaction
                .createQuery("""
                        insert into edge_usage (id, tenant_id, license_id, edge, starts_at, seats, holders,
                                                holder_hashes, denials, received_at)
                        values (:id, :tenant, :licenseId, :edge, :startsAt, :seats, :holders, :hashes, :denials,
                                :receivedAt)
                        on conflict (tenant_id, license_id, edge, starts_at) do update set contradicted = true
                            where (edge_usage.seats, edge_usage.holders, edge_usage.holder_hashes, edge_usage.denials)
                                is distinct from
                                (excluded.seats, excluded.holders, excluded.holder_hashes, excluded.denials)
                        returning id
                        """)
                .bind("tenant", tenant)
                .bind("hashes", hour.holderHashes().toArray(String[]::new))
                .bindMethods(hour)
                .mapTo(UUID.class)
                .findOne()
                .equals(java.util.Optional.of(hour.id()));
    }

    static List<EdgeHour> list(Handle transaction, UUID license, PageRequest request) {
        return transaction
                .createQuery("""
                        select * from edge_usage
                        where license_id = :license and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("license", license)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    private static EdgeHour map(ResultSet row) throws SQLException {
        return new EdgeHour(
                Columns.id(row, "id"),
                Columns.id(row, "license_id"),
                Columns.text(row, "edge"),
                Columns.instant(row, "starts_at"),
                row.getInt("seats"),
                row.getInt("holders"),
                Columns.texts(row, "holder_hashes"),
                row.getInt("denials"),
                Columns.instant(row, "received_at"),
                row.getBoolean("contradicted"));
    }
}
