package dev.marque.licensing.activation;

import dev.marque.kernel.page.PageRequest;
import dev.marque.keys.fingerprint.Fingerprint;
import dev.marque.licensing.policy.Purpose;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.identity.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** Activations as rows. Active ones are read; others are history. */
final class ActivationRows {

    private static final String SELECT =
            "select * from license_activations where license_id = :license" + " and deactivated_at is null ";

    private static final String INSERT = """
            insert into license_activations (id, tenant_id, license_id, fingerprint, components, name, app_version, platform,
                                             address, purpose, activated_at, refreshed_at, activated_by)
            values (:id, :tenant, :licenseId, :value, cast(:components as jsonb), :name, :appVersion, :platform,
                    :address, :purpose, :activatedAt, :refreshedAt, :by)
            """;

    private static final String KEEPING =
            "on conflict (tenant_id, license_id, fingerprint) where deactivated_at is null do nothing";

    private static final String UPDATE = """
            update license_activations
            set name = :name, app_version = :appVersion, platform = :platform, address = :address,
                refreshed_at = :refreshedAt, fingerprint = :value, components = cast(:components as jsonb),
                adopted_at = cast(:adopted as jsonb)
            where id = :id
            """;

    private ActivationRows() {}

    /** One that begins. */
    record Begun(Actor by, Activation activation) {}

    /** One that ends. */
    record Ended(UUID id, Actor.Kind by) {}

    /** The active ones of these, by their ids. */
    static Map<UUID, Activation> find(Handle transaction, Set<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : transaction
                        .createQuery(
                                "select * from license_activations where id = any (:ids) and deactivated_at is null")
                        .bind("ids", ids.toArray(UUID[]::new))
                        .map((row, context) -> map(row))
                        .stream()
                        .collect(Collectors.toMap(Activation::id, Function.identity()));
    }

    static Optional<Activation> find(Handle transaction, UUID licenseId, UUID id) {
        return transaction
                .createQuery(SELECT + "and id = :id")
                .bind("license", licenseId)
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne();
    }

    /** How many there are for that purpose. */
    static int count(Handle transaction, UUID licenseId, Purpose purpose) {
        return transaction
                .createQuery("select count(*) from license_activations"
                        + " where license_id = :license and deactivated_at is null and purpose = :purpose")
                .bind("license", licenseId)
                .bind("purpose", purpose)
                .mapTo(Integer.class)
                .one();
    }

    /** The one of that purpose that was heard of least recently, by heartbeat, by asking for a token or whether to go on. */
    static Optional<Activation> longestUnseen(Handle transaction, UUID licenseId, Purpose purpose) {
        return transaction
                .createQuery(SELECT + "and purpose = :purpose"
                        + " order by greatest(refreshed_at, last_heartbeat_at, seen_at), id limit 1")
                .bind("license", licenseId)
                .bind("purpose", purpose)
                .map((row, context) -> map(row))
                .findOne();
    }

    static List<Activation> list(Handle transaction, UUID licenseId, PageRequest request) {
        return transaction
                .createQuery(SELECT + """
                        and (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("license", licenseId)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    /**
     * Ends the seats of machines that gave their last sign of life then or before. Rows that a heartbeat reaches first stay.
     *
     * @param fromCreation whether the activation counts as a sign of life
     */
    static List<Activation> endSilent(
            Handle transaction, UUID licenseId, Instant lostSince, boolean fromCreation, Instant now) {
        return transaction
                .createQuery("""
                        with silent as (
                            update license_activations set deactivated_at = :now, deactivated_by = 'SYSTEM'
                            where license_id = :license and deactivated_at is null
                              and coalesce(last_heartbeat_at, case when :fromCreation then activated_at end) <= :lostSince
                            returning *
                        )
                        select * from silent order by id
                        """)
                .bind("license", licenseId)
                .bind("lostSince", lostSince)
                .bind("fromCreation", fromCreation)
                .bind("now", now)
                .map((row, context) -> map(row))
                .list();
    }

    static Activation map(ResultSet row) throws SQLException {
        return new Activation(
                Columns.id(row, "id"),
                Columns.id(row, "license_id"),
                new Fingerprint(Columns.text(row, "fingerprint"), JsonColumns.texts(row.getString("components"))),
                Columns.constant(row, "purpose", Purpose.class),
                Columns.textOrNull(row, "name"),
                Columns.textOrNull(row, "app_version"),
                Columns.textOrNull(row, "platform"),
                Columns.textOrNull(row, "address"),
                Columns.instant(row, "activated_at"),
                Columns.instant(row, "refreshed_at"),
                Columns.instantOrNull(row, "last_heartbeat_at"),
                Columns.instantOrNull(row, "revived_at"),
                Columns.instantOrNull(row, "seen_at"),
                instants(JsonColumns.texts(row.getString("adopted_at"))));
    }

    private static SortedMap<String, Instant> instants(SortedMap<String, String> texts) {
        SortedMap<String, Instant> instants = new TreeMap<>();
        texts.forEach((name, text) -> instants.put(name, Instant.parse(text)));
        return instants;
    }

    /** Whether it was inserted; false if a machine with this fingerprint value is active already. */
    static boolean insert(Handle transaction, Actor by, Activation activation) {
        return bound(transaction.createUpdate(INSERT + KEEPING), new Begun(by, activation))
                        .execute()
                == 1;
    }

    /** Inserts them in one round trip. It fails if a machine with such a fingerprint value is active already. */
    static void insert(Handle transaction, List<Begun> begun) {
        PreparedBatch batch = transaction.prepareBatch(INSERT);
        begun.forEach(each -> bound(batch, each).add());
        batch.execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Begun begun) {
        Activation activation = begun.activation();
        return bound(statement, activation)
                .bind("tenant", begun.by().tenant())
                .bind("by", begun.by().kind().name());
    }

    static void update(Handle transaction, Activation activation) {
        bound(transaction.createUpdate(UPDATE), activation).execute();
    }

    /** Updates them in one round trip. */
    static void update(Handle transaction, List<Activation> activations) {
        PreparedBatch batch = transaction.prepareBatch(UPDATE);
        activations.forEach(each -> bound(batch, each).add());
        batch.execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Activation activation) {
        return statement
                .bind("value", activation.fingerprint().value())
                .bind("components", JsonColumns.write(activation.fingerprint().components()))
                .bind("adopted", JsonColumns.write(activation.adoptedAt()))
                .bindMethods(activation);
    }

    static void forgetHeartbeats(Handle transaction, UUID id) {
        transaction
                .createUpdate(
                        "update license_activations set last_heartbeat_at = null, revived_at = null where id = :id")
                .bind("id", id)
                .execute();
    }

    static void end(Handle transaction, UUID id, Actor.Kind by, Instant now) {
        end(transaction, List.of(new Ended(id, by)), now);
    }

    /** Ends them in one round trip. */
    static void end(Handle transaction, List<Ended> ended, Instant now) {
        PreparedBatch batch = transaction.prepareBatch(
                "update license_activations set deactivated_at = :now, deactivated_by = :by where id = :id");
        for (Ended each : ended) {
            batch.bind("by", each.by().name())
                    .bind("id", each.id())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
    }

    /** When a machine was taken off; nothing if it is active, or there is none. */
    static Optional<Instant> endedAt(Handle transaction, UUID licenseId, UUID id) {
        return transaction
                .createQuery("""
                        select deactivated_at from license_activations
                        where license_id = :license and id = :id and deactivated_at is not null
                        """)
                .bind("license", licenseId)
                .bind("id", id)
                .mapTo(Instant.class)
                .findOne();
    }
}
