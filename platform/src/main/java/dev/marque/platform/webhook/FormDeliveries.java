package dev.marque.platform.webhook;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What was sent in a form of another room, whichever endpoint it was for. Thread-safe. */
@Singleton
public class FormDeliveries {

    private static final String SELECT = """
            select d.id, d.webhook_id, w.url, d.event_id, d.event_type, d.body, d.state, d.attempts, d.created_at,
                   a.attempted_at, a.status, a.answer, a.error
            from webhooks w
            cross join lateral (
                select * from webhook_deliveries found where found.webhook_id = w.id and %s
                order by found.id desc limit :limit) d
            left join lateral (
                select attempted_at, status, answer, error from webhook_attempts
                where delivery_id = d.id order by attempt desc limit 1) a on true
            where w.form = :form order by d.id desc limit :limit
            """;

    private final Database database;

    @Inject
    public FormDeliveries(Database database) {
        this.database = database;
    }

    /**
     * A message with what came of its last attempt.
     *
     * @param url of the endpoint, as it is now
     * @param attemptedAt the last attempt; null, as all about it, if there was none
     */
    public record Sent(
            UUID id,
            UUID webhookId,
            String url,
            UUID eventId,
            String eventType,
            String body,
            WebhookDelivery.State state,
            int attempts,
            Instant createdAt,
            @Nullable Instant attemptedAt,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String error) {}

    /**
     * Newest first.
     *
     * @param types of events; empty for all
     */
    public Page<Sent> list(Actor actor, String form, Collection<String> types, PageRequest request) {
        List<Sent> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery(SELECT.formatted("""
                        (cast(:after as uuid) is null or found.id < :after)
                        and (cardinality(:types) = 0 or found.event_type = any(:types))"""))
                .bind("form", form)
                .bind("after", request.after().orElse(null))
                .bindArray("types", String.class, types)
                .bind("limit", request.limit() + 1)
                .mapTo(Sent.class)
                .list());
        return Page.of(rows, request, Sent::id);
    }

    /** @throws ProblemException NOT_FOUND, also for a message in another form */
    public Sent get(Actor actor, String form, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> find(transaction, form, id))
                .orElseThrow(() -> ProblemException.notFound("delivery"));
    }

    private static Optional<Sent> find(Handle transaction, String form, UUID id) {
        return transaction
                .createQuery(SELECT.formatted("found.id = :id"))
                .bind("form", form)
                .bind("id", id)
                .bind("limit", 1)
                .mapTo(Sent.class)
                .findOne();
    }
}
