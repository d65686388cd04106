package dev.marque.licensing.leak;

import dev.marque.kernel.net.Network;
import dev.marque.kernel.page.PageRequest;
import dev.marque.licensing.rows.Columns;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope.Condition;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Suspicions as rows, and who was seen with a key. */
final class LeakRows {

    /** So many are looked at, the newest: it bounds what one license costs. */
    private static final int SIGHTINGS = 10_000;

    private static final String SELECT = """
            select k.*, l.number as license_number
            from license_leaks k join licenses l on l.tenant_id = k.tenant_id and l.id = k.license_id
            """;

    private LeakRows() {}

    /**
     * Who was seen with a license's key, cut to where the same machine comes to an address and leaves it: what lies
     * between tells nothing more.
     */
    static List<Sighting> sightings(Handle transaction, UUID licenseId, Instant since, Instant until) {
        return transaction
                .createQuery("""
                        select at, address, fingerprint from (
                            select at, address, fingerprint,
                                   lag(address) over stay as came_from, lead(address) over stay as went_to
                            from (
                                select validated_at as at, address, fingerprint from validation_logs
                                where license_id = :license and validated_at > :since and validated_at <= :until
                                union all
                                select activated_at, address, fingerprint from license_activations
                                where license_id = :license and activated_at > :since and activated_at <= :until
                            ) seen
                            where address is not null
                            window stay as (partition by fingerprint order by at)
                        ) moves
                        where address is distinct from came_from or address is distinct from went_to
                        order by at desc limit :most
                        """)
                .bind("license", licenseId)
                .bind("since", since)
                .bind("until", until)
                .bind("most", SIGHTINGS)
                .map((row, context) -> sighting(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Sighting> sighting(ResultSet row) throws SQLException {
        Instant at = Columns.instant(row, "at");
        String machine = Columns.textOrNull(row, "fingerprint");
        return Network.address(Columns.text(row, "address")).map(address -> new Sighting(at, address, machine));
    }

    /** Whether the same was found after that. */
    static boolean isKnown(Handle transaction, UUID licenseId, LeakReason reason, Instant after) {
        return transaction
                .createQuery("""
                        select exists (select from license_leaks
                                       where license_id = :license and reason = :reason and found_at > :after)
                        """)
                .bind("license", licenseId)
                .bind("reason", reason.name())
                .bind("after", after)
                .mapTo(Boolean.class)
                .one();
    }

    static void insert(Handle transaction, TenantId tenant, Leak leak) {
        transaction
                .createUpdate("""
                        insert into license_leaks (id, tenant_id, license_id, reason, detail, found_at, state)
                        values (:id, :tenant, :license, :reason, :detail, :foundAt, :state)
                        """)
                .bind("id", leak.id())
                .bind("tenant", tenant)
                .bind("license", leak.licenseId())
                .bind("reason", leak.reason().name())
                .bind("detail", leak.detail())
                .bind("foundAt", leak.foundAt())
                .bind("state", leak.state().name())
                .execute();
    }

    static List<Leak> list(
            Handle transaction, Actor actor, @Nullable LeakState state, @Nullable UUID licenseId, PageRequest request) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery(SELECT + """
                        where (cast(:state as text) is null or k.state = :state)
                          and (cast(:license as uuid) is null or k.license_id = :license)
                          and (cast(:after as uuid) is null or k.id < :after)
                          and\s""" + reach.sql() + " order by k.id desc limit :limit")
                .bindMap(reach.binds())
                .bind("state", state == null ? null : state.name())
                .bindByType("license", licenseId, UUID.class)
                .bindByType("after", request.after().orElse(null), UUID.class)
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    /** One that the actor reaches, held until the transaction ends. */
    static Optional<Leak> findLocked(Handle transaction, Actor actor, UUID id) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery(SELECT + "where k.id = :id and " + reach.sql() + " for update of k")
                .bindMap(reach.binds())
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne();
    }

    static void close(Handle transaction, Leak leak) {
        transaction
                .createUpdate("""
                        update license_leaks set state = :state, note = :note, closed_at = :closedAt, closed_by = :closedBy
                        where id = :id
                        """)
                .bind("id", leak.id())
                .bind("state", leak.state().name())
                .bind("note", leak.note())
                .bind("closedAt", Objects.requireNonNull(leak.closedAt()))
                .bind("closedBy", Objects.requireNonNull(leak.closedBy()))
                .execute();
    }

    private static Leak map(ResultSet row) throws SQLException {
        return new Leak(
                Columns.id(row, "id"),
                Columns.id(row, "license_id"),
                Columns.text(row, "license_number"),
                Columns.constant(row, "reason", LeakReason.class),
                Columns.text(row, "detail"),
                Columns.instant(row, "found_at"),
                Columns.constant(row, "state", LeakState.class),
                Columns.textOrNull(row, "note"),
                Columns.instantOrNull(row, "closed_at"),
                row.getObject("closed_by", UUID.class));
    }
}
