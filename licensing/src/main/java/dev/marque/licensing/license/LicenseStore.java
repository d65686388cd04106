package dev.marque.licensing.license;

import dev.marque.keys.feature.FeatureGrant;
import dev.marque.licensing.rows.JsonColumns;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes licenses; {@link LicenseRows} reads them. */
final class LicenseStore {

    private LicenseStore() {}

    static void insert(Handle transaction, TenantId tenant, License license, SealedKey key) {
        license.terms()
                .bindTo(transaction.createUpdate("""
                        insert into licenses (id, tenant_id, product_id, policy_id, number, state, name, key_hash,
                                              key_encrypted, term, grace, max_activations, requires_activation, matching,
                                              renewal_basis, heartbeat_interval, activation_token_lifetime, rules, term_anchor,
                                              term_count, term_began_at, expires_at, maintenance_ends_at, metadata, created_at, updated_at,
                                              owner_user_id, team_id, partner_id, customer_user_id, policy_version,
                                              overrides)
                        values (:id, :tenant, :productId, :policyId, :number, :state, :name, :keyHash,
                                :keyEncrypted, :term, :grace, :maxActivations, :requiresActivation, :matching,
                                :renewalBasis, :heartbeatInterval, :activationTokenLifetime, cast(:rules as jsonb), :termAnchor,
                                :termCount, :termBeganAt, :expiresAt, :maintenanceEndsAt, cast(:metadataJson as jsonb), :createdAt, :updatedAt,
                                :assignment.ownerUserId, :assignment.teamId, :assignment.partnerId,
                                :assignment.customerUserId, :policyVersion, :overriddenParts)
                        """))
                .bind("tenant", tenant)
                .bind("keyHash", key.hash())
                .bind("keyEncrypted", key.encrypted())
                .bind("metadataJson", JsonColumns.write(license.metadata()))
                .bind("overriddenParts", license.overrides().toArray(String[]::new))
                .bindMethods(license)
                .execute();
        insertGrants(transaction, tenant, license);
        Words.add(transaction, license);
    }

    private static void insertGrants(Handle transaction, TenantId tenant, License license) {
        List<FeatureGrant> taken = license.featuresTakenAlong();
        if (!taken.isEmpty()) {
            PreparedBatch batch = transaction.prepareBatch("""
                    insert into license_features (tenant_id, license_id, code, expires_at)
                    values (:tenant, :license, :code, :expiresAt)
                    """);
            for (FeatureGrant grant : taken) {
                batch.bind("tenant", tenant)
                        .bind("license", license.id())
                        .bind("code", grant.code())
                        .bindByType("expiresAt", grant.expiresAt(), Instant.class)
                        .add();
            }
            batch.execute();
        }
        if (!license.limits().isEmpty()) {
            PreparedBatch batch = transaction.prepareBatch("""
                    insert into license_limits (tenant_id, license_id, name, value)
                    values (:tenant, :license, :name, :value)
                    """);
            for (Map.Entry<String, Long> limit : license.limits().entrySet()) {
                batch.bind("tenant", tenant)
                        .bind("license", license.id())
                        .bind("name", limit.getKey())
                        .bind("value", limit.getValue())
                        .add();
            }
            batch.execute();
        }
    }

    static void update(Handle transaction, License license) {
        license.terms()
                .bindTo(transaction.createUpdate("""
                        update licenses set state = :state, state_reason = :stateReason, name = :name,
                            policy_id = :policyId, policy_version = :policyVersion, term = :term, grace = :grace,
                            max_activations = :maxActivations, requires_activation = :requiresActivation,
                            matching = :matching, renewal_basis = :renewalBasis,
                            heartbeat_interval = :heartbeatInterval,
                            activation_token_lifetime = :activationTokenLifetime, rules = cast(:rules as jsonb),
                            overrides = :overriddenParts, term_anchor = :termAnchor, term_count = :termCount,
                            term_began_at = :termBeganAt,
                            expires_at = :expiresAt, maintenance_ends_at = :maintenanceEndsAt, metadata = cast(:metadataJson as jsonb),
                            owner_user_id = :assignment.ownerUserId, team_id = :assignment.teamId,
                            partner_id = :assignment.partnerId, customer_user_id = :assignment.customerUserId,
                            updated_at = :updatedAt, version = :version
                        where id = :id
                        """))
                .bind("metadataJson", JsonColumns.write(license.metadata()))
                .bind("overriddenParts", license.overrides().toArray(String[]::new))
                .bindMethods(license)
                .execute();
    }

    /** Puts what a license took along, features and limits, in the place of what it had; what was granted later stays. */
    static void replaceGrants(Handle transaction, TenantId tenant, License license) {
        for (String table : List.of("license_features", "license_limits")) {
            transaction
                    .createUpdate("delete from " + table + " where license_id = :id")
                    .bind("id", license.id())
                    .execute();
        }
        insertGrants(transaction, tenant, license);
    }
}
