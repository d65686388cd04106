package dev.marque.platform.audit.chain;

import dev.marque.platform.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The SQL of seals and of the rows under them. */
final class SealRows {

    private static final String SEAL = """
            sequence, audit_id, encode(row_hash, 'hex') as row_hash, encode(chain_hash, 'hex') as chain_hash""";
    private static final String ROW = String.join(", ", AuditRow.COLUMNS);

    private SealRows() {}

    /**
     * The newest seal.
     *
     * @param lookedTo by the sealer's clock: what was committed then, with an id from before, is sealed
     */
    record Newest(long sequence, Hash chainHash, Instant lookedTo) {

        ChainHead head() {
            return new ChainHead(sequence, chainHash);
        }
    }

    static Optional<Newest> newest(Handle transaction) {
        return transaction.createQuery("""
                        select sequence, encode(chain_hash, 'hex') as chain_hash, looked_to
                        from audit_seals order by sequence desc limit 1
                        """).mapTo(Newest.class).findOne();
    }

    static void insert(Handle transaction, TenantId tenant, List<Seal> seals, Instant lookedTo) {
        PreparedBatch batch = transaction.prepareBatch("""
                insert into audit_seals (tenant_id, sequence, audit_id, row_hash, chain_hash, looked_to)
                values (:tenant, :sequence, :auditId, :rowHash, :chainHash, :lookedTo)
                """);
        for (Seal seal : seals) {
            batch.bind("tenant", tenant)
                    .bind("sequence", seal.sequence())
                    .bind("auditId", seal.auditId())
                    .bind("rowHash", seal.rowHash().bytes())
                    .bind("chainHash", seal.chainHash().bytes())
                    .bind("lookedTo", lookedTo)
                    .add();
        }
        batch.execute();
    }

    /** Seals after a sequence, in order. */
    static List<Seal> after(Handle transaction, long sequence, long upTo, int limit) {
        return transaction
                .createQuery("select " + SEAL + """
                         from audit_seals where sequence > :after and sequence <= :upTo order by sequence limit :limit
                        """)
                .bind("after", sequence)
                .bind("upTo", upTo)
                .bind("limit", limit)
                .mapTo(Seal.class)
                .list();
    }

    /** In the order of ids; those that are not there are left out. */
    static List<AuditRow> rows(Handle transaction, Collection<UUID> ids) {
        return transaction
                .createQuery("select " + ROW + " from audit_logs where id = any (:ids) order by id")
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(AuditRow.class)
                .list();
    }
}
