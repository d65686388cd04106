package dev.marque.edge.premises;

import dev.marque.licensing.rows.Columns;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantEnvironment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The state of a server as the one row that it has. */
final class StateRows {

    private final Database database;
    private final TenantEnvironment where;

    StateRows(Database database, TenantEnvironment where) {
        this.database = database;
        this.where = where;
    }

    Optional<EdgeState> read() {
        return database.inEnvironment(where, transaction -> transaction
                .createQuery("select license_id, number, file_hash, file_issued, seen_at from edge_state")
                .map((row, context) -> new EdgeState(
                        row.getObject("license_id", UUID.class),
                        Columns.textOrNull(row, "number"),
                        Columns.textOrNull(row, "file_hash"),
                        Columns.instantOrNull(row, "file_issued"),
                        Columns.instant(row, "seen_at")))
                .findOne());
    }

    void write(EdgeState state) {
        database.runInEnvironment(where, transaction -> transaction
                .createUpdate("""
                        insert into edge_state (tenant_id, license_id, number, file_hash, file_issued, seen_at)
                        values (:tenant, :license, :number, :fileHash, :fileIssued, :seenAt)
                        on conflict (tenant_id) do update set license_id = :license, number = :number,
                            file_hash = :fileHash, file_issued = :fileIssued, seen_at = :seenAt
                        """)
                .bind("tenant", where.tenant())
                .bindByType("license", state.license(), UUID.class)
                .bind("number", state.number())
                .bind("fileHash", state.fileHash())
                .bindByType("fileIssued", state.fileIssued(), Instant.class)
                .bind("seenAt", state.seenAt())
                .execute());
    }
}
