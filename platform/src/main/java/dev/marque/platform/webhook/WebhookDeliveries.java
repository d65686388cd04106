package dev.marque.platform.webhook;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.observe.TraceContext;
import dev.marque.platform.webhook.WebhookDelivery.State;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What was sent to an endpoint, and sending it again. A replay goes to the end of the endpoint's queue. Thread-safe. */
@Singleton
public class WebhookDeliveries {

    /** How many deliveries one call may send again. */
    public static final int MOST_REPLAYED = 10_000;

    private static final String SELECT = """
            select id, webhook_id, event_id, event_type, state, attempts, created_at, finished_at, replay_of
            from webhook_deliveries
            """;

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    /** What the audit trail keeps of a replay. */
    record Replayed(int deliveries) {}

    @Inject
    public WebhookDeliveries(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * The endpoint's deliveries, newest first.
     *
     * @throws ProblemException NOT_FOUND if there is no such webhook
     */
    public Page<WebhookDelivery> list(Actor actor, UUID webhook, DeliveryFilter filter, PageRequest request) {
        List<WebhookDelivery> rows = database.inTenant(actor.tenant(), transaction -> {
            WebhookRows.get(transaction, webhook, clock.instant());
            return transaction
                    .createQuery(SELECT + """
                            where webhook_id = :webhook
                              and (cast(:state as text) is null or state = :state)
                              and (cast(:type as text) is null or event_type = :type)
                              and (cast(:after as uuid) is null or id < :after)
                            order by id desc limit :limit
                            """)
                    .bind("webhook", webhook)
                    .bind("state", filter.state())
                    .bind("type", filter.eventType())
                    .bind("after", request.after().orElse(null))
                    .bind("limit", request.limit() + 1)
                    .mapTo(WebhookDelivery.class)
                    .list();
        });
        return Page.of(rows, request, WebhookDelivery::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public WebhookDelivery.Detail get(Actor actor, UUID webhook, UUID id) {
        return database.inTenant(
                actor.tenant(),
                transaction -> new WebhookDelivery.Detail(
                        find(transaction, webhook, id, ""),
                        transaction
                                .createQuery("select body from webhook_deliveries where id = :id")
                                .bind("id", id)
                                .mapTo(String.class)
                                .one(),
                        transaction
                                .createQuery("""
                                        select id, attempt, attempted_at, duration_millis, status, answer, error,
                                               next_attempt_at
                                        from webhook_attempts where delivery_id = :id order by attempt
                                        """)
                                .bind("id", id)
                                .mapTo(WebhookDelivery.Attempt.class)
                                .list()));
    }

    /**
     * Sends a message again, with the same id and body.
     *
     * @throws ProblemException NOT_FOUND; STATE_CONFLICT while it waits to be sent anyway
     */
    public WebhookDelivery replay(Actor actor, UUID webhook, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> {
            WebhookDelivery delivery = find(transaction, webhook, id, "");
            if (delivery.state() == State.PENDING) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT, "The delivery is PENDING: it is sent without a replay.");
            }
            UUID copy = copy(transaction, delivery.id());
            changes.record(transaction, actor, replayed(webhook, 1));
            return find(transaction, webhook, copy, "");
        });
    }

    /**
     * Sends again what was queued within a range of time, in the order of that time.
     *
     * @return how many messages
     * @throws ProblemException NOT_FOUND; INVALID_INPUT for a range that is empty or holds more than
     *     {@value #MOST_REPLAYED} deliveries
     */
    public int replay(Actor actor, UUID webhook, ReplayRange range) {
        if (!range.from().isBefore(range.to())) {
            throw ProblemException.invalid(FieldError.inBody("/to", "must be after from"));
        }
        return database.inTenant(actor.tenant(), transaction -> {
            WebhookRows.get(transaction, webhook, clock.instant());
            List<UUID> deliveries = within(transaction, webhook, range);
            if (deliveries.size() > MOST_REPLAYED) {
                throw ProblemException.invalid(FieldError.inBody(
                        "/to", "must leave no more than " + MOST_REPLAYED + " deliveries in the range"));
            }
            deliveries.forEach(delivery -> copy(transaction, delivery));
            if (!deliveries.isEmpty()) {
                changes.record(transaction, actor, replayed(webhook, deliveries.size()));
            }
            return deliveries.size();
        });
    }

    private static List<UUID> within(Handle transaction, UUID webhook, ReplayRange range) {
        return transaction
                .createQuery("""
                        select id from webhook_deliveries
                        where webhook_id = :webhook and created_at >= :from and created_at < :to
                          and state <> 'PENDING' and (state <> 'DELIVERED' or not :failedOnly)
                        order by position limit :most
                        """)
                .bind("webhook", webhook)
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("failedOnly", !Boolean.FALSE.equals(range.failedOnly()))
                .bind("most", MOST_REPLAYED + 1)
                .mapTo(UUID.class)
                .list();
    }

    private UUID copy(Handle transaction, UUID delivery) {
        UUID copy = ids.next();
        transaction
                .createUpdate("""
                        insert into webhook_deliveries
                            (id, tenant_id, webhook_id, event_id, event_type, body, state, created_at, replay_of,
                             traceparent)
                        select :copy, tenant_id, webhook_id, event_id, event_type, body, 'PENDING', :now, id,
                               :traceparent
                        from webhook_deliveries where id = :id
                        """)
                .bind("copy", copy)
                .bind("now", clock.instant())
                .bind("traceparent", TraceContext.current())
                .bind("id", delivery)
                .execute();
        return copy;
    }

    private static Change replayed(UUID webhook, int deliveries) {
        return new Change(Webhooks.RECORD + ".replayed", Webhooks.RECORD, webhook, null, new Replayed(deliveries));
    }

    /**
     * Gives up a message that waits, so that those behind it go on.
     *
     * @throws ProblemException NOT_FOUND; STATE_CONFLICT if it does not wait any more
     */
    public WebhookDelivery skip(Actor actor, UUID webhook, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> {
            WebhookDelivery before = find(transaction, webhook, id, " for no key update");
            if (before.state() != State.PENDING) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT,
                        "The delivery is " + before.state() + ": only one that is PENDING can be skipped.");
            }
            transaction
                    .createUpdate("update webhook_deliveries set state = 'SKIPPED', finished_at = :now where id = :id")
                    .bind("now", clock.instant())
                    .bind("id", id)
                    .execute();
            WebhookRows.tryNow(transaction, webhook);
            WebhookDelivery after = find(transaction, webhook, id, "");
            changes.record(
                    transaction, actor, Change.of("webhook-delivery.skipped", "webhook-delivery", id, before, after));
            return after;
        });
    }

    private static WebhookDelivery find(Handle transaction, UUID webhook, UUID id, String lock) {
        return transaction
                .createQuery(SELECT + "where id = :id and webhook_id = :webhook" + lock)
                .bind("id", id)
                .bind("webhook", webhook)
                .mapTo(WebhookDelivery.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("delivery"));
    }
}
