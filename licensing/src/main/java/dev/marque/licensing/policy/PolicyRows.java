package dev.marque.licensing.policy;

import dev.marque.keys.license.SignedKeyScheme;
import dev.marque.licensing.rows.Columns;
import dev.marque.licensing.rows.Foreign;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.identity.Actor;
import dev.marque.platform.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Policies as rows. */
final class PolicyRows {

    private PolicyRows() {}

    static Policy map(ResultSet row) throws SQLException {
        String scheme = Columns.textOrNull(row, "key_scheme");
        return new Policy(
                Columns.id(row, "id"),
                Columns.id(row, "product_id"),
                Columns.text(row, "name"),
                Terms.of(row),
                Columns.constant(row, "key_format", KeyFormat.class),
                scheme == null ? null : SignedKeyScheme.valueOf(scheme),
                Columns.text(row, "key_prefix"),
                Columns.texts(row, "features"),
                JsonColumns.numbers(row.getString("limits")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                row.getInt("version"));
    }

    static Policy read(Handle transaction, UUID id, String lock) {
        return transaction
                .createQuery("select * from policies where id = :id " + lock)
                .bind("id", id)
                .map((row, context) -> map(row))
                .findOne()
                .orElseThrow(() -> Foreign.refused(transaction, "policies", id, "policy"));
    }

    static void insert(Handle transaction, TenantId tenant, Policy policy) {
        policy.terms()
                .bindTo(transaction.createUpdate("""
                        insert into policies (id, tenant_id, product_id, name, term, grace, max_activations,
                                              requires_activation, matching, renewal_basis, heartbeat_interval,
                                              activation_token_lifetime, key_format, key_scheme, key_prefix, features,
                                              limits, rules, created_at, updated_at)
                        values (:id, :tenant, :productId, :name, :term, :grace, :maxActivations,
                                :requiresActivation, :matching, :renewalBasis, :heartbeatInterval,
                                :activationTokenLifetime, :keyFormat, :keyScheme, :keyPrefix, :featureCodes,
                                cast(:limitsJson as jsonb), cast(:rules as jsonb), :createdAt, :updatedAt)
                        """))
                .bind("tenant", tenant)
                .bind("featureCodes", policy.features().toArray(String[]::new))
                .bind("limitsJson", JsonColumns.write(policy.limits()))
                .bindMethods(policy)
                .execute();
    }

    /** Keeps a policy as it is now, for those who ask later what it once said. */
    static void keep(Handle transaction, Actor actor, Policy policy) {
        transaction
                .createUpdate("""
                        insert into policy_versions (tenant_id, policy_id, version, content, changed_at, changed_by)
                        values (:tenant, :id, :version, cast(:content as jsonb), :updatedAt, :by)
                        """)
                .bind("tenant", actor.tenant())
                .bind("content", JsonColumns.write(policy))
                .bind("by", actor.name())
                .bindMethods(policy)
                .execute();
    }

    static List<PolicyVersion> versions(Handle transaction, UUID id) {
        return transaction
                .createQuery("select * from policy_versions where policy_id = :id order by version desc")
                .bind("id", id)
                .map((row, context) -> new PolicyVersion(
                        JsonColumns.read(Columns.text(row, "content"), Policy.class),
                        Columns.instant(row, "changed_at"),
                        Columns.text(row, "changed_by")))
                .list();
    }

    static void update(Handle transaction, Policy policy) {
        policy.terms()
                .bindTo(transaction.createUpdate("""
                        update policies set name = :name, term = :term, grace = :grace,
                            max_activations = :maxActivations, requires_activation = :requiresActivation,
                            matching = :matching, renewal_basis = :renewalBasis,
                            heartbeat_interval = :heartbeatInterval,
                            activation_token_lifetime = :activationTokenLifetime, features = :featureCodes,
                            limits = cast(:limitsJson as jsonb), rules = cast(:rules as jsonb), updated_at = :updatedAt, version = :version
                        where id = :id
                        """))
                .bind("featureCodes", policy.features().toArray(String[]::new))
                .bind("limitsJson", JsonColumns.write(policy.limits()))
                .bindMethods(policy)
                .execute();
    }
}
