package dev.marque.platform.testing;

import static java.util.Map.entry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks the database's catalogue and names what would let a tenant see more than is theirs. A room's test calls it with
 * that room's tables that have no {@code tenant_id}, each with the reason.
 */
public final class Catalogue {

    /** The platform's tables without {@code tenant_id}, and why. */
    public static final Map<String, String> PLATFORM_WITHOUT_TENANT = Map.ofEntries(
            entry(
                    "tenants",
                    "found before there is a tenant, by sign-in and jobs; names vendors, holds none of their data"),
            entry("schema_migrations", "says which migrations ran; the application has no access"),
            entry("partitioned_tables", "names tables, no data"),
            entry("master_keys", "ids of keys, which say nothing about them; they belong to the server"),
            entry("jobs", "names parts of this program and whether operators paused them; no data"),
            entry("job_runs", "when a job began and what kind of failure it had; instances name nobody"),
            entry("scheduled_tasks", "jobs may serve many tenants; the data of a job names the one that it is for"),
            entry("rate_limits", "allowances of the whole installation"),
            entry("rate_usage", "counts under hashes; a call is counted before its tenant is known"),
            entry("event_consumers", "names parts of this program that are told of events; no data"),
            entry(
                    "guess_counts",
                    "failures are counted before there is a tenant, also for accounts that do not exist; hashes"),
            entry("familiar_places", "read before there is a tenant; hashes of accounts and networks, no names"));

    private Catalogue() {}

    /**
     * What is wrong; empty when nothing is.
     *
     * @param withoutTenant every table without {@code tenant_id}, with the reason
     */
    public static List<String> problems(PlatformFixture fixture, Map<String, String> withoutTenant) {
        List<String> problems = new ArrayList<>();
        TreeMap<String, String> unseen = new TreeMap<>(withoutTenant);
        try (Connection connection = fixture.testDatabase().superuser();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("""
                    select c.oid::regclass::text as name, c.relrowsecurity, c.relforcerowsecurity,
                        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
                                and not a.attisdropped) as has_tenant,
                        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
                                and a.attnotnull) as tenant_required,
                        exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation'
                                and p.polcmd = '*' and p.polpermissive
                                and pg_get_expr(p.polqual, p.polrelid) = '(tenant_id = current_tenant())'
                                and pg_get_expr(p.polwithcheck, p.polrelid) = '(tenant_id = current_tenant())') as isolated
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                      and n.nspname not like 'pg\\_%'
                    order by 1
                    """)) {
                while (rows.next()) {
                    String table = rows.getString("name");
                    if (!rows.getBoolean("has_tenant")) {
                        if (unseen.remove(table) == null) {
                            problems.add(table + " has no tenant_id: give it one, or list it with the reason");
                        }
                        continue;
                    }
                    if (!rows.getBoolean("relrowsecurity") || !rows.getBoolean("relforcerowsecurity")) {
                        problems.add(table + " has no forced row-level security: call protect_tenant_table");
                    }
                    if (!rows.getBoolean("isolated")) {
                        problems.add(table + " has no policy tenant_isolation on reading and writing");
                    }
                    if (!rows.getBoolean("tenant_required")) {
                        problems.add(table + ".tenant_id may be null");
                    }
                }
            }
            unseen.keySet().forEach(t -> problems.add(t + " is listed as without tenant_id, but is no such table"));
            String app = fixture.testDatabase().appUser();
            collect(statement, problems, """
                    select 'the application role is superuser, or may bypass row-level security, or create'
                    from pg_roles where rolname = '%s' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                    union all
                    select 'the application role is a member of ' || r.rolname
                    from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles a on a.oid = m.member
                    where a.rolname = '%s'
                    union all
                    select 'the application role owns ' || c.oid::regclass
                    from pg_class c join pg_roles a on a.oid = c.relowner where a.rolname = '%s'
                    union all
                    select 'the application role owns the function ' || p.oid::regprocedure
                    from pg_proc p join pg_roles a on a.oid = p.proowner where a.rolname = '%s'
                    union all
                    select 'the application role may create in schema ' || nspname
                    from pg_namespace where has_schema_privilege('%s', oid, 'create')
                    union all
                    select 'everybody may use ' || c.oid::regclass from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) acl
                    where acl.grantee = 0 and n.nspname = 'public'
                    union all
                    select 'everybody may execute ' || p.oid::regprocedure || ', which runs as its owner' from pg_proc p
                    join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname = 'public' and p.prosecdef
                      and (p.proacl is null or exists (select from aclexplode(p.proacl) acl where acl.grantee = 0))
                    union all
                    select p.oid::regprocedure || ' runs as its owner without a search_path of its own' from pg_proc p
                    join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname = 'public' and p.prosecdef
                      and not exists (select from unnest(p.proconfig) s where s like 'search_path=pg_catalog%%')
                    union all
                    select c.oid::regclass || ' is a view that runs as its owner' from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and (c.relkind = 'm' or c.relkind = 'v'
                      and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])
                    """.formatted(app, app, app, app, app));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return problems;
    }

    private static void collect(Statement statement, List<String> problems, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                problems.add(rows.getString(1));
            }
        }
    }
}
