package dev.marque.platform.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marque.kernel.id.Ids;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.observe.TraceContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Writes what happened: for people into {@code audit_logs}, for machines into {@code outbox}. Thread-safe. */
@Singleton
public class ChangeLog {

    private static final String AUDIT = """
            insert into audit_logs (id, tenant_id, occurred_at, actor_kind, actor_id, actor_name, action,
                                    record_type, record_id, before, after, request_id, address, user_agent)
            values (:id, :tenant, :now, :actorKind, :actorId, :actorName, :action,
                    :recordType, :recordId, cast(:before as jsonb), cast(:after as jsonb),
                    :requestId, :address, :userAgent)
            """;

    private static final String PUBLISH = """
            insert into outbox (id, tenant_id, aggregate_type, aggregate_id, type, payload, occurred_at, traceparent)
            values (:event, :tenant, :recordType, :recordId, :action, cast(:payload as jsonb), :now, :traceparent)
            """;

    private static final String RECORD = "with audited as (" + AUDIT + ")\n" + PUBLISH;

    private final ObjectMapper json;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public ChangeLog(ObjectMapper json, InstantSource clock, Ids ids) {
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A change of one of many callers.
     *
     * @param traceparent of its call; null if that is not traced
     */
    public record Made(Actor by, Change change, @Nullable String traceparent) {}

    /** Records a change within the transaction that makes it, in one round trip. */
    public void record(Handle transaction, Actor actor, Change change) {
        recorded(transaction.createUpdate(RECORD), new Made(actor, change, TraceContext.current()))
                .execute();
    }

    /** Records changes within the transaction that makes them, in one round trip. */
    public void record(Handle transaction, List<Made> changes) {
        PreparedBatch batch = transaction.prepareBatch(RECORD);
        for (Made made : changes) {
            recorded(batch, made).add();
        }
        batch.execute();
    }

    private <S extends SqlStatement<S>> S recorded(S statement, Made made) {
        Change change = made.change();
        JsonNode before = json.valueToTree(change.before());
        JsonNode after = json.valueToTree(change.after());
        JsonNode record = after.isObject() ? after : before;
        return audited(
                        statement,
                        made.by(),
                        change,
                        withoutEqualFields(before, after),
                        withoutEqualFields(after, before))
                .bind("event", ids.next())
                .bind("payload", record.isObject() ? record.toString() : "{}")
                .bind("traceparent", made.traceparent());
    }

    /** Records something that concerns people only, such as a secret being shown: audited, not published. */
    public void auditOnly(Handle transaction, Actor actor, Change change) {
        audited(
                        transaction.createUpdate(AUDIT),
                        actor,
                        change,
                        json.valueToTree(change.before()),
                        json.valueToTree(change.after()))
                .execute();
    }

    private <S extends SqlStatement<S>> S audited(
            S statement, Actor actor, Change change, JsonNode before, JsonNode after) {
        return statement
                .bind("id", ids.next())
                .bind("tenant", actor.tenant())
                .bind("now", clock.instant())
                .bind("actorKind", actor.kind().name())
                .bind("actorId", actor.id())
                .bind("actorName", actor.name())
                .bind("action", change.action())
                .bind("recordType", change.recordType())
                .bind("recordId", change.recordId())
                .bind("before", text(before))
                .bind("after", text(after))
                .bind("requestId", actor.origin().requestId())
                .bind("address", actor.origin().address())
                .bind("userAgent", actor.origin().userAgent());
    }

    private static JsonNode withoutEqualFields(JsonNode record, JsonNode other) {
        if (!(record instanceof ObjectNode) || !(other instanceof ObjectNode)) {
            return record;
        }
        ObjectNode difference = record.deepCopy();
        other.properties().forEach(field -> {
            if (field.getValue().equals(difference.get(field.getKey()))) {
                difference.remove(field.getKey());
            }
        });
        return difference;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node.toString();
    }
}
