package dev.marque.platform.audit.chain;

import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of check-points. */
final class CheckpointRows {

    private static final String COLUMNS =
            "id, kind, sequence, encode(chain_hash, 'hex') as chain_hash, created_at, token";

    private CheckpointRows() {}

    /** Does nothing if there is one of this kind at the sequence: two processes may take one at once. */
    static void insert(Handle transaction, TenantId tenant, Checkpoint checkpoint) {
        transaction
                .createUpdate("""
                        insert into audit_checkpoints (id, tenant_id, kind, sequence, chain_hash, created_at, token)
                        values (:id, :tenant, :kind, :sequence, :chainHash, :createdAt, :token)
                        on conflict (tenant_id, sequence, kind) do nothing
                        """)
                .bind("id", checkpoint.id())
                .bind("tenant", tenant)
                .bind("kind", checkpoint.kind().name())
                .bind("sequence", checkpoint.sequence())
                .bind("chainHash", checkpoint.chainHash().bytes())
                .bind("createdAt", checkpoint.createdAt())
                .bind("token", checkpoint.token())
                .execute();
    }

    static Optional<Checkpoint> newest(Handle transaction, Checkpoint.Kind kind) {
        return transaction
                .createQuery("select " + COLUMNS
                        + " from audit_checkpoints where kind = :kind order by sequence desc limit 1")
                .bind("kind", kind.name())
                .mapTo(Checkpoint.class)
                .findOne();
    }

    /** Newest first. */
    static List<Checkpoint> before(Handle transaction, @Nullable UUID id, int limit) {
        return transaction
                .createQuery("select " + COLUMNS + """
                         from audit_checkpoints
                        where (cast(:before as uuid) is null or id < :before) order by id desc limit :limit
                        """)
                .bind("before", id)
                .bind("limit", limit)
                .mapTo(Checkpoint.class)
                .list();
    }

    /** Those at sequences from one to another, both included. */
    static List<Checkpoint> between(Handle transaction, long first, long last) {
        return transaction
                .createQuery("select " + COLUMNS
                        + " from audit_checkpoints where sequence between :first and :last order by sequence")
                .bind("first", first)
                .bind("last", last)
                .mapTo(Checkpoint.class)
                .list();
    }
}
