package dev.marque.backup;

import dev.marque.backup.BackupMaker.Made;
import dev.marque.kernel.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The attempts, as rows. */
final class BackupLog {

    private static final String SELECT = """
            select id, state, requested_by, requested_at, started_at, finished_at, archive, size_bytes, row_count, problem
            from backups
            """;

    private BackupLog() {}

    static void add(Handle transaction, UUID id, String requestedBy, Instant now) {
        transaction
                .createUpdate("""
                        insert into backups (id, state, requested_by, requested_at)
                        values (:id, 'WAITING', :requestedBy, :now)
                        """)
                .bind("id", id)
                .bind("requestedBy", requestedBy)
                .bind("now", now)
                .execute();
    }

    static void start(Handle transaction, UUID id, Instant now) {
        transaction
                .createUpdate("update backups set state = 'RUNNING', started_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    static void succeed(Handle transaction, UUID id, Made made, Instant now) {
        transaction
                .createUpdate("""
                        update backups set state = 'GOOD', finished_at = :now, archive = :archive,
                                           size_bytes = :size, row_count = :rows
                        where id = :id
                        """)
                .bind("id", id)
                .bind("now", now)
                .bind("archive", made.name().file())
                .bind("size", made.sizeBytes())
                .bind("rows", made.rows())
                .execute();
    }

    static void fail(Handle transaction, UUID id, String problem, Instant now) {
        transaction
                .createUpdate("""
                        update backups set state = 'FAILED', finished_at = :now, problem = :problem where id = :id
                        """)
                .bind("id", id)
                .bind("now", now)
                .bind("problem", problem)
                .execute();
    }

    static Optional<Backup> find(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .mapTo(Backup.class)
                .findOne();
    }

    static List<Backup> list(Handle transaction, PageRequest request) {
        return transaction
                .createQuery(SELECT + """
                        where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Backup.class)
                .list();
    }

    /** When the last attempt began that ended or runs. */
    static Optional<Instant> lastAttempt(Handle transaction) {
        return transaction
                .createQuery("select max(coalesce(started_at, requested_at)) from backups")
                .mapTo(Instant.class)
                .findOne();
    }
}
