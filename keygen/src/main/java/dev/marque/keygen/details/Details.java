package dev.marque.keygen.details;

import dev.marque.keys.json.Json;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What Keygen's clients say about records, and Marque's own API has no field for. A record of which nothing was said has no
 * row. Whether the caller may see or change the record, the service that owns it has decided before. Thread-safe.
 */
@Singleton
public class Details {

    /** Of what kind a record is. */
    public enum Kind {
        PRODUCT,
        POLICY,
        LICENSE,
        MACHINE,
        USER;

        private String record() {
            return this == MACHINE ? "activation" : name().toLowerCase(Locale.ROOT);
        }
    }

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    Details(Database database, ChangeLog changes, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
    }

    /** What is said about a record. */
    public Detail of(Actor actor, Kind kind, UUID id) {
        return of(actor, kind, List.of(id)).getOrDefault(id, Detail.NOTHING);
    }

    /** What is said about records; those are absent of which nothing is. */
    public Map<UUID, Detail> of(Actor actor, Kind kind, Collection<UUID> ids) {
        Map<UUID, Detail> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        database.runInEnvironment(actor.where(), transaction -> transaction
                .createQuery("""
                        select record_id, attributes from keygen_details
                        where kind = :kind and record_id = any(:ids)
                        """)
                .bind("kind", kind.name())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) ->
                        Map.entry(row.getObject("record_id", UUID.class), Detail.read(row.getString("attributes"))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
        return found;
    }

    /** Says something more about a record; what is null is said no more. */
    public void say(Actor actor, Kind kind, UUID id, Map<String, ? extends @Nullable Object> more) {
        say(actor, kind, id, more, "described");
    }

    /** @param participle what happened to the record, as the audit trail and webhooks call it */
    public void say(Actor actor, Kind kind, UUID id, Map<String, ? extends @Nullable Object> more, String participle) {
        if (more.isEmpty()) {
            return;
        }
        database.runInEnvironment(actor.where(), transaction -> {
            Detail before = locked(transaction, kind, id).orElse(Detail.NOTHING);
            Detail after = before.with(more);
            if (after.equals(before)) {
                return;
            }
            transaction
                    .createUpdate("""
                            insert into keygen_details (tenant_id, kind, record_id, attributes, updated_at)
                            values (:tenant, :kind, :id, cast(:attributes as jsonb), :now)
                            on conflict (tenant_id, kind, record_id) do update
                                set attributes = excluded.attributes, updated_at = excluded.updated_at
                            """)
                    .bind("tenant", actor.tenant())
                    .bind("kind", kind.name())
                    .bind("id", id)
                    .bind("attributes", Json.write(after.values()))
                    .bind("now", clock.instant())
                    .execute();
            String record = kind.record();
            changes.record(
                    transaction,
                    actor,
                    Change.of(record + "." + participle, record, id, before.values(), after.values()));
        });
    }

    private static Optional<Detail> locked(Handle transaction, Kind kind, UUID id) {
        return transaction
                .createQuery("select attributes from keygen_details where kind = :kind and record_id = :id for update")
                .bind("kind", kind.name())
                .bind("id", id)
                .map((row, context) -> Detail.read(row.getString("attributes")))
                .findOne();
    }
}
