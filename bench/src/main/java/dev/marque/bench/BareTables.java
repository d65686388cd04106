package dev.marque.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables that are being filled: without their indexes, foreign keys and triggers, which come back with {@link #close}, as
 * PostgreSQL's manual advises for loading. Foreign keys come back for new rows: the owner may not check those that are there,
 * since row-level security holds for the owner, too.
 */
final class BareTables implements AutoCloseable {

    private static final String FOREIGN_KEYS = """
            select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
                   format('alter table %%s add constraint %%I %%s not valid', conrelid::regclass, conname,
                          replace(pg_get_constraintdef(oid), ' NOT VALID', ''))
            from pg_constraint where contype = 'f' and conrelid = any (array[%s]::regclass[]) and conparentid = 0""";

    /** What belongs to a constraint stays: it says what a row is. */
    private static final String INDEXES = """
            select format('drop index %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
            from pg_index i where i.indrelid = any (array[%s]::regclass[])
              and not exists (select from pg_constraint c where c.conindid = i.indexrelid)""";

    private static final String TRIGGERS = """
            select format('alter table %%s disable trigger user', t), format('alter table %%s enable trigger user', t)
            from unnest(array[%s]::regclass[]) t""";

    private final Statement statement;
    private final List<String> restore = new ArrayList<>();

    BareTables(Connection owner, List<String> tables) throws SQLException {
        statement = owner.createStatement();
        statement.execute("set maintenance_work_mem = '1GB'");
        String names = "'" + String.join("', '", tables) + "'";
        for (String question : List.of(FOREIGN_KEYS, INDEXES, TRIGGERS)) {
            for (String drop : planned(question.formatted(names))) {
                statement.execute(drop);
            }
        }
    }

    /** What takes off; what puts on again is remembered. */
    private List<String> planned(String question) throws SQLException {
        List<String> drops = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                drops.add(rows.getString(1));
                restore.add(rows.getString(2));
            }
        }
        return drops;
    }

    @Override
    public void close() throws SQLException {
        for (String create : restore) {
            statement.execute(create);
        }
        statement.close();
    }
}
