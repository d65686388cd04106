package dev.marque.licensing.license;

import dev.marque.kernel.page.PageRequest;
import dev.marque.kernel.problem.ProblemException;
import dev.marque.keys.validation.LicenseState;
import dev.marque.licensing.feature.GrantColumn;
import dev.marque.licensing.policy.Policy;
import dev.marque.licensing.policy.Terms;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.Foreign;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.database.WholeTenant;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.identity.RecordScope.Condition;
import dev.marque.platform.tenant.EnvironmentCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Licenses as rows: one license is one row of a query, with its features and limits, in one round trip. */
public final class LicenseRows {

    /** How many machines use the license {@code l}. */
    static final String ACTIVATIONS = """
            select count(*) from license_activations a
            where a.tenant_id = l.tenant_id and a.license_id = l.id and a.deactivated_at is null
              and a.purpose = 'PRODUCTION'
            """;

    private static final String COLUMNS = """
            select l.*, p.code as product_code,
                   array(select f.code from license_features f
                         where f.tenant_id = l.tenant_id and f.license_id = l.id order by f.code) as feature_codes,
                   array(select extract(epoch from f.expires_at)::bigint from license_features f
                         where f.tenant_id = l.tenant_id and f.license_id = l.id order by f.code) as feature_ends,
                   (select jsonb_object_agg(m.name, m.value) from license_limits m
                    where m.tenant_id = l.tenant_id and m.license_id = l.id) as limits,
                   (""" + ACTIVATIONS + ") as activations, " + GrantColumn.SQL + "\n";

    private static final String FROM = "from licenses l join products p on p.id = l.product_id ";

    private static final String SELECT = COLUMNS + FROM;

    /** Behind every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private LicenseRows() {}

    /** The query of one license by {@code :id} with more columns from more joins; {@link #map} reads its rows. */
    public static String selectWith(String columns, String joins) {
        return COLUMNS + ", " + columns + " " + FROM + joins + " where l.id = :id";
    }

    /**
     * {@link #selectWith} for each of many.
     *
     * @param asked a table of licenses by their {@code id}, whose other columns {@code columns} and {@code joins} may look at
     *     as those of {@code q}
     */
    public static String selectEach(String asked, String columns, String joins) {
        return COLUMNS + ", " + columns + " from " + asked + " q join licenses l on l.id = q.id"
                + " join products p on p.id = l.product_id " + joins;
    }

    /** @throws ProblemException NOT_FOUND if the actor does not reach it, or there is none */
    public static License read(Handle transaction, Actor actor, UUID id) {
        return one(transaction, actor, id);
    }

    /**
     * Reads a license and holds it until the transaction ends: whoever else wants to change it, or to take one of its
     * seats, waits. The lock comes first and the counts after it, so they are true once it is held.
     *
     * @throws ProblemException NOT_FOUND if the actor does not reach it, or there is none
     */
    public static License readLocked(Handle transaction, Actor actor, UUID id) {
        lock(transaction, id);
        return one(transaction, actor, id);
    }

    /**
     * Holds a license until the transaction ends, if there is one: whoever reads it after that finds out.
     *
     * @throws ProblemException ENVIRONMENT_MISMATCH if it is only read in this environment
     */
    public static void lock(Handle transaction, UUID id) {
        boolean held = transaction
                .createQuery("select id from licenses where id = :id for update")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
        if (!held) {
            Foreign.requireUnseen(transaction, "licenses", id, "license");
        }
    }

    /** Holds those of the licenses that nobody holds, without waiting; they are told. */
    public static Set<UUID> lockFree(Handle transaction, Set<UUID> ids) {
        return transaction
                .createQuery("select id from licenses where id = any (:ids) for update skip locked")
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .set();
    }

