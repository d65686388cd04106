package dev.marque.licensing.meter;

import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

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

    static void update(Handle transaction, Counter counter, Instant now) {
        transaction.createUpdate("""
                        update license_meters
                        set used = :used, reserved = :reserved, peak = :peak, warned = :warned, updated_at = :now
                        where id = :id
                        """).bind("now", now).bindMethods(counter).execute();
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
