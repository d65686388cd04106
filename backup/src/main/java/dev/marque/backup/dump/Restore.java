package dev.marque.backup.dump;

import dev.marque.backup.archive.ArchiveKey;
import dev.marque.backup.archive.ArchiveReader;
import dev.marque.backup.archive.ArchiveRefused;
import dev.marque.backup.archive.Schema;
import dev.marque.backup.archive.Totals;
import dev.marque.platform.database.Migrations;
import dev.marque.platform.database.PostgresAddress;
import dev.marque.platform.database.UnfinishedRestore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts an archive into a database: the schema of its time is made, the rows are loaded and compared with the archive's
 * digests, then the newer migrations run. The archive is read twice; nothing is touched before the first reading has
 * shown that it is whole.
 */
public final class Restore {

    /**
     * The database.
     *
     * @param owner the role that owns the tables
     * @param appUser the role as which requests are served
     * @param migrations of this Marque
     */
    public record Target(PostgresAddress owner, String appUser, Migrations migrations) {}

    /** Opens the archive anew each time. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /** What was restored. */
    public record Restored(Instant takenAt, int tables, long rows) {}

    private final Target target;
    private final ArchiveKey key;

    public Restore(Target target, ArchiveKey key) {
        this.target = target;
        this.key = key;
    }

    /**
     * Replaces or fills the database.
     *
     * @param overwrite whether a database that holds tables may be emptied first
     * @throws ArchiveRefused if the archive is not whole, not genuine, or made by a newer Marque
     * @throws DumpFailed if the database holds something, is in use, or fails
     */
    public Restored run(Source source, boolean overwrite) throws IOException {
        try (Connection connection = OwnerConnection.open(target.owner())) {
            requireMayReplace(connection, overwrite);
            Schema schema = verify(source);
            empty(connection);
            target.migrations().only(scripts(schema)).migrate(target.owner(), target.appUser());
            Totals totals = load(source, connection);
            target.migrations().migrate(target.owner(), target.appUser());
            target.migrations().validate(target.owner(), target.appUser());
            try (Statement statement = connection.createStatement()) {
                UnfinishedRestore.end(statement);
            }
            return new Restored(schema.takenAt(), schema.tables().size(), totals.rows());
        } catch (SQLException e) {
            throw new DumpFailed("The database could not be restored: " + e.getMessage(), e);
        }
    }

    private void requireMayReplace(Connection connection, boolean overwrite) throws SQLException {
        boolean empty = OwnerConnection.query(
                        connection,
                        "select not exists (select from pg_class where relnamespace = 'public'::regnamespace"
                                + " and relkind in ('r', 'p'))",
                        row -> row.getBoolean(1))
                .getFirst();
        if (!empty && !overwrite && !UnfinishedRestore.isNoted(connection)) {
            throw new DumpFailed(
                    "The database is not empty, and what it holds would be lost. If that is meant:" + " --overwrite");
        }
        requireUnused(connection);
    }

    private void requireUnused(Connection connection) throws SQLException {
        List<String> users = OwnerConnection.query(
                connection,
                "select coalesce(application_name, '') || ' (process ' || pid || ')' from pg_stat_activity"
                        + " where datname = current_database() and usename = '"
                        + target.appUser().replace("'", "''") + "'",
                row -> row.getString(1));
        if (!users.isEmpty()) {
            throw new DumpFailed("The database is in use by " + String.join(", ", users)
                    + ". Stop every Marque that is connected to it first.");
        }
    }

    private Schema verify(Source source) throws IOException {
        try (ArchiveReader archive = new ArchiveReader(source.open(), key)) {
            Set<String> unknown = scripts(archive.schema());
            target.migrations().scripts().forEach(unknown::remove);
            if (!unknown.isEmpty()) {
                throw new ArchiveRefused("The backup was made by a newer Marque: this one does not know "
                        + String.join(", ", unknown) + ".");
            }
            archive.readAll((table, rows) -> rows.transferTo(OutputStream.nullOutputStream()));
            return archive.schema();
        }
    }

    private static Set<String> scripts(Schema schema) {
        return schema.migrations().stream()
                .map(Schema.Migration::script)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static void empty(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(DROP_EVERYTHING);
            UnfinishedRestore.begin(statement);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private Totals load(Source source, Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (ArchiveReader archive = new ArchiveReader(source.open(), key)) {
            Totals totals = new Load(connection).run(archive);
            connection.commit();
            return totals;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Of Marque's schema only, and only what this role owns: an operator's other schemas are none of our business. */
    private static final String DROP_EVERYTHING = """
            do $$
            declare
                doomed text[] := array(
                    select format('drop %s if exists %s cascade',
                                  case relkind when 'v' then 'view' when 'm' then 'materialized view'
                                               when 'S' then 'sequence' else 'table' end, oid::regclass)
                    from pg_class
                    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
                      and pg_has_role(relowner, 'usage')
                      and not exists (select from pg_depend d where d.objid = pg_class.oid
                                      and (d.deptype = 'e' or relkind = 'S' and d.deptype in ('a', 'i')))
                    union all
                    select format('drop routine if exists %s cascade', oid::regprocedure) from pg_proc
                    where pronamespace = 'public'::regnamespace and pg_has_role(proowner, 'usage')
                      and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')
                    union all
                    select format('drop type if exists %s cascade', oid::regtype) from pg_type
                    where typnamespace = 'public'::regnamespace and typtype in ('e', 'd', 'r')
                      and pg_has_role(typowner, 'usage')
                      and not exists (select from pg_depend d where d.objid = pg_type.oid and d.deptype in ('a', 'i', 'e')));
                statement text;
            begin
                foreach statement in array doomed loop
                    execute statement;
                end loop;
            end
            $$""";
}