    static boolean isReachable(Handle transaction, Actor actor, UUID id) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery("select exists (select from licenses l where l.id = :id and " + reach.sql() + ")")
                .bind("id", id)
                .bindMap(reach.binds())
                .mapTo(Boolean.class)
                .one();
    }

    private static License one(Handle transaction, Actor actor, UUID id) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery(SELECT + "where l.id = :id and " + reach.sql())
                .bind("id", id)
                .bindMap(reach.binds())
                .map((row, context) -> map(row))
                .findOne()
                .orElseThrow(() -> ProblemException.notFound("license"));
    }

    static List<License> list(Handle transaction, Actor actor, LicenseFilter filter, PageRequest request) {
        String words = filter.search();
        LicenseSearch search = words == null ? null : LicenseSearch.of(transaction, words, request.limit() + 1);
        return list(transaction, actor, filter, search, request);
    }

    static List<License> list(
            Handle transaction,
            Actor actor,
            LicenseFilter filter,
            @Nullable LicenseSearch search,
            PageRequest request) {
        Condition reach = actor.scope().on("l");
        LicenseFilter.Condition wanted = filter.condition();
        String more = (reach.binds().isEmpty() ? "" : " and " + reach.sql()) + wanted.sql();
        String found = search == null ? "true" : search.condition(more);
        return transaction
                .createQuery(SELECT + "where " + found + more + ownOnly(transaction, actor) + """
                         and l.id < :after
                        order by l.id desc limit :limit
                        """)
                .bindMap(reach.binds())
                .bindMap(wanted.binds())
                .bindMap(search == null ? Map.of() : search.binds())
                .bind("after", request.after().orElse(LAST))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    /**
     * Says once more what row-level security says, in such a way that PostgreSQL takes the index of the licenses outside of
     * production, instead of passing over all of production's.
     */
    static String ownOnly(Handle transaction, Actor actor) {
        return actor.environment().equals(EnvironmentCode.PRODUCTION) || WholeTenant.isMoreSeen(transaction)
                ? ""
                : " and l.environment <> 'production'";
    }

    /** Those licenses that the actor is known to reach, by their ids in that direction. */
    static List<License> byIds(Handle transaction, List<UUID> ids, String direction) {
        return transaction
                .createQuery(SELECT + "where l.id = any(:ids) order by l.id " + direction)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) -> map(row))
                .list();
    }

    /** Those of the licenses that the actor reaches, in no order. */
    public static List<License> reached(Handle transaction, Actor actor, Set<UUID> ids) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery(SELECT + "where l.id = any(:ids) and " + reach.sql())
                .bind("ids", ids.toArray(UUID[]::new))
                .bindMap(reach.binds())
                .map((row, context) -> map(row))
                .list();
    }

    /** Licenses that took their conditions from another version of their policy, newest first; archived ones are not asked. */
    static List<License> behind(Handle transaction, Actor actor, Policy policy, PageRequest request) {
        Condition reach = actor.scope().on("l");
        return transaction
                .createQuery(SELECT + "where " + reach.sql() + """
                         and l.policy_id = :policy and l.policy_version is distinct from :version
                          and l.state <> 'ARCHIVED'
                          and (cast(:after as uuid) is null or l.id < :after)
                        order by l.id desc limit :limit
                        """)
                .bindMap(reach.binds())
                .bind("policy", policy.id())
                .bind("version", policy.version())
                .bind("after", request.after().orElse(null))
                .bind("limit", request.limit() + 1)
                .map((row, context) -> map(row))
                .list();
    }

    /** One row of {@link #selectWith}. */
    public static License map(ResultSet row) throws SQLException {
        Set<String> overrides = Set.copyOf(Columns.texts(row, "overrides"));
        return new License(
                Columns.id(row, "id"),
                Columns.text(row, "number"),
                Columns.constant(row, "state", LicenseState.class),
                Columns.textOrNull(row, "state_reason"),
                Columns.id(row, "product_id"),
                Columns.text(row, "product_code"),
                Columns.id(row, "policy_id"),
                Columns.integerOrNull(row, "policy_version"),
                Columns.textOrNull(row, "name"),
                Terms.of(row),
                overrides,
                new Assignment(
                        row.getObject("owner_user_id", UUID.class),
                        row.getObject("team_id", UUID.class),
                        row.getObject("partner_id", UUID.class),
                        row.getObject("customer_user_id", UUID.class)),
                Columns.instant(row, "term_anchor"),
                row.getInt("term_count"),
                Columns.instantOrNull(row, "term_began_at"),
                Columns.instantOrNull(row, "expires_at"),
                Columns.instantOrNull(row, "maintenance_ends_at"),
                License.features(
                        Columns.features(row, Overrides.sourceOfFeatures(overrides)),
                        GrantColumn.read(row.getString("later_grants"))),
                JsonColumns.numbers(row.getString("limits")),
                JsonColumns.texts(row.getString("metadata")),
                row.getInt("activations"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                row.getInt("version"));
    }
}
