package dev.marque.licensing.statistics;

import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Figures counted from raw rows. The one query does it for what is kept and for what is told live: they cannot differ. */
final class FigureRows {

    /** How many names of a kind a row keeps: programs choose versions and features, and might choose any number. */
    static final int MOST_NAMES = 100;

    private static final String COLUMNS = "license_id, installations, heartbeats, validations, refusals, users,"
            + " concurrency, versions, platforms, features";

    /**
     * Heartbeats are found through the machines of a license, by their index. A machine was heard of last at its last
     * heartbeat, or up to {@link Period#LATENESS} before it, if two processes wrote in another order than their clocks.
     * A lease counts until it ended; one that ends in the very moment in which another begins makes room for it.
     */
    static final String COUNT = """
            with chosen as (select unnest(cast(:licenses as uuid[])) as license_id),
            beats as (
                select c.license_id, h.activation_id, h.app_version, h.user_hash, h.features
                from chosen c
                join license_activations a on a.license_id = c.license_id and a.last_heartbeat_at >= :heardFrom
                join license_heartbeats h on h.activation_id = a.id and h.received_at >= :from and h.received_at < :to),
            answers as (
                select c.license_id, v.activation_id, v.app_version, v.valid
                from chosen c
                join validation_logs v on v.license_id = c.license_id
                                      and v.validated_at >= :from and v.validated_at < :to),
            seen as (
                select license_id, activation_id, app_version from beats
                union select license_id, activation_id, app_version from answers where activation_id is not null),
            named as (
                select license_id, 'versions' as kind, app_version as name, count(*) as n
                from seen where app_version is not null group by license_id, app_version
                union all
                select s.license_id, 'platforms', a.platform, count(distinct s.activation_id)
                from seen s join license_activations a on a.id = s.activation_id
                where a.platform is not null group by s.license_id, a.platform
                union all
                select b.license_id, 'features', f.key, sum(cast(f.value as bigint))
                from beats b cross join lateral jsonb_each_text(b.features) f group by b.license_id, f.key),
            ranked as (
                select *, row_number() over (partition by license_id, kind order by n desc, name) as place from named),
            bounded as (
                select license_id, kind, case when place <= :names then name else '*' end as name, sum(n) as n
                from ranked group by 1, 2, 3),
            names as (
                select license_id,
                       jsonb_object_agg(name, n) filter (where kind = 'versions') as versions,
                       jsonb_object_agg(name, n) filter (where kind = 'platforms') as platforms,
                       jsonb_object_agg(name, n) filter (where kind = 'features') as features
                from bounded group by license_id),
            leases as (
                select c.license_id, s.acquired_at as began_at, coalesce(s.ended_at, s.expires_at) as over_at
                from chosen c
                join license_leases s on s.license_id = c.license_id and s.acquired_at < :to
                    and coalesce(s.ended_at, s.expires_at) > greatest(:from, s.acquired_at)),
            moments as (
                select license_id, greatest(began_at, :from) as at, 1 as step from leases
                union all select license_id, over_at, -1 from leases),
            held as (
                select license_id, sum(step) over (partition by license_id order by at, step) as seats from moments),
            peaks as (select license_id, max(seats) as seats from held group by license_id),
            machines as (select license_id, count(distinct activation_id) as n from seen group by license_id),
            lives as (
                select license_id, count(*) as n, count(distinct user_hash) as users from beats group by license_id),
            told as (
                select license_id, count(*) as n, count(*) filter (where not valid) as refused
                from answers group by license_id)
            select license_id, coalesce(m.n, 0) as installations, coalesce(l.n, 0) as heartbeats,
                   coalesce(t.n, 0) as validations, coalesce(t.refused, 0) as refusals, coalesce(l.users, 0) as users,
                   coalesce(p.seats, 0) as concurrency, coalesce(n.versions, '{}') as versions,
                   coalesce(n.platforms, '{}') as platforms, coalesce(n.features, '{}') as features
            from chosen left join machines m using (license_id) left join lives l using (license_id)
                left join told t using (license_id) left join peaks p using (license_id)
                left join names n using (license_id)
            where l.n > 0 or t.n > 0 or p.seats > 0
            """;

    private FigureRows() {}

    /** The figures of a license, from raw rows. */
    static Figures count(Handle transaction, UUID license, Period period) {
        Optional<Figures> counted = bind(transaction.createQuery(COUNT), period, license)
                .map((row, context) -> map(row))
                .findOne();
        return counted.orElse(Figures.NONE);
    }

    /** Counts and keeps the figures of some licenses. */
    static void keep(Handle transaction, TenantId tenant, Granularity granularity, Period period, UUID... licenses) {
        bind(
                        transaction.createUpdate("insert into license_usage_stats (tenant_id, granularity, starts_at, "
                                + COLUMNS + ", environment) select :tenant, :granularity, :from, " + COLUMNS
                                + ", (select l.environment from licenses l where l.id = license_id) from (" + COUNT
                                + ") counted"),
                        period,
                        licenses)
                .bind("tenant", tenant)
                .bind("granularity", granularity.name())
                .execute();
    }

    /** Remembers who was active on a day. */
    static void keepUsers(Handle transaction, TenantId tenant, Period day, UUID... licenses) {
        bind(transaction.createUpdate("""
                        insert into license_usage_users (tenant_id, license_id, starts_at, user_hash, environment)
                        select distinct :tenant, a.license_id, cast(:from as timestamptz), h.user_hash, a.environment
                        from license_activations a
                        join license_heartbeats h on h.activation_id = a.id
                                                 and h.received_at >= :from and h.received_at < :to
                        where a.license_id = any (cast(:licenses as uuid[])) and a.last_heartbeat_at >= :heardFrom
                          and h.user_hash is not null
                        """), day, licenses)
                .bind("tenant", tenant)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Period period, UUID... licenses) {
        return statement
                .bind("licenses", licenses)
                .bind("from", period.startsAt())
                .bind("to", period.endsAt())
                .bind("heardFrom", period.startsAt().minus(Period.LATENESS))
                .bind("names", MOST_NAMES);
    }

    static Figures map(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("installations"),
                row.getLong("heartbeats"),
                row.getLong("validations"),
                row.getLong("refusals"),
                row.getLong("users"),
                row.getLong("concurrency"),
                JsonColumns.numbers(row.getString("versions")),
                JsonColumns.numbers(row.getString("platforms")),
                JsonColumns.numbers(row.getString("features")));
    }
}
