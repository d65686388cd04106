package dev.marque.backup.dump;

import dev.marque.backup.archive.Schema;
import dev.marque.platform.database.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What must not live on as it was at the moment of the backup.
 *
 * @param table is there in every schema that the statement is for
 * @param sql sees the rows of all tenants
 * @param why for the log
 */
public record AfterRestore(String table, String sql, String why) {

    static final List<AfterRestore> ALL = List.of(
            new AfterRestore(
                    "refresh_tokens",
                    "update refresh_tokens set revoked_at = now() where revoked_at is null",
                    "everybody signs in again: a sign-in that was ended after the backup must not come back"),
            new AfterRestore(
                    "scheduled_tasks",
                    "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked",
                    "jobs held by processes that are gone are free"),
            new AfterRestore(
                    "backups",
                    "update backups set state = 'FAILED', problem = 'It was being made when this database was saved.'"
                            + " where state in ('WAITING', 'RUNNING')",
                    "the backup that this is was not finished when its rows were read"));

    /**
     * Applies all of them to a database that came back by other means than {@link Restore}.
     *
     * @throws DumpFailed if the database fails; nothing was changed then
     */
    public static void apply(PostgresAddress owner) {
        try (Connection connection = OwnerConnection.open(owner)) {
            connection.setAutoCommit(false);
            List<String> there = OwnerConnection.query(
                    connection,
                    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
                    row -> row.getString(1));
            List<AfterRestore> steps =
                    ALL.stream().filter(step -> there.contains(step.table())).toList();
            Unforced unforced = Unforced.begin(
                    connection,
                    steps.stream()
                            .map(step -> new Schema.Table(step.table(), List.of(), List.of()))
                            .toList());
            for (AfterRestore step : steps) {
                OwnerConnection.execute(connection, step.sql());
            }
            unforced.end();
            connection.commit();
        } catch (SQLException e) {
            throw new DumpFailed("The restored database could not be made ready: " + e.getMessage(), e);
        }
    }
}
