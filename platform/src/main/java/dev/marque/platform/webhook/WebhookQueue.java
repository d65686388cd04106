package dev.marque.platform.webhook;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of delivering: which endpoint is due, what comes next for it, what became of it. */
final class WebhookQueue {

    /** Longer than a process works on an endpoint at a stretch, with one request more. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    WebhookQueue(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    List<TenantId> tenantsWithWork() {
        return database.withoutTenant(transaction -> transaction
                .createQuery("select * from tenants_with_webhooks(:now)")
                .bind("now", clock.instant())
                .mapTo(TenantId.class)
                .list());
    }

    /** Takes endpoints that are due and that no process holds. */
    List<DueEndpoint> claim(TenantId tenant, int atMost) {
        UUID holder = ids.next();
        List<UUID> endpoints = database.inTenant(tenant, transaction -> transaction
                .createQuery("""
                        with due as (
                            select q.webhook_id from webhook_queues q join webhooks w on w.id = q.webhook_id
                            where w.active and q.leased_until <= clock_timestamp()
                              and (q.next_attempt_at is null or q.next_attempt_at <= :now)
                              and exists (select from webhook_deliveries d
                                          where d.webhook_id = q.webhook_id and d.state = 'PENDING')
                            order by q.leased_until limit :most
                            for no key update of q skip locked)
                        update webhook_queues q
                        set holder = :holder, leased_until = clock_timestamp() + make_interval(secs => :seconds)
                        from due where q.webhook_id = due.webhook_id
                        returning q.webhook_id
                        """)
                .bind("now", clock.instant())
                .bind("most", atMost)
                .bind("holder", holder)
                .bind("seconds", (double) LEASE.toSeconds())
                .mapTo(UUID.class)
                .list());
        return endpoints.stream().map(id -> new DueEndpoint(tenant, id, holder)).toList();
    }

    /** What is sent next; empty if there is nothing, or nothing is to be sent now. */
    Optional<Outgoing> next(DueEndpoint endpoint) {
        return database.inTenant(endpoint.tenant(), transaction -> transaction
                .createQuery("""
                        select d.id as delivery_id, d.event_id, d.event_type, d.body, d.attempts, d.traceparent, w.url,
                               q.consecutive_failures, w.form, w.signature_algorithm, w.secret_sealed, w.previous_secret_sealed,
                               w.previous_secret_until
                        from webhooks w
                        join webhook_queues q on q.webhook_id = w.id
                        join webhook_deliveries d on d.webhook_id = w.id and d.state = 'PENDING'
                        where w.id = :webhook and w.active and q.holder = :holder
                          and (q.next_attempt_at is null or q.next_attempt_at <= :now)
                        order by d.position limit 1
                        """)
                .bind("webhook", endpoint.webhook())
                .bind("holder", endpoint.holder())
                .bind("now", clock.instant())
                .mapTo(Outgoing.class)
                .findOne());
    }

    /** Notes an attempt that arrived. */
    void delivered(DueEndpoint endpoint, Outgoing message, UUID attempt, Instant at, SendResult result) {
        database.runInTenant(endpoint.tenant(), transaction -> {
            if (note(transaction, endpoint, message, attempt, at, result, null, "DELIVERED")) {
                WebhookRows.forgetFailures(transaction, endpoint.webhook());
            }
        });
    }

    /** Notes an attempt that failed; the endpoint is left alone until then. */
    void failed(
            DueEndpoint endpoint, Outgoing message, UUID attempt, Instant at, SendResult result, Instant nextAttempt) {
        database.runInTenant(endpoint.tenant(), transaction -> {
            if (note(transaction, endpoint, message, attempt, at, result, nextAttempt, "PENDING")) {
                countFailure(transaction, endpoint, at, nextAttempt);
            }
        });
    }

    /** Notes an attempt that failed for good: the endpoint is switched off, and what waits for it is given up. */
    void givenUp(DueEndpoint endpoint, Outgoing message, UUID attempt, Instant at, SendResult result, String because) {
        database.runInTenant(endpoint.tenant(), transaction -> {
            if (!note(transaction, endpoint, message, attempt, at, result, null, "FAILED")) {
                return;
            }
            countFailure(transaction, endpoint, at, null);
            Webhook before = WebhookRows.lock(transaction, endpoint.webhook(), at);
            transaction
                    .createUpdate("""
                            update webhooks set active = false, disabled_because = :because, updated_at = :now
                            where id = :id
                            """)
                    .bind("because", because)
                    .bind("now", at)
                    .bind("id", endpoint.webhook())
                    .execute();
            transaction
                    .createUpdate("""
                            update webhook_deliveries set state = 'FAILED', finished_at = :now
                            where webhook_id = :id and state = 'PENDING'
                            """)
                    .bind("now", at)
                    .bind("id", endpoint.webhook())
                    .execute();
            changes.record(
                    transaction,
                    Actor.system(endpoint.tenant(), "webhooks"),
                    Change.of(
                            Webhooks.RECORD + ".disabled",
                            Webhooks.RECORD,
                            endpoint.webhook(),
                            before,
                            WebhookRows.get(transaction, endpoint.webhook(), at)));
        });
    }

    /** Whether the message was still there, and waiting. */
    private static boolean note(
            Handle transaction,
            DueEndpoint endpoint,
            Outgoing message,
            UUID attempt,
            Instant at,
            SendResult result,
            @Nullable Instant nextAttempt,
            String state) {
        int there = transaction
                .createUpdate("""
                        update webhook_deliveries
                        set attempts = attempts + 1, state = :state,
                            finished_at = case when :state <> 'PENDING' then cast(:now as timestamptz) end
                        where id = :id and state = 'PENDING'
                        """)
                .bind("state", state)
                .bind("now", at)
                .bind("id", message.deliveryId())
                .execute();
        if (there == 0) {
            return false;
        }
        transaction
                .createUpdate("""
                        insert into webhook_attempts (id, tenant_id, delivery_id, attempt, attempted_at,
                                                      duration_millis, status, answer, error, next_attempt_at)
                        values (:id, :tenant, :delivery, :attempt, :at, :millis, :status, :answer, :error, :next)
                        """)
                .bind("id", attempt)
                .bind("tenant", endpoint.tenant())
                .bind("delivery", message.deliveryId())
                .bind("attempt", message.attempts() + 1)
                .bind("at", at)
                .bind("millis", Math.toIntExact(result.duration().toMillis()))
                .bind("status", result.status())
                .bind("answer", result.answer())
                .bind("error", result.error())
                .bind("next", nextAttempt)
                .execute();
        return true;
    }

    private static void countFailure(
            Handle transaction, DueEndpoint endpoint, Instant at, @Nullable Instant nextAttempt) {
        transaction
                .createUpdate("""
                        update webhook_queues
                        set consecutive_failures = consecutive_failures + 1,
                            failing_since = coalesce(failing_since, :at), next_attempt_at = :next
                        where webhook_id = :id
                        """)
                .bind("at", at)
                .bind("next", nextAttempt)
                .bind("id", endpoint.webhook())
                .execute();
    }

    void release(DueEndpoint endpoint) {
        database.runInTenant(endpoint.tenant(), transaction -> transaction
                .createUpdate("""
                        update webhook_queues set holder = null, leased_until = clock_timestamp()
                        where webhook_id = :webhook and holder = :holder
                        """)
                .bind("webhook", endpoint.webhook())
                .bind("holder", endpoint.holder())
                .execute());
    }
}
