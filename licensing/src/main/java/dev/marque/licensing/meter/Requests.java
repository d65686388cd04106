package dev.marque.licensing.meter;

import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
