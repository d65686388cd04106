package dev.marque.keygen.machine;

import dev.marque.kernel.id.Ids;
import dev.marque.keygen.details.Metadata;
import dev.marque.keygen.wire.Failure;
import dev.marque.keys.json.Json;
import dev.marque.licensing.activation.FoundMachine;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.identity.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The hardware of machines. Thread-safe. */
@Singleton
public final class Components extends PartStore<Component> {

    private static final String RECORD = "component";

    private final Ids ids;

    @Inject
    Components(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        super("keygen_components", RECORD, database, changes, clock);
        this.ids = ids;
    }

    /**
     * What it takes to add one.
     *
     * @param pointer where its fingerprint stands in the body
     */
    public record NewComponent(
            String fingerprint, String name, Map<String, @Nullable Object> metadata, String pointer) {}

    /**
     * Adds a part.
     *
     * @param oncePerLicense whether no other machine of the license may have it
     * @throws Failure 422 for a fingerprint that is there
     */
    public Component add(Actor actor, FoundMachine machine, NewComponent input, boolean oncePerLicense) {
        Instant now = now();
        Component made = new Component(
                ids.next(),
                machine.activation().id(),
                machine.license().id(),
                input.fingerprint(),
                input.name(),
                input.metadata(),
                now,
                now);
        return database().inEnvironment(actor.where(), transaction -> {
            if (oncePerLicense) {
                Turn.take(transaction, machine.license().id());
            }
            if ((oncePerLicense && isTaken(transaction, made)) || !insert(transaction, actor, made)) {
                throw Failure.unprocessable(input.pointer(), "FINGERPRINT_TAKEN", "has already been taken");
            }
            changes().record(transaction, actor, Change.created(RECORD, made.id(), made));
            return made;
        });
    }

    private static boolean isTaken(Handle transaction, Component component) {
        return transaction
                .createQuery("""
                        select exists (select from keygen_components
                                       where license_id = :license and fingerprint = :fingerprint)
                        """)
                .bind("license", component.licenseId())
                .bind("fingerprint", component.fingerprint())
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean insert(Handle transaction, Actor actor, Component component) {
        return transaction
                        .createUpdate("""
                                insert into keygen_components (id, tenant_id, machine_id, license_id, fingerprint, name,
                                                               metadata, created_at, updated_at)
                                values (:id, :tenant, :machineId, :licenseId, :fingerprint, :name, cast(:json as jsonb),
                                        :createdAt, :updatedAt)
                                on conflict (tenant_id, machine_id, fingerprint) do nothing
                                """)
                        .bind("tenant", actor.tenant())
                        .bind("json", Json.write(component.metadata()))
                        .bindMethods(component)
                        .execute()
                == 1;
    }

    /** What parts a machine has. */
    public Set<String> fingerprints(Actor actor, UUID machine) {
        return database().inEnvironment(actor.where(), transaction -> transaction
                .createQuery("select fingerprint from keygen_components where machine_id = :machine")
                .bind("machine", machine)
                .mapTo(String.class)
                .set());
    }

    /** Changes name and texts; what is null stays. */
    public Component update(
            Actor actor, Component before, @Nullable String name, @Nullable Map<String, @Nullable Object> metadata) {
        Component after = new Component(
                before.id(),
                before.machineId(),
                before.licenseId(),
                before.fingerprint(),
                name == null ? before.name() : name,
                metadata == null ? before.metadata() : metadata,
                before.createdAt(),
                now());
        return database().inEnvironment(actor.where(), transaction -> {
            transaction
                    .createUpdate("""
                            update keygen_components
                            set name = :name, metadata = cast(:json as jsonb), updated_at = :updatedAt where id = :id
                            """)
                    .bind("json", Json.write(after.metadata()))
                    .bindMethods(after)
                    .execute();
            changes().record(transaction, actor, Change.of(RECORD + ".updated", RECORD, after.id(), before, after));
            return after;
        });
    }

    @Override
    Component map(ResultSet row) throws SQLException {
        return new Component(
                row.getObject("id", UUID.class),
                row.getObject("machine_id", UUID.class),
                row.getObject("license_id", UUID.class),
                row.getString("fingerprint"),
                row.getString("name"),
                Metadata.read(row.getString("metadata")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
