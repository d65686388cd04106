package dev.marque.platform.outbox;

import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Events that consumers did not take. Somebody looks, mends the cause, and replays them; or skips them. Thread-safe. */
@Singleton
public class DeadLetters {

    private static final String RECORD = "dead-letter";
    private static final String SELECT = """
            select l.id, l.consumer, l.event_id, o.type, o.aggregate_type, l.aggregate_id, l.attempts, l.error,
                   o.occurred_at, l.died_at, o.payload
            from dead_letters l join outbox o on o.id = l.event_id
            """;

    private final Database database;
    private final ChangeLog changes;

    @Inject
    public DeadLetters(Database database, ChangeLog changes) {
        this.database = database;
        this.changes = changes;
    }

    /**
     * The tenant's dead letters, the latest first.
     *
     * @param consumer only those of this consumer; null for all
     */
    public Page<DeadLetter> list(Actor actor, @Nullable String consumer, PageRequest request) {
        List<DeadLetter> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery(SELECT + """
                        where (cast(:consumer as text) is null or l.consumer = :consumer)
                          and (cast(:after as uuid) is null or l.id < :after)
                        order by l.id desc limit :limit
                        """)
                .bind("consumer", consumer)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(DeadLetter.class)
                .list());
        return Page.of(rows, request, DeadLetter::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public DeadLetter get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> find(transaction, id));
    }

    /**
     * Puts it back to where it was in the order, with its attempts counted anew. The relay then tries it at once.
     *
     * @throws ProblemException NOT_FOUND, also when it was replayed or skipped already
     */
    public void replay(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            DeadLetter letter = find(transaction, id);
            transaction.createUpdate("""
                            with alive as (delete from dead_letters where id = :id returning *)
                            insert into event_deliveries (position, tenant_id, consumer, event_id, aggregate_id, lane,
                                                          queued_at)
                            select position, tenant_id, consumer, event_id, aggregate_id, lane, queued_at from alive
                            """).bind("id", id).execute();
            changes.auditOnly(transaction, actor, gone("replayed", letter));
        });
    }

    /**
     * Gives it up: its consumer never gets this event, and the later ones of the record go on.
     *
     * @throws ProblemException NOT_FOUND, also when it was replayed or skipped already
     */
    public void skip(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            DeadLetter letter = find(transaction, id);
            transaction
                    .createUpdate("delete from dead_letters where id = :id")
                    .bind("id", id)
                    .execute();
            changes.auditOnly(transaction, actor, gone("skipped", letter));
        });
    }

    private static Change gone(String what, DeadLetter letter) {
        return new Change(RECORD + "." + what, RECORD, letter.id(), letter.summary(), null);
    }

    private static DeadLetter find(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where l.id = :id")
                .bind("id", id)
                .mapTo(DeadLetter.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("dead letter"));
    }
}
