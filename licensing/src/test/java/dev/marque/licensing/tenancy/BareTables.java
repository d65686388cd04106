package dev.marque.licensing.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Takes off all that could refuse a row but row-level security and grants: keys, checks, and what must not be null. */
final class BareTables {

    private BareTables() {}

    /** In the database of this superuser's statement. */
    static void make(Statement statement) throws SQLException {
        run(statement, """
                select format('alter table %s drop constraint if exists %I cascade', conrelid::regclass, conname)
                from pg_constraint where conrelid in (select oid from pg_class
                    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition)
                  and contype <> 'n' and coninhcount = 0 and conparentid = 0
                order by contype = 'p'
                """);
        run(statement, """
                select format('alter table %s alter column %I drop not null', a.attrelid::regclass, a.attname)
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and a.attnum > 0 and a.attnotnull and a.attname <> 'tenant_id' and a.attidentity = ''
                  and not exists (select from pg_partitioned_table p where p.partrelid = c.oid)
                """);
        run(statement, """
                select format('alter table %s alter column %I drop not null', a.attrelid::regclass, a.attname)
                from pg_attribute a join pg_partitioned_table p on p.partrelid = a.attrelid
                where a.attnum > 0 and a.attnotnull and a.attname <> 'tenant_id'
                  and not a.attnum = any (p.partattrs)
                """);
    }

    /** Runs what a query answers with. */
    static void run(Statement statement, String statements) throws SQLException {
        List<String> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(statements)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        for (String each : all) {
            statement.execute(each);
        }
    }
}
