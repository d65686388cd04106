package dev.marque.edge.sync;

import dev.marque.licensing.rows.Columns;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantEnvironment;
import java.time.Instant;

/** {@link SyncState} as columns of the server's one row. */
final class SyncRows {

    private final Database database;
    private final TenantEnvironment where;

    SyncRows(Database database, TenantEnvironment where) {
        this.database = database;
        this.where = where;
    }

    SyncState read() {
        return database.inEnvironment(where, transaction -> transaction
                .createQuery("select sync_after, sync_failures, synced_at, sync_trouble from edge_state")
                .map((row, context) -> new SyncState(
                        Columns.instantOrNull(row, "sync_after"),
                        row.getInt("sync_failures"),
                        Columns.instantOrNull(row, "synced_at"),
                        Columns.textOrNull(row, "sync_trouble")))
                .findOne()
                .orElse(SyncState.NEW));
    }

    void write(SyncState state) {
        database.runInEnvironment(where, transaction -> transaction
                .createUpdate("""
                        update edge_state set sync_after = :after, sync_failures = :failures, synced_at = :syncedAt,
                                              sync_trouble = :trouble
                        """)
                .bindByType("after", state.after(), Instant.class)
                .bind("failures", state.failures())
                .bindByType("syncedAt", state.syncedAt(), Instant.class)
                .bind("trouble", state.trouble())
                .execute());
    }
}
