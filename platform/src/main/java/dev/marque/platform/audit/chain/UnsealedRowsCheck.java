package dev.marque.platform.audit.chain;

import dev.marque.platform.audit.chain.Finding.Kind;
import dev.marque.platform.database.Database;
import dev.marque.platform.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Looks for rows without a seal: they wait for the sealer, or they were put in behind its back. */
record UnsealedRowsCheck(Database database, TenantId tenant, Findings findings) {

    private static final int BATCH = 10_000;

    private record Row(UUID id, boolean sealed) {}

    /**
     * Returns how many rows wait for the sealer.
     *
     * @param firstOpen the sealer does not look at rows with smaller ids any more
     */
    long run(UUID firstOpen) {
        long waiting = 0;
        UUID last = new UUID(0, 0);
        List<Row> batch;
        do {
            UUID after = last;
            batch = database.inTenant(tenant, transaction -> read(transaction, after));
            for (Row row : batch) {
                last = row.id();
                if (!row.sealed() && isBefore(row.id(), firstOpen)) {
                    findings.tell(Kind.NEVER_SEALED, null, row.id());
                } else if (!row.sealed()) {
                    waiting++;
                }
            }
        } while (batch.size() == BATCH);
        return waiting;
    }

    /** As PostgreSQL orders ids; {@link UUID#compareTo} takes the halves for signed numbers. */
    private static boolean isBefore(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high < 0
                || (high == 0
                        && Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) < 0);
    }

    private static List<Row> read(Handle transaction, UUID after) {
        return transaction
                .createQuery("""
                        select a.id, s.audit_id is not null as sealed
                        from (select tenant_id, id from audit_logs where id > :after order by id limit :limit) a
                        left join audit_seals s on s.tenant_id = a.tenant_id and s.audit_id = a.id
                        order by a.id
                        """)
                .bind("after", after)
                .bind("limit", BATCH)
                .mapTo(Row.class)
                .list();
    }
}
