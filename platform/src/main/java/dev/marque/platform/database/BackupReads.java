package dev.marque.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets the owner of the tables read the rows of all tenants while it says that it is making a backup.
 *
 * <p>Row-level security holds for the owner too, so that a process that serves as the owner by mistake shows nothing.
 * A backup needs every row. The policy is for the owner only, for reading only, and only where {@code marque.backup}
 * is {@code on}; the application's role cannot make use of it.
 */
final class BackupReads {

    private static final String ADD_WHAT_IS_MISSING = """
            do $$
            declare
                protected regclass;
            begin
                set local lock_timeout = '10s';
                for protected in
                    select c.oid from pg_catalog.pg_class c
                    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
                      and not c.relispartition and pg_catalog.pg_has_role(c.relowner, 'usage')
                      and not exists (select from pg_catalog.pg_policy p
                                      where p.polrelid = c.oid and p.polname = 'backup_reads')
                loop
                    execute format('create policy backup_reads on %s for select to current_user '
                        'using (pg_catalog.current_setting(''marque.backup'', true) = ''on'')', protected);
                end loop;
            end
            $$""";

    private BackupReads() {}

    /** Adds the policy where it is missing; run after each migration, as a table may be new. */
    static void allow(PostgresAddress owner) {
        try (Connection connection = DriverManager.getConnection(owner.jdbcUrl(), owner.credentials());
                Statement statement = connection.createStatement()) {
            statement.execute(ADD_WHAT_IS_MISSING);
        } catch (SQLException e) {
            throw new MigrationFailed("Backups could not be given a view of all tables. " + e.getMessage(), e);
        }
    }
}
