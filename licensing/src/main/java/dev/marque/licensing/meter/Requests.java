package dev.marque.licensing.meter;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Requests that a program gave a name: what was granted to one is not granted to it again. */
final class Requests {

    private Requests() {}

    /**
     * Does a step, unless a request of that name was granted before. A refusal is not remembered: it changed nothing, and
     * may be granted when it is asked for again.
     *
     * @param name null to do it in any case
     * @param content what the request asks for
     * @throws ProblemException INVALID_INPUT if the name came before with another content
     */
    static Metered once(
            Handle transaction,
            TenantId tenant,
            HeldMeter held,
            @Nullable String name,
            String content,
            Supplier<Metered> step) {
        if (name == null) {
            return step.get();
        }
        if (!claim(transaction, tenant, held, name, content)) {
            return again(transaction, held, name, content);
        }
        Metered done = step.get();
        if (!done.granted()) {
            forget(transaction, held.license().id(), name);
        } else if (done.reservation() != null) {
            remember(transaction, held.license().id(), name, done.reservation().id());
        }
        return done;
    }

    /** Whoever sends the same name at the same time waits here for the first. */
    private static boolean claim(Handle transaction, TenantId tenant, HeldMeter held, String name, String content) {
        return transaction
                        .createUpdate("""
                                insert into license_meter_requests (tenant_id, license_id, request, content, requested_at)
                                values (:tenant, :license, :request, :content, :now)
                                on conflict (tenant_id, license_id, request) do nothing
                                """)
                        .bind("tenant", tenant)
                        .bind("license", held.license().id())
                        .bind("request", name)
                        .bind("content", content)
                        .bind("now", held.now())
                        .execute()
                == 1;
    }

    private record Known(String content, @Nullable UUID reservationId) {}

    private static Metered again(Handle transaction, HeldMeter held, String name, String content) {
        UUID license = held.license().id();
        Known known = transaction
                .createQuery("""
                        select content, reservation_id from license_meter_requests
                        where license_id = :license and request = :request
                        """)
                .bind("license", license)
                .bind("request", name)
                .mapTo(Known.class)
                .one();
        if (!known.content.equals(content)) {
            throw ProblemException.invalid(FieldError.inBody("/requestId", "came before with another request"));
        }
        return Optional.ofNullable(known.reservationId)
                .flatMap(id -> ReservationRows.find(transaction, license, id))
                .map(reservation -> held.granted().about(reservation))
                .orElseGet(held::granted);
    }

    /** The name of a request to a license. */
    record Name(UUID license, String request) implements Comparable<Name> {

        /** All who add names do so in this order, and so wait for each other in no circle. */
        @Override
        public int compareTo(Name other) {
            int byLicense = license.compareTo(other.license);
            return byLicense != 0 ? byLicense : request.compareTo(other.request);
        }
    }

    private record Named(UUID licenseId, String request, String content) {}

    /** What was asked for by those of the names that came before, in one round trip. */
    static Map<Name, String> contents(Handle transaction, Collection<Name> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        return transaction
                .createQuery("""
                        select r.license_id, r.request, r.content
                        from json_to_recordset(cast(:names as json)) as q (license uuid, request text)
                        join license_meter_requests r on r.license_id = q.license and r.request = q.request
                        """)
                .bind("names", JsonColumns.write(names.toArray(Name[]::new)))
                .mapTo(Named.class)
                .collect(Collectors.toMap(named -> new Name(named.licenseId, named.request), Named::content));
    }

    /**
     * Remembers requests that were granted, in one round trip.
     *
     * @throws IllegalStateException if one of the names came at the same time with a request to another meter
     */
    static void add(Handle transaction, TenantId tenant, SortedMap<Name, String> contents, Instant now) {
        if (contents.isEmpty()) {
            return;
        }
        Object[] rows = contents.entrySet().stream()
                .map(named -> new Named(named.getKey().license, named.getKey().request, named.getValue()))
                .toArray();
        int added = transaction
                .createUpdate("""
                        insert into license_meter_requests (tenant_id, license_id, request, content, requested_at)
                        select :tenant, q."licenseId", q.request, q.content, :now
                        from json_to_recordset(cast(:rows as json)) as q ("licenseId" uuid, request text, content text)
                        on conflict (tenant_id, license_id, request) do nothing
                        """)
                .bind("tenant", tenant)
                .bind("now", now)
                .bind("rows", JsonColumns.write(rows))
                .execute();
        if (added != rows.length) {
            throw new IllegalStateException("A request came twice at the same time, to different meters");
        }
    }

    private static void remember(Handle transaction, UUID license, String name, UUID reservationId) {
        transaction
                .createUpdate("""
                        update license_meter_requests set reservation_id = :reservation
                        where license_id = :license and request = :request
                        """)
                .bind("reservation", reservationId)
                .bind("license", license)
                .bind("request", name)
                .execute();
    }

    private static void forget(Handle transaction, UUID license, String name) {
        transaction
                .createUpdate("delete from license_meter_requests where license_id = :license and request = :request")
                .bind("license", license)
                .bind("request", name)
                .execute();
    }
}
