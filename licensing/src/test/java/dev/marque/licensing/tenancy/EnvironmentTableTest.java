package dev.marque.licensing.tenancy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marque.platform.database.Work;
import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantEnvironment;
import dev.marque.platform.tenant.TenantId;
import dev.marque.platform.testing.PlatformFixture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every table of licensing, with a row of production, of an isolated and of a shared environment in it: what each of them
 * sees and touches, when nothing but row-level security and grants can refuse.
 */
class EnvironmentTableTest {

    private static final String FORBIDDEN = "42501";
    private static final PlatformFixture FIXTURE = PlatformFixture.of("platform", "licensing");
    private static final TenantId ACME = new TenantId(UUID.fromString("00000000-0000-7000-8000-00000000000a"));
    private static final TenantEnvironment PRODUCTION = TenantEnvironment.productionOf(ACME);
    private static final TenantEnvironment ISOLATED = new TenantEnvironment(ACME, new EnvironmentCode("isolated"));
    private static final TenantEnvironment SHARED = new TenantEnvironment(ACME, new EnvironmentCode("shared"));
    private static final List<TenantEnvironment> ALL = List.of(PRODUCTION, ISOLATED, SHARED);

    /** Tables of the room whose rows belong to the tenant as a whole, and why. */
    private static final Map<String, String> OF_NO_ENVIRONMENT = Map.ofEntries(
            entry("license_number_counters", "a number is given once in a tenant"),
            entry("revocation_list_numbers", "a list is of all environments, as machines bring the highest number"),
            entry("license_usage_periods", "the hours and days of a tenant, which are the same in all; no figures"),
            entry("license_usage_salts", "makes hashes worthless to others; it says nothing"));

    /** By which column of time a table is partitioned; empty for one that is not. */
    private static final Map<String, String> TABLES = new TreeMap<>();

    @BeforeAll
    static void aRowOfEachEnvironmentInEveryTable() throws SQLException {
        try (Connection connection = FIXTURE.testDatabase().superuser();
                Statement statement = connection.createStatement()) {
            BareTables.make(statement);
            try (ResultSet rows = statement.executeQuery("""
                    select c.relname, coalesce((select a.attname from pg_attribute a join pg_partitioned_table p
                        on p.partrelid = a.attrelid and a.attnum = any (p.partattrs) where a.attrelid = c.oid), '')
                    from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'environment_read'
                    """)) {
                while (rows.next()) {
                    TABLES.put(rows.getString(1), rows.getString(2));
                }
            }
            statement.execute("insert into environments (id, tenant_id, code, name, kind) select gen_random_uuid(), '"
                    + ACME + "', lower(k), k, k from unnest(array['ISOLATED', 'SHARED']) k");
            for (TenantEnvironment where : ALL) {
                for (String table : TABLES.keySet()) {
                    statement.execute(insert(table, where));
                }
            }
        }
    }

    private static String insert(String table, TenantEnvironment where) {
        String time = TABLES.getOrDefault(table, "");
        return "insert into " + table + " (tenant_id, environment" + (time.isEmpty() ? "" : ", " + time) + ") values ('"
                + ACME + "', '" + where.environment() + "'" + (time.isEmpty() ? "" : ", now()") + ")";
    }

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void everyTableOfTheRoomKeepsEnvironmentsApartOrIsListedWithAReason() throws SQLException {
        Set<String> expected = tenantTables(FIXTURE);
        try (PlatformFixture platform = PlatformFixture.of("platform")) {
            expected.removeAll(tenantTables(platform));
        }
        expected.removeAll(OF_NO_ENVIRONMENT.keySet());
        assertThat(TABLES.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(TABLES)
                .containsKeys("products", "licenses", "validation_logs")
                .hasSizeGreaterThan(25);
        assertThat(texts("""
                select p.polrelid::regclass::text || ' ' || string_agg(p.polname, ' ' order by p.polname) from pg_policy p
                where p.polname like 'environment%' and not p.polpermissive group by p.polrelid
                having count(*) <> 4
                """)).as("tables without all four policies").isEmpty();
    }

    private static Set<String> tenantTables(PlatformFixture fixture) throws SQLException {
        try (Connection connection = fixture.testDatabase().superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select c.relname from pg_class c
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
                        """)) {
            Set<String> tables = new TreeSet<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static List<String> texts(String query) throws SQLException {
        try (Connection connection = FIXTURE.testDatabase().superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void eachSeesItsOwnRowsAndASharedOneThoseOfProductionToo() {
        for (String table : TABLES.keySet()) {
            assertThat(seen(PRODUCTION, table)).as(table).containsExactly("production");
            assertThat(seen(ISOLATED, table)).as(table).containsExactly("isolated");
            assertThat(seen(SHARED, table)).as(table).containsExactly("production", "shared");
            assertThat(FIXTURE.database().<List<String>>inTenant(ACME, seen(table)))
                    .as(table)
                    .isEmpty();
            assertThat(FIXTURE.database().<List<String>>acrossEnvironments(ACME, seen(table)))
                    .as(table)
                    .containsExactly("isolated", "production", "shared");
        }
    }

    private static List<String> seen(TenantEnvironment where, String table) {
        return FIXTURE.database().inEnvironment(where, seen(table));
    }

    private static Work<List<String>> seen(String table) {
        return transaction -> transaction
                .createQuery("select environment from " + table + " order by environment")
                .mapTo(String.class)
                .list();
    }

    @Test
    void nobodyTouchesTheRowsOfAnother() {
        List<String> holes = new ArrayList<>();
        int attacks = 0;
        for (TenantEnvironment from : ALL) {
            for (TenantEnvironment to : ALL) {
                for (String table : from.equals(to) ? Set.<String>of() : TABLES.keySet()) {
                    String there = " where environment = '" + to.environment() + "'";
                    for (String attack : List.of(
                            insert(table, to),
                            "update " + table + " set tenant_id = tenant_id" + there,
                            "delete from " + table + there,
                            "select count(*) from (select from " + table + there + " for update) locked")) {
                        attacks++;
                        if (touched(from, attack) > 0) {
                            holes.add(from.environment() + ": " + attack);
                        }
                    }
                }
            }
        }
        assertThat(holes).isEmpty();
        assertThat(attacks).isEqualTo(6 * 4 * TABLES.size());
    }

    /** How many rows; none if a grant or a policy refuses. */
    private static int touched(TenantEnvironment from, String attack) {
        Function<Handle, Integer> run = transaction -> attack.startsWith("select")
                ? transaction.createQuery(attack).mapTo(Integer.class).one()
                : transaction.createUpdate(attack).execute();
        try {
            return FIXTURE.database().inEnvironment(from, run::apply);
        } catch (JdbiException refused) {
            assertThat(refused.getCause())
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            cause -> assertThat(cause.getSQLState()).as(attack).isEqualTo(FORBIDDEN));
            return 0;
        }
    }

    @Test
    void aNewRowBelongsToTheEnvironmentOfItsTransaction() {
        // Taken back at the end, so that the other tests find what they expect.
        for (TenantEnvironment where : ALL) {
            List<String> made = FIXTURE.database().inEnvironment(where, transaction -> {
                transaction.savepoint("before");
                transaction.execute("insert into products (tenant_id, code) values (current_tenant(), 'NEW')");
                List<String> environments = transaction
                        .createQuery("select environment from products where code = 'NEW'")
                        .mapTo(String.class)
                        .list();
                transaction.rollbackToSavepoint("before");
                return environments;
            });
            assertThat(made).containsExactly(where.environment().value());
        }
    }
}
