package dev.marque.platform.identity.apikey;

import dev.marque.kernel.page.PageRequest;
import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows behind API keys. Their last use has a table of its own: it changes often, and is no change of the key. */
final class ApiKeyRows {

    private static final String SELECT = """
            select k.id, k.name, k.prefix, k.scopes, k.allowed_networks, k.owner_kind, k.owner_id,
                   k.environment, k.created_at,
                   k.expires_at, u.used_at as last_used_at, u.address as last_used_address, k.replaced_by,
                   k.revoked_at, k.revocation_reason
            from api_keys k left join api_key_uses u on u.key_id = k.id
            """;

    private ApiKeyRows() {}

    static void insert(Handle transaction, TenantId tenant, ApiKey key, byte[] hash, @Nullable UUID madeByKey) {
        transaction
                .createUpdate("""
                        insert into api_keys (id, tenant_id, name, prefix, key_hash, scopes, allowed_networks, owner_kind,
                                              owner_id, environment, made_by_key, created_at, expires_at)
                        values (:id, :tenant, :name, :prefix, :hash, :scopes, :networks, :ownerKind,
                                :ownerId, :environment, :madeByKey, :createdAt, :expiresAt)
                        """)
                .bind("id", key.id())
                .bind("tenant", tenant)
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("hash", hash)
                .bind("scopes", key.scopes().toArray(String[]::new))
                .bind("networks", key.allowedNetworks().toArray(String[]::new))
                .bind("ownerKind", key.ownerKind())
                .bind("ownerId", key.ownerId())
                .bind("environment", key.environment())
                .bind("madeByKey", madeByKey)
                .bind("createdAt", key.createdAt())
                .bind("expiresAt", key.expiresAt())
                .execute();
    }

    static Optional<ApiKey> find(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where k.id = :id")
                .bind("id", id)
                .mapTo(ApiKey.class)
                .findOne();
    }

    /** The key, and nobody else changes it until the transaction ends. */
    static Optional<ApiKey> lock(Handle transaction, UUID id) {
        return transaction
                .createQuery(SELECT + "where k.id = :id for update of k")
                .bind("id", id)
                .mapTo(ApiKey.class)
                .findOne();
    }

    static List<ApiKey> page(Handle transaction, @Nullable UUID owner, PageRequest request) {
        return transaction
                .createQuery(SELECT + """
                        where (cast(:after as uuid) is null or k.id < :after)
                          and (cast(:owner as uuid) is null or k.owner_id = :owner)
                        order by k.id desc limit :limit
                        """)
                .bind("after", request.after().orElse(null))
                .bind("owner", owner)
                .bind("limit", request.limit() + 1)
                .mapTo(ApiKey.class)
                .list();
    }

    static List<UUID> withPrefix(Handle transaction, String prefix) {
        return transaction
                .createQuery("select id from api_keys where prefix = :prefix order by id")
                .bind("prefix", prefix)
                .mapTo(UUID.class)
                .list();
    }

    static List<UUID> liveOf(Handle transaction, UUID owner) {
        return transaction
                .createQuery("select id from api_keys where owner_id = :owner and revoked_at is null order by id")
                .bind("owner", owner)
                .mapTo(UUID.class)
                .list();
    }

    /** The keys that a key made, and that those made, and so on. */
    static List<UUID> madeBy(Handle transaction, UUID key) {
        return transaction.createQuery("""
                        with recursive made (id) as (
                            select id from api_keys where made_by_key = :key
                            union
                            select k.id from api_keys k join made on k.made_by_key = made.id
                        )
                        select id from made order by id
                        """).bind("key", key).mapTo(UUID.class).list();
    }

    /** Stores what can be changed of a key. */
    static void write(Handle transaction, ApiKey key) {
        transaction
                .createUpdate("""
                        update api_keys set name = :name, allowed_networks = :networks, expires_at = :expiresAt
                        where id = :id
                        """)
                .bind("name", key.name())
                .bind("networks", key.allowedNetworks().toArray(String[]::new))
                .bindByType("expiresAt", key.expiresAt(), Instant.class)
                .bind("id", key.id())
                .execute();
    }

    static void replace(Handle transaction, UUID id, UUID successor, Instant expiresAt) {
        transaction
                .createUpdate("update api_keys set replaced_by = :successor, expires_at = :expiresAt where id = :id")
                .bind("successor", successor)
                .bind("expiresAt", expiresAt)
                .bind("id", id)
                .execute();
    }

    static void revoke(Handle transaction, UUID id, RevocationReason reason, Instant now) {
        transaction
                .createUpdate("update api_keys set revoked_at = :now, revocation_reason = :reason where id = :id")
                .bind("now", now)
                .bind("reason", reason.name())
                .bind("id", id)
                .execute();
    }
}
