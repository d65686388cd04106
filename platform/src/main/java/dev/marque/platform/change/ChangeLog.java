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
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what happened: for people into {@code audit_logs}, for machines into {@code outbox}. Thread-safe. */
@Singleton
public class ChangeLog {

    private final ObjectMapper json;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    public ChangeLog(ObjectMapper json, InstantSource clock, Ids ids) {
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    /** Records a change within the transaction that makes it. */
    public void record(Handle transaction, Actor actor, Change change) {
        JsonNode before = json.valueToTree(change.before());
        JsonNode after = json.valueToTree(change.after());
        audit(transaction, actor, change, withoutEqualFields(before, after), withoutEqualFields(after, before));
        publish(transaction, actor, change, after.isObject() ? after : before);
    }

    /** Records something that concerns people only, such as a secret being shown: audited, not published. */
    public void auditOnly(Handle transaction, Actor actor, Change change) {
        audit(transaction, actor, change, json.valueToTree(change.before()), json.valueToTree(change.after()));
    }

    private void audit(Handle transaction, Actor actor, Change change, JsonNode before, JsonNode after) {
        transaction
                .createUpdate("""
                        insert into audit_logs (id, tenant_id, occurred_at, actor_kind, actor_id, actor_name, action,
                                                record_type, record_id, before, after, request_id, address, user_agent)
                        values (:id, :tenant, :now, :actorKind, :actorId, :actorName, :action,
                                :recordType, :recordId, cast(:before as jsonb), cast(:after as jsonb),
                                :requestId, :address, :userAgent)
                        """)
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
                .bind("userAgent", actor.origin().userAgent())
                .execute();
    }

    private void publish(Handle transaction, Actor actor, Change change, JsonNode record) {
        UUID eventId = ids.next();
        transaction
                .createUpdate("""
                        insert into outbox (id, tenant_id, aggregate_type, aggregate_id, type, payload, occurred_at,
                                            traceparent)
                        values (:id, :tenant, :aggregateType, :aggregateId, :type, cast(:payload as jsonb), :now,
                                :traceparent)
                        """)
                .bind("id", eventId)
                .bind("tenant", actor.tenant())
                .bind("aggregateType", change.recordType())
                .bind("aggregateId", change.recordId())
                .bind("type", change.action())
                .bind("payload", record.isObject() ? record.toString() : "{}")
                .bind("now", clock.instant())
                .bind("traceparent", TraceContext.current())
                .execute();
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
