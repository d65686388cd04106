package dev.marque.backup.dump;

import java.util.List;

/**
 * What must not live on as it was at the moment of the backup.
 *
 * @param table is there in every schema that the statement is for
 * @param sql sees the rows of all tenants
 * @param why for the log
 */
record AfterRestore(String table, String sql, String why) {

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
}
