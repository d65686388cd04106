package dev.marque.platform.webhook;

import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of endpoints. */
final class WebhookRows {

    private static final String SELECT = """
            select w.id, w.url, w.event_types, w.environment, w.form, w.signature_algorithm, w.description, w.active, w.disabled_because,
                   case when q.consecutive_failures < %d then 'CLOSED'
                        when q.next_attempt_at > :now then 'OPEN' else 'HALF_OPEN' end as circuit,
                   q.consecutive_failures, q.failing_since, q.next_attempt_at,
                   case when w.previous_secret_until > :now then w.previous_secret_until end as previous_secret_until,
                   w.created_at, w.updated_at
            from webhooks w join webhook_queues q on q.webhook_id = w.id
            """.formatted(RetrySchedule.CIRCUIT_OPENS_AFTER);

    private WebhookRows() {}

    static List<Webhook> page(Handle transaction, Instant now, @Nullable UUID after, int limit) {
        return transaction
                .createQuery(SELECT + """
                        where (cast(:after as uuid) is null or w.id < :after) order by w.id desc limit :limit
                        """)
                .bind("now", now)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Webhook.class)
                .list();
    }

    /** @throws ProblemException NOT_FOUND */
    static Webhook get(Handle transaction, UUID id, Instant now) {
        return find(transaction, id, now, "").orElseThrow(() -> ProblemException.notFound("webhook"));
    }

    /**
     * Reads it for a change: nobody else changes it before the commit.
     *
     * @throws ProblemException NOT_FOUND
     */
    static Webhook lock(Handle transaction, UUID id, Instant now) {
        return find(transaction, id, now, " for no key update of w")
                .orElseThrow(() -> ProblemException.notFound("webhook"));
    }

    private static Optional<Webhook> find(Handle transaction, UUID id, Instant now, String lock) {
        return transaction
                .createQuery(SELECT + "where w.id = :id" + lock)
                .bind("now", now)
                .bind("id", id)
                .mapTo(Webhook.class)
                .findOne();
    }

    static void insert(Handle transaction, TenantId tenant, Webhook webhook, byte[] sealedSecret) {
        transaction
                .createUpdate("""
                        insert into webhooks (id, tenant_id, url, event_types, environment, form, signature_algorithm,
                                              description, active, secret_sealed, created_at, updated_at)
                        values (:id, :tenant, :url, :eventTypes, :environment, :form, :signatureAlgorithm,
                                :description, :active, :secret, :createdAt, :updatedAt)
                        """)
                .bindMethods(webhook)
                .bindArray("eventTypes", String.class, webhook.eventTypes())
                .bind("tenant", tenant)
                .bind("secret", sealedSecret)
                .execute();
        transaction
                .createUpdate("insert into webhook_queues (webhook_id, tenant_id) values (:id, :tenant)")
                .bind("id", webhook.id())
                .bind("tenant", tenant)
                .execute();
    }

    static void update(
            Handle transaction, UUID id, WebhookEdit edit, @Nullable String signatureAlgorithm, Instant now) {
        transaction
                .createUpdate("""
                        update webhooks
                        set url = coalesce(:url, url), event_types = coalesce(:eventTypes, event_types),
                            description = coalesce(:description, description), active = coalesce(:active, active),
                            signature_algorithm = coalesce(:signatureAlgorithm, signature_algorithm),
                            disabled_because = case when :active then null else disabled_because end,
                            updated_at = :now
                        where id = :id
                        """)
                .bind("url", edit.url())
                .bind(
                        "eventTypes",
                        edit.eventTypes() == null ? null : edit.eventTypes().toArray(String[]::new))
                .bind("description", edit.description())
                .bind("active", edit.active())
                .bind("signatureAlgorithm", signatureAlgorithm)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** Nothing holds the endpoint back any more. */
    static void forgetFailures(Handle transaction, UUID id) {
        transaction.createUpdate("""
                        update webhook_queues set consecutive_failures = 0, failing_since = null, next_attempt_at = null
                        where webhook_id = :id
                        """).bind("id", id).execute();
    }

    /** The endpoint's next message is due now, whatever it did before. */
    static void tryNow(Handle transaction, UUID id) {
        transaction
                .createUpdate("update webhook_queues set next_attempt_at = null where webhook_id = :id")
                .bind("id", id)
                .execute();
    }
}
