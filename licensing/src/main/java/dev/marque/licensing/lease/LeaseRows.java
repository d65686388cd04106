package dev.marque.licensing.lease;

import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Leases as rows. Whoever writes them holds the license's row. */
final class LeaseRows {

    private static final String HELD = "select * from license_leases where license_id = :license and held ";

    private LeaseRows() {}

    /** Takes the seat from every lease of the license whose time is over: what is held after that, is held. */
    static void freeWhatIsOver(Handle transaction, UUID license, Instant now) {
        transaction
                .createUpdate("update license_leases set held = false"
                        + " where license_id = :license and held and held_until <= :now")
                .bind("license", license)
                .bind("now", now)
                .execute();
    }

    static Map<String, Integer> heldByGroup(Handle transaction, UUID license) {
        Map<String, Integer> held = new HashMap<>();
        transaction
                .createQuery("""
                        select coalesce(group_name, '') as name, count(*) as number from license_leases
                        where license_id = :license and held group by 1
                        """)
                .bind("license", license)
                .map((row, context) -> Map.entry(Columns.text(row, "name"), row.getInt("number")))
                .forEach(entry -> held.put(entry.getKey(), entry.getValue()));
        return held;
    }

    /** The lease that the holder has, or whose seat lingers for them. */
    static Optional<Lease> of(Handle transaction, UUID license, String holder) {
        return transaction
                .createQuery(HELD + "and holder = :holder")
                .bind("license", license)
                .bind("holder", holder)
                .map((row, context) -> map(row))
                .findOne();
    }

    static Optional<Lease> find(Handle transaction, UUID license, UUID id) {
        return transaction
                .createQuery(HELD + "and id = :id")
                .bind("license", license)
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne();
    }

    static List<Lease> list(
            Handle transaction, UUID license, @Nullable String group, Instant now, PageRequest request) {
        return transaction
                .createQuery(HELD + """
                        and held_until > :now
                        and (cast(:group as text) is null or group_name = :group)
                        and (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("license", license)
                .bind("group", group)
                .bind("now", now)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    static void insert(Handle transaction, TenantId tenant, String holder, Lease lease) {
        HolderColumns.bind(transaction.createUpdate("""
                        insert into license_leases (id, tenant_id, license_id, holder, fingerprint, components, process,
                                                    user_name, group_name, overdrawn, address, acquired_at, renewed_at,
                                                    expires_at, held_until)
                        values (:id, :tenant, :licenseId, :key, :fingerprint, cast(:components as jsonb), :process,
                                :user, :group, :overdrawn, :address, :acquiredAt, :renewedAt, :expiresAt, :heldUntil)
                        """), lease.holder())
                .bind("tenant", tenant)
                .bind("key", holder)
                .bindMethods(lease)
                .execute();
    }

    static void update(Handle transaction, Lease lease, Instant now) {
        transaction
                .createUpdate("""
                        update license_leases
                        set renewed_at = :renewedAt, expires_at = :expiresAt, borrowed_until = :borrowedUntil,
                            held_until = :heldUntil, held = :held, ended_at = :endedAt, end_reason = :endReason
                        where id = :id and held
                        """)
                .bind("held", lease.heldUntil().isAfter(now))
                .bindMethods(lease)
                .execute();
    }

    /** Ends the lingering of a seat, which goes to the same holder again. */
    static void handOn(Handle transaction, UUID id) {
        transaction
                .createUpdate("update license_leases set held = false where id = :id")
                .bind("id", id)
                .execute();
    }

    static Lease map(ResultSet row) throws SQLException {
        return new Lease(
                Columns.id(row, "id"),
                Columns.id(row, "license_id"),
                HolderColumns.read(row),
                Columns.textOrNull(row, "group_name"),
                row.getBoolean("overdrawn"),
                Columns.textOrNull(row, "address"),
                Columns.instant(row, "acquired_at"),
                Columns.instant(row, "renewed_at"),
                Columns.instant(row, "expires_at"),
                Columns.instantOrNull(row, "borrowed_until"),
                Columns.instant(row, "held_until"),
                Columns.instantOrNull(row, "ended_at"),
                Columns.textOrNull(row, "end_reason"));
    }
}
