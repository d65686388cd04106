package dev.marque.licensing.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.testing.PlatformFixture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every table of every room, attacked as the application's role in the transaction of one tenant, with a row of another
 * tenant in it. Constraints are taken off first, so that nothing but row-level security and grants can refuse.
 */
class CrossTenantTableTest {

    private static final String FORBIDDEN = "42501";
    private static final PlatformFixture FIXTURE = PlatformFixture.of("platform", "licensing");
    private static final TenantId OURS = new TenantId(UUID.fromString("00000000-0000-7000-8000-00000000000a"));
    private static final TenantId THEIRS = new TenantId(UUID.fromString("00000000-0000-7000-8000-00000000000b"));
    /** Every table with tenants' rows, and whether it is a partition of another. */
    private static final Map<String, Boolean> TABLES = new TreeMap<>();
    /** By what a table is partitioned; empty for one that is not. */
    private static final Map<String, String> KEYS = new TreeMap<>();

    @BeforeAll
    static void aRowOfEachTenantInEveryTable() throws SQLException {
        try (Connection connection = FIXTURE.testDatabase().superuser();
                Statement statement = connection.createStatement()) {
            BareTables.make(statement);
            for (TenantId tenant : List.of(OURS, THEIRS)) {
                BareTables.run(statement, """
                        select format('insert into %s (tenant_id %s) values (''TENANT'' %s)', c.oid::regclass,
                            (select ', ' || string_agg(quote_ident(a.attname), ', ') from pg_attribute a
                             where a.attrelid = c.oid and p.partrelid is not null and a.attnum = any (p.partattrs)),
                            case when p.partrelid is null then '' else ', now()' end)
                        from pg_class c left join pg_partitioned_table p on p.partrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                          and not c.relispartition and exists (select from pg_attribute t
                              where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
                        """.replace("TENANT", tenant.toString()));
            }
            try (ResultSet rows = statement.executeQuery("""
                    select c.oid::regclass::text, c.relispartition,
                        coalesce((select a.attname from pg_attribute a join pg_partitioned_table p
                                  on p.partrelid = a.attrelid and a.attnum = any (p.partattrs)
                                  where a.attrelid = c.oid), '') as key
                    from pg_class c
                    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                      and exists (select from pg_attribute t
                          where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
                    """)) {
                while (rows.next()) {
                    TABLES.put(rows.getString(1), rows.getBoolean(2));
                    KEYS.put(rows.getString(1), rows.getString(3));
                }
            }
        }
    }

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void noTableShowsARowOfAnotherTenantOrLetsItBeTouched() {
        List<String> holes = new ArrayList<>();
        int attacks = 0;
        for (Map.Entry<String, Boolean> table : TABLES.entrySet()) {
            for (String attack : attacks(table.getKey())) {
                attacks++;
                if (!isRefused(attack)) {
                    holes.add(attack);
                }
            }
        }
        assertThat(holes).isEmpty();
        assertThat(attacks).isEqualTo(4 * TABLES.size());
        assertThat(TABLES).containsKeys("licenses", "audit_logs", "credential_directory", "validation_logs");
    }

    private static List<String> attacks(String table) {
        return List.of(
                "select tenant_id from " + table + " where tenant_id = '" + THEIRS + "'",
                insert(table),
                "update " + table + " set tenant_id = tenant_id where tenant_id = '" + THEIRS + "'",
                "delete from " + table + " where tenant_id = '" + THEIRS + "'");
    }

    private static String insert(String table) {
        String key = KEYS.getOrDefault(table, "");
        return key.isEmpty()
                ? "insert into " + table + " (tenant_id) values ('" + THEIRS + "')"
                : "insert into " + table + " (tenant_id, " + key + ") values ('" + THEIRS + "', now())";
    }

    /** Either a grant or a policy refuses, or there is no such row. */
    private static boolean isRefused(String attack) {
        try {
            return FIXTURE.database().acrossEnvironments(OURS, transaction -> touched(transaction, attack)) == 0;
        } catch (JdbiException refused) {
            assertThat(refused.getCause())
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            cause -> assertThat(cause.getSQLState()).as(attack).isEqualTo(FORBIDDEN));
            return true;
        }
    }

    private static int touched(Handle transaction, String attack) {
        return attack.startsWith("select")
                ? transaction.createQuery(attack).mapTo(UUID.class).list().size()
                : transaction.createUpdate(attack).execute();
    }

    @Test
    void theAttackWouldSucceedOnOwnRows() {
        // Otherwise the suite would prove nothing: the rows are there, and their tenant sees them.
        for (Map.Entry<String, Boolean> table : TABLES.entrySet()) {
            if (!table.getValue()) {
                int seen = FIXTURE.database()
                        .acrossEnvironments(
                                THEIRS,
                                transaction -> touched(
                                        transaction, attacks(table.getKey()).getFirst()));
                assertThat(seen).as(table.getKey()).isEqualTo(1);
            }
        }
    }

    @Test
    void withoutATenantNothingIsThere() {
        TABLES.forEach((table, isPartition) -> {
            if (!isPartition) {
                int seen = FIXTURE.database()
                        .withoutTenant(transaction -> touched(transaction, "select tenant_id from " + table));
                assertThat(seen).as(table).isZero();
            }
        });
    }
}
