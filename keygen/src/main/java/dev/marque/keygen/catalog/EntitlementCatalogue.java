package dev.marque.keygen.catalog;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.keygen.details.Metadata;
import dev.marque.keys.json.Json;
import dev.marque.licensing.license.License;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The entitlements that Keygen's clients named. Whether a license grants one, its features say. Thread-safe. */
@Singleton
public class EntitlementCatalogue {

    private static final String RECORD = "entitlement";

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;

    @Inject
    EntitlementCatalogue(Database database, ChangeLog changes, InstantSource clock, Ids ids) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws ProblemException ALREADY_EXISTS for a code that is there, upper and lower case being the same */
    public Entitlement create(
            Actor actor, String code, String feature, String name, Map<String, @Nullable Object> metadata) {
        Instant now = now();
        Entitlement made = new Entitlement(ids.next(), code, feature, name, metadata, now, now);
        return database.inEnvironment(actor.where(), transaction -> {
            int inserted = bind(transaction, actor, made, """
                    insert into keygen_entitlements (id, tenant_id, code, feature, name, metadata, created_at, updated_at)
                    values (:id, :tenant, :code, :feature, :name, cast(:json as jsonb), :createdAt, :updatedAt)
                    on conflict (tenant_id, environment, feature) do nothing
                    """);
            if (inserted == 0) {
                String detail = "has already been taken";
                throw new ProblemException(
                        ProblemType.ALREADY_EXISTS, "The code " + detail, List.of(FieldError.inBody("/code", detail)));
            }
            changes.record(transaction, actor, Change.created(RECORD, made.id(), made));
            return made;
        });
    }

    /** Changes name and texts; the code is in licenses, and stays. */
    public Entitlement update(
            Actor actor, UUID id, @Nullable String name, @Nullable Map<String, @Nullable Object> metadata) {
        return database.inEnvironment(actor.where(), transaction -> {
            Entitlement before = read(transaction, id, " for update").orElseThrow(EntitlementCatalogue::missing);
            Entitlement after = new Entitlement(
                    id,
                    before.code(),
                    before.feature(),
                    name == null ? before.name() : name,
                    metadata == null ? before.metadata() : metadata,
                    before.createdAt(),
                    now());
            bind(transaction, actor, after, """
                    update keygen_entitlements set name = :name, metadata = cast(:json as jsonb), updated_at = :updatedAt
                    where id = :id
                    """);
            changes.record(transaction, actor, Change.of(RECORD + ".updated", RECORD, id, before, after));
            return after;
        });
    }

    /** Forgets what was said; licenses go on granting the feature. */
    public void delete(Actor actor, UUID id) {
        database.runInEnvironment(actor.where(), transaction -> {
            Entitlement before = read(transaction, id, " for update").orElseThrow(EntitlementCatalogue::missing);
            transaction
                    .createUpdate("delete from keygen_entitlements where id = :id")
                    .bind("id", id)
                    .execute();
            changes.record(transaction, actor, new Change(RECORD + ".deleted", RECORD, id, before, null));
        });
    }

    public Optional<Entitlement> find(Actor actor, UUID id) {
        return database.inEnvironment(actor.where(), transaction -> read(transaction, id, ""));
    }

    /** By its code, however it is written. */
    public Optional<Entitlement> findByFeature(Actor actor, String feature) {
        return byFeature(actor, List.of(feature)).values().stream().findFirst();
    }

    /** Newest first. */
    public Page<Entitlement> list(Actor actor, PageRequest request) {
        List<Entitlement> rows = database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("""
                        select * from keygen_entitlements
                        where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list());
        return Page.of(rows, request, Entitlement::id);
    }

    /** The entitlements of features; those that nobody said anything about are told as well as can be. */
    public List<Entitlement> of(Actor actor, Collection<String> features, Instant since) {
        Map<String, Entitlement> said = byFeature(actor, features);
        return features.stream()
                .map(feature -> {
                    Entitlement known = said.get(feature);
                    return known == null ? Entitlement.unsaid(actor.tenant().value(), feature, since) : known;
                })
                .toList();
    }

    /** What a license grants now. */
    public List<Entitlement> of(Actor actor, License license) {
        return of(actor, license.featureCodes(now()), license.createdAt());
    }

    private Map<String, Entitlement> byFeature(Actor actor, Collection<String> features) {
        return database.inEnvironment(actor.where(), transaction -> transaction
                .createQuery("select * from keygen_entitlements where feature = any(:features)")
                .bind("features", features.toArray(String[]::new))
                .map((row, context) -> map(row))
                .stream()
                .collect(Collectors.toMap(Entitlement::feature, Function.identity(), (one, other) -> one)));
    }

    private static Optional<Entitlement> read(Handle transaction, UUID id, String lock) {
        return transaction
                .createQuery("select * from keygen_entitlements where id = :id" + lock)
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne();
    }

    private static int bind(Handle transaction, Actor actor, Entitlement entitlement, String sql) {
        return transaction
                .createUpdate(sql)
                .bind("tenant", actor.tenant())
                .bind("json", Json.write(entitlement.metadata()))
                .bindMethods(entitlement)
                .execute();
    }

    private static Entitlement map(ResultSet row) throws SQLException {
        return new Entitlement(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("feature"),
                row.getString("name"),
                Metadata.read(row.getString("metadata")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static ProblemException missing() {
        return ProblemException.notFound(RECORD);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
