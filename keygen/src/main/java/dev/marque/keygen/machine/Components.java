package dev.marque.keygen.machine;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The parts of machines. Whether the caller reaches the machine, its search has decided before. Thread-safe. */
@Singleton
public class Components {

    private static final String RECORD = "component";

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    Components(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Component made = new Component(
                ids.next(),
                machine.activation().id(),
                machine.license().id(),
                input.fingerprint(),
                input.name(),
                input.metadata(),
                now,
                now);
        return database.inEnvironment(actor.where(), transaction -> {
            if (oncePerLicense) {
                Turn.take(transaction, machine.license().id());
            }
            if ((oncePerLicense && isTaken(transaction, made)) || !insert(transaction, actor, made)) {
                throw Failure.unprocessable(input.pointer(), "FINGERPRINT_TAKEN", "has already been taken");
            }
            changes.record(transaction, actor, Change.created(RECORD, made.id(), made));
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

    public Optional<Component> find(Actor actor, UUID id) {
        return database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("select * from keygen_components where id = :id")
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne());
    }

    /**
     * Newest first.
     *
     * @param machine null for those of all machines
     * @param license null for those of all licenses
     */
    public Page<Component> list(Actor actor, @Nullable UUID machine, @Nullable UUID license, PageRequest request) {
        List<Component> rows = database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("""
                        select * from keygen_components
                        where (cast(:machine as uuid) is null or machine_id = :machine)
                          and (cast(:license as uuid) is null or license_id = :license)
                          and (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("machine", machine)
                .bind("license", license)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list());
        return Page.of(rows, request, Component::id);
    }

    /** What parts a machine has. */
    public Set<String> fingerprints(Actor actor, UUID machine) {
        return database.inEnvironment(actor.where(), transaction -> transaction
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
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return database.inEnvironment(actor.where(), transaction -> {
            transaction
                    .createUpdate("""
                            update keygen_components
                            set name = :name, metadata = cast(:json as jsonb), updated_at = :updatedAt where id = :id
                            """)
                    .bind("json", Json.write(after.metadata()))
                    .bindMethods(after)
                    .execute();
            changes.record(transaction, actor, Change.of(RECORD + ".updated", RECORD, after.id(), before, after));
            return after;
        });
    }

    /** Removes it; what is gone already is no matter. */
    public void remove(Actor actor, Component component) {
        database.runInEnvironment(actor.where(), transaction -> {
            int removed = transaction
                    .createUpdate("delete from keygen_components where id = :id")
                    .bind("id", component.id())
                    .execute();
            if (removed == 1) {
                changes.record(
                        transaction, actor, new Change(RECORD + ".deleted", RECORD, component.id(), component, null));
            }
        });
    }

    /** Forgets the parts of a machine that is taken off. */
    void forget(Actor actor, UUID machine) {
        database.runInEnvironment(actor.where(), transaction -> transaction
                .createUpdate("delete from keygen_components where machine_id = :machine")
                .bind("machine", machine)
                .execute());
    }

    private static Component map(ResultSet row) throws SQLException {
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
