package dev.marque.platform.outbox;

import dev.marque.kernel.id.Ids;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The SQL of the relay. A batch is two transactions: one leases lanes and reads, one notes what became of it. Nothing
 * is held in the database while consumers work.
 *
 * <p>Existence is asked for by {@code (select true … limit 1)}, which PostgreSQL answers by one look into an index. An
 * {@code exists} it may turn into a join, and which one hangs on statistics; those of a queue are of another moment, and
 * a wrong one reads all that waits, for each batch.
 */
final class EventQueue {

    private final Database database;
    private final InstantSource clock;
    private final Ids ids;
    private final RelaySettings settings;

    EventQueue(Database database, InstantSource clock, Ids ids, RelaySettings settings) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.settings = settings;
    }

    /** The tenants for which something is due. */
    List<TenantId> tenantsWithWork(String consumer) {
        return database.withoutTenant(transaction -> transaction
                .createQuery("select * from tenants_with_events(:consumer, :now)")
                .bind("consumer", consumer)
                .bind("now", clock.instant())
                .mapTo(TenantId.class)
                .list());
    }

    /** Takes lanes that have work and that no process holds; empty when there are none. */
    Optional<Batch> claim(TenantId tenant, String consumer) {
        Instant now = clock.instant();
        UUID holder = ids.next();
        return database.inTenant(tenant, transaction -> {
            List<Integer> lanes = lease(transaction, consumer, holder, now);
            return lanes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Batch(tenant, consumer, holder, lanes, read(transaction, consumer, lanes, now)));
        });
    }

    /** Makes the rows of a tenant's lanes, if they are not there yet. */
    void openLanes(TenantId tenant, String consumer) {
        database.runInTenant(tenant, transaction -> transaction
                .createUpdate("""
                        insert into event_lanes (tenant_id, consumer, lane, leased_until)
                        select :tenant, :consumer, lane, '-infinity' from generate_series(0, :last) lane
                        on conflict do nothing
                        """)
                .bind("tenant", tenant)
                .bind("consumer", consumer)
                .bind("last", RelaySettings.LANES - 1)
                .execute());
    }

    private List<Integer> lease(Handle transaction, String consumer, UUID holder, Instant now) {
        return transaction
                .createQuery("""
                        with free as (
                            select l.lane from event_lanes l
                            where l.consumer = :consumer and l.leased_until <= clock_timestamp()
                              and (select true from event_deliveries d
                                   where d.consumer = l.consumer and d.lane = l.lane
                                     and (d.next_attempt_at is null or d.next_attempt_at <= :now) limit 1)
                            order by l.leased_until limit :most
                            for update skip locked)
                        update event_lanes l
                        set holder = :holder, leased_until = clock_timestamp() + make_interval(secs => :seconds)
                        from free where l.consumer = :consumer and l.lane = free.lane
                        returning l.lane
                        """)
                .bind("consumer", consumer)
                .bind("now", now)
                .bind("most", settings.lanesAtOnce())
                .bind("holder", holder)
                .bind("seconds", settings.lease().toMillis() / 1000.0)
                .mapTo(Integer.class)
                .list();
    }

    /** What may be handed over now: nothing of an aggregate whose first event waits for its time or is dead. */
    private List<QueuedEvent> read(Handle transaction, String consumer, List<Integer> lanes, Instant now) {
        return transaction
                .createQuery("""
                        select q.position, q.attempts, o.id, o.tenant_id, o.type, o.aggregate_type, o.aggregate_id,
                               o.payload, o.occurred_at, o.environment, o.traceparent
                        from unnest(:lanes) l (lane)
                        cross join lateral (
                            select d.position, d.attempts, d.event_id from event_deliveries d
                            where d.consumer = :consumer and d.lane = l.lane
                              and (select true from event_deliveries waiting
                                   where waiting.consumer = d.consumer and waiting.aggregate_id = d.aggregate_id
                                     and waiting.next_attempt_at > :now limit 1) is null
                              and (select true from dead_letters dead
                                   where dead.consumer = d.consumer and dead.aggregate_id = d.aggregate_id
                                   limit 1) is null
                            order by d.position limit :perLane) q
                        join outbox o on o.id = q.event_id
                        order by q.position
                        """)
                .bindArray("lanes", Integer.class, lanes)
                .bind("consumer", consumer)
                .bind("now", now)
                .bind("perLane", settings.eventsPerLane())
                .mapTo(QueuedEvent.class)
                .list();
    }

    /** Notes what became of a batch and gives its lanes back. */
    void complete(Batch batch, List<Outcome> outcomes) {
        List<Long> delivered = outcomes.stream()
                .filter(Outcome.Delivered.class::isInstance)
                .map(outcome -> outcome.queued().position())
                .toList();
        List<Outcome.Failed> failed = outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .toList();
        database.runInTenant(batch.tenant(), transaction -> {
            forget(transaction, delivered);
            // Without the lanes this process no longer speaks for them: whoever took them over tries for itself.
            if (giveBack(transaction, batch)) {
                postpone(transaction, failed);
                bury(transaction, batch, failed);
            }
        });
    }

    private static boolean giveBack(Handle transaction, Batch batch) {
        int held = transaction
                .createUpdate("""
                        update event_lanes set holder = null, leased_until = clock_timestamp()
                        where consumer = :consumer and lane = any(:lanes) and holder = :holder
                        """)
                .bind("consumer", batch.consumer())
                .bindArray("lanes", Integer.class, batch.lanes())
                .bind("holder", batch.holder())
                .execute();
        return held == batch.lanes().size();
    }

    private static void forget(Handle transaction, List<Long> positions) {
        transaction
                .createUpdate("delete from event_deliveries where position = any(:positions)")
                .bindArray("positions", Long.class, positions)
                .execute();
    }

    private void postpone(Handle transaction, List<Outcome.Failed> failed) {
        Instant now = clock.instant();
        PreparedBatch updates = transaction.prepareBatch("""
                update event_deliveries set attempts = :attempts, next_attempt_at = :next, error = :error
                where position = :position
                """);
        for (Outcome.Failed failure : failed) {
            nextAttempt(failure, now).ifPresent(next -> updates.bind("next", next)
                    .bind("attempts", failures(failure))
                    .bind("error", failure.error())
                    .bind("position", failure.queued().position())
                    .add());
        }
        if (updates.size() > 0) {
            updates.execute();
        }
    }

    private Optional<Instant> nextAttempt(Outcome.Failed failure, Instant now) {
        return failure.consumerAway()
                ? Optional.of(settings.backoff().later(failures(failure), now))
                : settings.backoff().next(failures(failure), now);
    }

    /** With this one. Those for which the event cannot be blamed never use up its last attempt. */
    private int failures(Outcome.Failed failure) {
        int failures = failure.queued().attempts() + 1;
        return failure.consumerAway() ? Math.min(failures, settings.backoff().attempts() - 1) : failures;
    }

    private void bury(Handle transaction, Batch batch, List<Outcome.Failed> failed) {
        Instant now = clock.instant();
        for (Outcome.Failed failure : failed) {
            if (nextAttempt(failure, now).isEmpty()) {
                transaction
                        .createUpdate("""
                                with dead as (
                                    delete from event_deliveries where position = :position returning *)
                                insert into dead_letters (id, tenant_id, consumer, event_id, aggregate_id, lane,
                                                          position, attempts, error, queued_at, died_at)
                                select :id, tenant_id, consumer, event_id, aggregate_id, lane,
                                       position, attempts + 1, :error, queued_at, :now
                                from dead where consumer = :consumer
                                """)
                        .bind("position", failure.queued().position())
                        .bind("id", ids.next())
                        .bind("error", failure.error())
                        .bind("consumer", batch.consumer())
                        .bind("now", now)
                        .execute();
            }
        }
    }
}
