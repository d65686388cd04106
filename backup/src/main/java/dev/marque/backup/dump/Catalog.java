package dev.marque.backup.dump;

import dev.marque.backup.archive.Schema;
import dev.marque.backup.archive.Totals;
import dev.marque.platform.database.Migrations;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a database's catalogue says about what has to be kept. */
final class Catalog {

    private static final String TABLES = """
            select c.relname as name,
                   (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
                   (select coalesce(array_agg(regexp_replace(p.relname, '^.*_y(\\d{4})m(\\d{2})$', '\\1-\\2-01')
                                              order by p.relname), '{}')
                    from pg_inherits i join pg_class p on p.oid = i.inhrelid
                    where i.inhparent = c.oid and p.relname ~ '_y\\d{4}m\\d{2}$') as months
            from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relpersistence = 'p'
              and not c.relispartition and c.relname not in ('%s', 'restore_in_progress')
            order by c.relname""".formatted(Migrations.HISTORY);

    /** Tables that hide rows from whoever reads them now, the owner that makes a backup included. */
    private static final String HIDING = """
            select c.relname as name from pg_class c join pg_roles r on r.rolname = current_user
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and c.relforcerowsecurity and not r.rolsuper and not r.rolbypassrls
              and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'backup_reads'
                              and r.oid = any (p.polroles))
            order by 1""";

    private Catalog() {}

    static List<Schema.Table> tables(Connection connection) throws SQLException {
        return OwnerConnection.query(
                connection,
                TABLES,
                row -> new Schema.Table(
                        row.getString("name"), texts(row.getArray("columns")), texts(row.getArray("months"))));
    }

    static List<String> hiding(Connection connection) throws SQLException {
        return OwnerConnection.query(connection, HIDING, row -> row.getString("name"));
    }

    static List<Schema.Migration> migrations(Connection connection) throws SQLException {
        return OwnerConnection.query(
                connection,
                "select script, checksum from " + Migrations.HISTORY + " where success and script like '%.sql'"
                        + " order by script",
                row -> new Schema.Migration(row.getString("script"), row.getObject("checksum", Integer.class)));
    }

    static String postgresVersion(Connection connection) throws SQLException {
        return OwnerConnection.query(connection, "show server_version", row -> row.getString(1))
                .getFirst();
    }

    static List<Totals.Sequence> sequences(Connection connection) throws SQLException {
        List<String> names = OwnerConnection.query(
                connection,
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1",
                row -> row.getString(1));
        List<Totals.Sequence> sequences = new java.util.ArrayList<>();
        for (String name : names) {
            sequences.addAll(OwnerConnection.query(
                    connection,
                    "select last_value, is_called from " + OwnerConnection.quoted(name),
                    row -> new Totals.Sequence(name, row.getLong(1), row.getBoolean(2))));
        }
        return sequences;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
