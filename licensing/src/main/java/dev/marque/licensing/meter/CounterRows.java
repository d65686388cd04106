package dev.marque.licensing.meter;

import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Counters as rows. */
final class CounterRows {

    private CounterRows() {}

    /** The period that is not over, held until the transaction ends. */
    static Optional<Counter> hold(Handle transaction, UUID licenseId, String meter, boolean endless, Instant now) {
        return transaction
                .createQuery("""
                        select * from license_meters
                        where license_id = :license and meter = :meter
                          and case when :endless then ends_at is null else ends_at > :now end
                        order by id desc limit 1 for update
                        """)
                .bind("license", licenseId)
                .bind("meter", meter)
                .bind("endless", endless)
                .bind("now", now)
                .map((row, context) -> map(row))
                .findOne();
    }

    /**
     * A meter whose present period is asked for.
     *
     * @param endless whether it never starts anew
     */
    record Wanted(UUID license, String meter, boolean endless) {}

    /**
     * As {@link #hold(Handle, UUID, String, boolean, Instant)} for many, in one round trip. It waits for nobody: those are left
     * out that somebody else holds, and those with reservations that have expired, which are first to be marked.
     */
    static List<Counter> holdFree(Handle transaction, Collection<Wanted> wanted, Instant now) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        return transaction
                .createQuery("""
                        select * from license_meters m
                        where m.id = any (array(
                            select (select o.id from license_meters o
                                    where o.license_id = q.license and o.meter = q.meter
                                      and case when q.endless then o.ends_at is null else o.ends_at > :now end
                                    order by o.id desc limit 1)
                            from json_to_recordset(cast(:wanted as json)) as q (license uuid, meter text, endless boolean)))
                          and (select true from license_meter_reservations r
                               where r.meter_id = m.id and r.state = 'HELD' and r.expires_at <= :now limit 1) is null
                        order by m.id
                        for update of m skip locked
                        """)
                .bind("wanted", JsonColumns.write(wanted.toArray(Wanted[]::new)))
                .bind("now", now)
                .map((row, context) -> map(row))
                .list();
    }

    static Counter hold(Handle transaction, UUID id) {
        return transaction
                .createQuery("select * from license_meters where id = :id for update")
                .bind("id", id)
                .map((row, context) -> map(row))
                .one();
    }

    static String meter(Handle transaction, UUID id) {
        return transaction
                .createQuery("select meter from license_meters where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    static void insert(Handle transaction, TenantId tenant, Counter counter, Instant now) {
        transaction
                .createUpdate("""
                        insert into license_meters (id, tenant_id, license_id, meter, starts_at, ends_at, used, reserved,
                                                    peak, warned, updated_at)
                        values (:id, :tenant, :licenseId, :meter, :startsAt, :endsAt, :used, :reserved,
                                :peak, :warned, :now)
                        """)
                .bind("tenant", tenant)
                .bind("now", now)
                .bindMethods(counter)
                .execute();
    }

    /** Updates them in one round trip. */
    static void update(Handle transaction, Collection<Counter> counters, Instant now) {
        PreparedBatch batch = transaction.prepareBatch("""
                update license_meters
                set used = :used, reserved = :reserved, peak = :peak, warned = :warned, updated_at = :now
                where id = :id
                """);
        counters.forEach(counter -> batch.bind("now", now).bindMethods(counter).add());
        batch.execute();
    }

    /** All periods of a meter, newest first. */
    static List<Counter> list(Handle transaction, UUID licenseId, String meter, PageRequest request) {
        return transaction
                .createQuery("""
                        select * from license_meters
                        where license_id = :license and meter = :meter and (cast(:after as uuid) is null or id < :after)
                        order by id desc limit :limit
                        """)
                .bind("license", licenseId)
                .bind("meter", meter)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    private static Counter map(ResultSet row) throws SQLException {
        return new Counter(
                Columns.id(row, "id"),
                Columns.id(row, "license_id"),
                Columns.text(row, "meter"),
                Columns.instant(row, "starts_at"),
                Columns.instantOrNull(row, "ends_at"),
                row.getLong("used"),
                row.getLong("reserved"),
                row.getLong("peak"),
                row.getLong("warned"));
    }
}
