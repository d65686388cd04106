package dev.marque.platform.environment;

import dev.marque.kernel.id.Ids;
import dev.marque.kernel.page.Page;
import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.FieldError;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.kernel.problem.ProblemType;
import dev.marque.platform.change.Change;
import dev.marque.platform.change.ChangeLog;
import dev.marque.platform.database.Database;
import dev.marque.platform.database.WholeTenant;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.EnvironmentCode;
import dev.marque.platform.tenant.TenantEnvironment;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The environments that a tenant made beside production, which is always there and is none of these. Thread-safe. */
public class Environments {

    /** How many a tenant may have: every job goes through all of them. */
    public static final int MOST = 20;

    private static final String RECORD = "environment";
    private static final String SELECT = "select id, code, name, kind, created_at from environments ";

    private final Database database;
    private final ChangeLog changes;
    private final InstantSource clock;
    private final Ids ids;
    private final List<String> tables;

    public Environments(
            Database database,
            ChangeLog changes,
            InstantSource clock,
            Ids ids,
            Iterable<? extends EnvironmentContent> rooms) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
        List<String> all = new ArrayList<>(List.of("webhooks"));
        rooms.forEach(room -> all.addAll(room.tables()));
        this.tables = List.copyOf(all);
    }

    /** Whether calls may choose it. */
    public boolean isThere(TenantEnvironment where) {
        return where.environment().equals(EnvironmentCode.PRODUCTION)
                || database.inTenant(where.tenant(), transaction -> transaction
                        .createQuery("select exists (select from environments where code = :code)")
                        .bind("code", where.environment())
                        .mapTo(Boolean.class)
                        .one());
    }

    /**
     * @throws ProblemException ALREADY_EXISTS if the tenant has one with this code, as it has production; STATE_CONFLICT if it
     *     has {@value #MOST}
     */
    public Environment create(Actor actor, NewEnvironment input) {
        Environment made = new Environment(
                ids.next(),
                input.code(),
                input.name(),
                input.kind(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (made.code().equals(EnvironmentCode.PRODUCTION.value())) {
            throw taken();
        }
        return database.inTenant(actor.tenant(), transaction -> {
            hold(transaction, "marque.environments/" + actor.tenant());
            requireRoom(transaction);
            int inserted = transaction
                    .createUpdate("""
                            insert into environments (id, tenant_id, code, name, kind, created_at)
                            values (:id, :tenant, :code, :name, :kind, :createdAt)
                            on conflict (tenant_id, code) do nothing
                            """)
                    .bind("tenant", actor.tenant())
                    .bindMethods(made)
                    .execute();
            if (inserted == 0) {
                throw taken();
            }
            changes.record(transaction, actor, Change.created(RECORD, made.id(), made));
            return made;
        });
    }

    /** Newest first; production is not among them. */
    public Page<Environment> list(Actor actor, PageRequest request) {
        List<Environment> rows = database.inTenant(actor.tenant(), transaction -> transaction
                .createQuery(
                        SELECT + "where (cast(:after as uuid) is null or id < :after) order by id desc limit :limit")
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .mapTo(Environment.class)
                .list());
        return Page.of(rows, request, Environment::id);
    }

    /** @throws ProblemException NOT_FOUND */
    public Environment get(Actor actor, UUID id) {
        return database.inTenant(actor.tenant(), transaction -> read(transaction, id, ""));
    }

    /** @throws ProblemException NOT_FOUND */
    public Environment rename(Actor actor, UUID id, String name) {
        return database.inTenant(actor.tenant(), transaction -> {
            Environment before = read(transaction, id, "for update");
            Environment after = new Environment(id, before.code(), name, before.kind(), before.createdAt());
            transaction
                    .createUpdate("update environments set name = :name where id = :id")
                    .bindMethods(after)
                    .execute();
            changes.record(transaction, actor, Change.of(RECORD + ".updated", RECORD, id, before, after));
            return after;
        });
    }

    /**
     * Deletes one that has nothing in it. Waits for those who are at work in it, 10 s at most.
     *
     * @throws ProblemException NOT_FOUND; STATE_CONFLICT while it has a record, a webhook or an API key that is not revoked
     */
    public void delete(Actor actor, UUID id) {
        database.runInTenant(actor.tenant(), transaction -> {
            Environment before = read(transaction, id, "for update");
            // enter_environment holds this too, together with others.
            hold(transaction, "marque.environment/" + actor.tenant() + "/" + before.code());
            if (WholeTenant.ask(transaction, it -> isInUse(it, before.code()))) {
                throw new ProblemException(
                        ProblemType.STATE_CONFLICT,
                        "The environment still has records, webhooks or API keys that are not revoked.");
            }
            transaction
                    .createUpdate("delete from environments where id = :id")
                    .bind("id", id)
                    .execute();
            changes.record(transaction, actor, new Change(RECORD + ".deleted", RECORD, id, before, null));
        });
    }

    /** Saying that it is not production lets PostgreSQL take the indexes of what is not. */
    private boolean isInUse(Handle transaction, String code) {
        return tables.stream().anyMatch(table -> ask(transaction, table, code, "environment <> 'production'"))
                || ask(transaction, "api_keys", code, "revoked_at is null");
    }

    private static boolean ask(Handle transaction, String table, String code, String more) {
        return transaction
                .createQuery("select exists (select from " + table + " where environment = :code and " + more + ")")
                .bind("code", code)
                .mapTo(Boolean.class)
                .one();
    }

    private static void hold(Handle transaction, String name) {
        transaction
                .createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one();
    }

    private static void requireRoom(Handle transaction) {
        int there = transaction
                .createQuery("select count(*) from environments")
                .mapTo(Integer.class)
                .one();
        if (there >= MOST) {
            throw new ProblemException(
                    ProblemType.STATE_CONFLICT, "There are " + MOST + " environments, and no more may be.");
        }
    }

    private static Environment read(Handle transaction, UUID id, String lock) {
        return transaction
                .createQuery(SELECT + "where id = :id " + lock)
                .bind("id", id)
                .mapTo(Environment.class)
                .findOne()
                .orElseThrow(() -> ProblemException.notFound(RECORD));
    }

    private static ProblemException taken() {
        String detail = "is the code of another environment";
        return new ProblemException(
                ProblemType.ALREADY_EXISTS, "The code " + detail, List.of(FieldError.inBody("/code", detail)));
    }
}
