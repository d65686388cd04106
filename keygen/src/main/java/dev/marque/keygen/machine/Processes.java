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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What runs on machines. A process lives as long as it says so; whether it does follows from the time. Counted and added by
 * one at a time for each license, so that there are never more than it allows. Thread-safe.
 */
@Singleton
public final class Processes extends PartStore<Process> {

    private static final String RECORD = "process";

    private final Ids ids;

    @Inject
    Processes(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        super("keygen_processes", RECORD, database, changes, clock);
        this.ids = ids;
    }

    /**
     * How many there may be.
     *
     * @param most null for any number
     * @param perLicense whether those of all machines of the license count
     * @param life how long one lives without a sign of life
     */
    public record Room(@Nullable Long most, boolean perLicense, Duration life) {}

    /** @throws Failure 422 if there are as many as there may be, or one of that name lives on the machine */
    public Process start(
            Actor actor, FoundMachine machine, String pid, Map<String, @Nullable Object> metadata, Room room) {
        UUID license = machine.license().id();
        UUID id = machine.activation().id();
        return database().inEnvironment(actor.where(), transaction -> {
            Turn.take(transaction, license);
            Instant now = now();
            bury(transaction, license, now.minus(room.life()));
            Long most = room.most();
            if (most != null && alive(transaction, license, room.perLicense() ? null : id, Instant.EPOCH) >= most) {
                throw Failure.unprocessable(
                        "/data",
                        "MACHINE_PROCESS_LIMIT_EXCEEDED",
                        "process count has exceeded maximum allowed for " + (room.perLicense() ? "license" : "machine")
                                + " (" + most + ")");
            }
            Process made = new Process(ids.next(), id, license, pid, metadata, now, now, now);
            if (!insert(transaction, actor, made)) {
                throw Failure.unprocessable("/data/attributes/pid", "PID_TAKEN", "has already been taken");
            }
            changes().record(transaction, actor, Change.created(RECORD, made.id(), made));
            return made;
        });
    }

    /** Those that died are taken off by whoever starts the next. */
    private static void bury(Handle transaction, UUID license, Instant lastSignBy) {
        transaction
                .createUpdate("delete from keygen_processes where license_id = :license and last_heartbeat_at <= :by")
                .bind("license", license)
                .bind("by", lastSignBy)
                .execute();
    }

    private static boolean insert(Handle transaction, Actor actor, Process process) {
        return transaction
                        .createUpdate("""
                                insert into keygen_processes (id, tenant_id, machine_id, license_id, pid, metadata,
                                                              last_heartbeat_at, created_at, updated_at)
                                values (:id, :tenant, :machineId, :licenseId, :pid, cast(:json as jsonb),
                                        :lastHeartbeatAt, :createdAt, :updatedAt)
                                on conflict (tenant_id, machine_id, pid) do nothing
                                """)
                        .bind("tenant", actor.tenant())
                        .bind("json", Json.write(process.metadata()))
                        .bindMethods(process)
                        .execute()
                == 1;
    }

    /**
     * How many live.
     *
     * @param machine null for those of all machines of the license
     */
    public long alive(Actor actor, UUID license, @Nullable UUID machine, Duration life) {
        return database()
                .inEnvironment(actor.where(), transaction -> alive(transaction, license, machine, now().minus(life)));
    }

    private static long alive(Handle transaction, UUID license, @Nullable UUID machine, Instant since) {
        return transaction
                .createQuery("""
                        select count(*) from keygen_processes
                        where license_id = :license and (cast(:machine as uuid) is null or machine_id = :machine)
                          and last_heartbeat_at > :since
                        """)
                .bind("license", license)
                .bind("machine", machine)
                .bind("since", since)
                .mapTo(Long.class)
                .one();
    }

    /** @throws Failure 422 for one that is dead; 404 for one that was taken off meanwhile */
    public Process beat(Actor actor, Process process, Duration life) {
        Instant now = now();
        if (!process.isAlive(life, now)) {
            throw Failure.unprocessable("PROCESS_HEARTBEAT_DEAD", "is dead");
        }
        return write(actor, process.beating(now), null);
    }

    /** Changes the texts that go with it. */
    public Process describe(Actor actor, Process before, Map<String, @Nullable Object> metadata) {
        return write(actor, before.with(metadata, now()), before);
    }

    /** @param before null for what is not worth remembering: heartbeats come all the time */
    private Process write(Actor actor, Process after, @Nullable Process before) {
        return database().inEnvironment(actor.where(), transaction -> {
            int written = transaction
                    .createUpdate("""
                            update keygen_processes set metadata = cast(:json as jsonb),
                                last_heartbeat_at = greatest(last_heartbeat_at, :lastHeartbeatAt), updated_at = :updatedAt
                            where id = :id
                            """)
                    .bind("json", Json.write(after.metadata()))
                    .bindMethods(after)
                    .execute();
            if (written == 0) {
                throw Failure.notFound(RECORD, after.id().toString());
            }
            if (before != null) {
                changes().record(transaction, actor, Change.of(RECORD + ".updated", RECORD, after.id(), before, after));
            }
            return after;
        });
    }

    @Override
    Process map(ResultSet row) throws SQLException {
        return new Process(
                row.getObject("id", UUID.class),
                row.getObject("machine_id", UUID.class),
                row.getObject("license_id", UUID.class),
                row.getString("pid"),
                Metadata.read(row.getString("metadata")),
                row.getTimestamp("last_heartbeat_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
