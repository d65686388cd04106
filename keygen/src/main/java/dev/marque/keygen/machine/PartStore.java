package dev.marque.keygen.machine;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of what belongs to machines. Whether the caller reaches the machine, its search decides before or after.
 * Thread-safe.
 */
public abstract sealed class PartStore<T extends Part> permits Components, Processes {

    private final String table;
    private final String record;
    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    /** @param record what one is called in the audit trail */
    PartStore(String table, String record, Database database, ChangeLog changes, InstantSource clock) {
        this.table = table;
        this.record = record;
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    abstract T map(ResultSet row) throws SQLException;

    final String record() {
        return record;
    }

    final Database database() {
        return database;
    }

    final ChangeLog changes() {
        return changes;
    }

    final Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    final Optional<T> find(Actor actor, UUID id) {
        return database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("select * from " + table + " where id = :id")
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne());
    }

    /**
     * Newest first.
     *
     * @param machine null for those of all machines
     * @param license null for those of all licenses
     */
    public final Page<T> list(Actor actor, @Nullable UUID machine, @Nullable UUID license, PageRequest request) {
        Map<String, Object> binds = new HashMap<>();
        StringBuilder sql = new StringBuilder("select * from ").append(table).append(" where true");
        narrow(sql, binds, "machine_id = :machine", "machine", machine);
        narrow(sql, binds, "license_id = :license", "license", license);
        narrow(sql, binds, "id < :after", "after", request.after().orElse(null));
        sql.append(" order by id desc limit :limit");
        List<T> rows = database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery(sql)
                .bindMap(binds)
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list());
        return Page.of(rows, request, Part::id);
    }

    private static void narrow(
            StringBuilder sql, Map<String, Object> binds, String term, String name, @Nullable UUID value) {
        if (value != null) {
            sql.append(" and ").append(term);
            binds.put(name, value);
        }
    }

    /** Removes one; what is gone already is no matter. */
    final void remove(Actor actor, T part) {
        database.runInEnvironment(actor.where(), transaction -> {
            int removed = transaction
                    .createUpdate("delete from " + table + " where id = :id")
                    .bind("id", part.id())
                    .execute();
            if (removed == 1) {
                changes.record(transaction, actor, new Change(record + ".deleted", record, part.id(), part, null));
            }
        });
    }

    /** Forgets those of a machine that is taken off. */
    final void forget(Actor actor, UUID machine) {
        database.runInEnvironment(actor.where(), transaction -> transaction
                .createUpdate("delete from " + table + " where machine_id = :machine")
                .bind("machine", machine)
                .execute());
    }
}
