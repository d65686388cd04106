package dev.marque.licensing.user;

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
import org.jspecify.annotations.Nullable;

/** Named users as rows. Whoever writes them holds the license's row. */
final class UserRows {

    private static final String OF_LICENSE = "select * from license_users where license_id = :license ";

    private UserRows() {}

    /** A user, and whether they hold a seat: not only by the asker's clock, but in the eyes of all. */
    record Row(NamedUser user, boolean held) {}

    /** Takes the seat from everybody whose time is over: what is held after that, is held. */
    static void freeWhatIsOver(Handle transaction, UUID license, Instant now) {
        transaction
                .createUpdate("update license_users set held = false"
                        + " where license_id = :license and held and held_until <= :now")
                .bind("license", license)
                .bind("now", now)
                .execute();
    }

    static SeatCount count(Handle transaction, UUID license, int total) {
        int taken = transaction
                .createQuery("select count(*) from license_users where license_id = :license and held")
                .bind("license", license)
                .mapTo(Integer.class)
                .one();
        return new SeatCount(total, taken, taken < total ? null : availableAt(transaction, license, taken - total));
    }

    /** When so many seats and one more are free, by time alone. */
    private static @Nullable Instant availableAt(Handle transaction, UUID license, int beyond) {
        return transaction
                .createQuery("""
                        select held_until from license_users
                        where license_id = :license and held and held_until is not null
                        order by held_until offset :beyond limit 1
                        """)
                .bind("license", license)
                .bind("beyond", beyond)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    static Optional<Row> byPerson(Handle transaction, UUID license, String person) {
        return one(transaction, license, "person", person);
    }

    static Optional<Row> byInvitation(Handle transaction, UUID license, byte[] tokenHash) {
        return one(transaction, license, "invitation", tokenHash);
    }

    static Optional<Row> byId(Handle transaction, UUID license, UUID id) {
        return one(transaction, license, "id", id);
    }

    private static Optional<Row> one(Handle transaction, UUID license, String column, Object value) {
        return transaction
                .createQuery(OF_LICENSE + "and " + column + " = :value")
                .bind("license", license)
                .bind("value", value)
                .map((row, context) -> new Row(map(row), row.getBoolean("held")))
                .findOne();
    }

    /** Those who hold a seat, newest first. */
    static List<NamedUser> list(Handle transaction, UUID license, Instant now, PageRequest request) {
        return transaction
                .createQuery(OF_LICENSE + """
                        and held and (held_until is null or held_until > :now)
                        and (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("license", license)
                .bind("now", now)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    /** @param invitation the hash of the token that the user was invited with; null leaves the one there is */
    static void write(Handle transaction, TenantId tenant, NamedUser user, byte @Nullable [] invitation, Instant now) {
        Instant heldUntil = user.heldUntil();
        transaction
                .createUpdate("""
                        insert into license_users (id, tenant_id, license_id, email, person, state, invitation, invited_at,
                                                   invited_until, assigned_at, released_at, cools_until, held, held_until)
                        values (:id, :tenant, :licenseId, :email, :person, :state, :invitation, :invitedAt, :invitedUntil,
                                :assignedAt, :releasedAt, :coolsUntil, :held, :heldUntil)
                        on conflict (tenant_id, license_id, person) do update
                        set email = :email, state = :state, invitation = coalesce(:invitation, license_users.invitation),
                            invited_at = :invitedAt, invited_until = :invitedUntil, assigned_at = :assignedAt,
                            released_at = :releasedAt, cools_until = :coolsUntil, held = :held, held_until = :heldUntil
                        """)
                .bind("tenant", tenant)
                .bind("invitation", invitation)
                .bind("held", heldUntil == null || heldUntil.isAfter(now))
                .bindMethods(user)
                .execute();
    }

    private static NamedUser map(ResultSet row) throws SQLException {
        return new NamedUser(
                Columns.id(row, "id"),
                Columns.id(row, "license_id"),
                Columns.text(row, "email"),
                Columns.text(row, "person"),
                Columns.constant(row, "state", UserState.class),
                Columns.instantOrNull(row, "invited_at"),
                Columns.instantOrNull(row, "invited_until"),
                Columns.instantOrNull(row, "assigned_at"),
                Columns.instantOrNull(row, "released_at"),
                Columns.instantOrNull(row, "cools_until"));
    }
}
