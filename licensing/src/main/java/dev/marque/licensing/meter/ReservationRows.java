package dev.marque.licensing.meter;

import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reservations as rows. They change only while the counter is held that they belong to. */
final class ReservationRows {

    private ReservationRows() {}

    static Optional<Reservation> find(Handle transaction, UUID licenseId, UUID id) {
        return transaction
                .createQuery("select * from license_meter_reservations where id = :id and license_id = :license")
                .bind("id", id)
                .bind("license", licenseId)
                .map((row, context) -> map(row))
                .findOne();
    }

    static void insert(Handle transaction, TenantId tenant, UUID licenseId, Reservation reservation) {
        transaction
                .createUpdate("""
                        insert into license_meter_reservations (id, tenant_id, license_id, meter_id, amount, state, expires_at)
                        values (:id, :tenant, :license, :counterId, :amount, :state, :expiresAt)
                        """)
                .bind("tenant", tenant)
                .bind("license", licenseId)
                .bindMethods(reservation)
                .execute();
    }

    static void update(Handle transaction, Reservation reservation) {
        transaction
                .createUpdate("update license_meter_reservations set state = :state, amount = :amount where id = :id")
                .bindMethods(reservation)
                .execute();
    }

    /**
     * Marks those that have expired and returns what they held. What was given away is marked as such: a process whose
     * clock is behind cannot commit it any more.
     */
    static long expire(Handle transaction, UUID counterId, Instant now) {
        return transaction
                .createQuery("""
                        with expired as (
                            update license_meter_reservations set state = 'EXPIRED'
                            where meter_id = :counter and state = 'HELD' and expires_at <= :now
                            returning amount
                        )
                        select coalesce(sum(amount), 0) from expired
                        """)
                .bind("counter", counterId)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static Reservation map(ResultSet row) throws SQLException {
        return new Reservation(
                Columns.id(row, "id"),
                Columns.id(row, "meter_id"),
                row.getLong("amount"),
                Columns.constant(row, "state", Reservation.State.class),
                Columns.instant(row, "expires_at"));
    }
}
